import type { AuditQuestion, DeliveryQuestion, FoundAudit, FoundDeliveries } from '../../src/main/core/model/search.js';
import { maskedDelivery } from '../../src/main/core/notify/mask.js';
import { auditFits } from '../../src/main/core/search/audit-fits.js';
import { deliveryFits } from '../../src/main/core/search/delivery-fits.js';
import { days, type Instant, instant } from '../../src/main/core/time/instant.js';
import type { CallInput } from '../../src/preload/contract/calls.js';
import type { AuditEntry, Delivery } from '../../src/preload/contract/views.js';
import type { Scene } from './scripted-main-scenes.js';

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const isWithin = (at: number, { from, to }: Pick<DeliveryQuestion, 'from' | 'to'>): boolean =>
  (from === undefined || dayOf(at) >= from) && (to === undefined || dayOf(at) <= to);

/** Since when there are any. */
const beginningOf = (times: readonly number[], reach: number): Instant =>
  instant(times.length === 0 ? reach : Math.max(reach, Math.min(...times)));

/** As main finds them, among those of a scene. */
export const foundDeliveries = (asked: CallInput<'delivery.list'>, all: readonly Delivery[], now: number): FoundDeliveries => {
  const question = asked as DeliveryQuestion;
  const inOrder = all.toSorted((a, b) => b.decidedAt - a.decidedAt || (a.id < b.id ? 1 : -1));
  const start = inOrder.findIndex(({ id }) => id === question.after?.id) + 1;
  const left = inOrder.slice(start).filter(({ decidedAt }) => isWithin(decidedAt, question));
  const fitting = left.filter((delivery) => deliveryFits(delivery, question));
  const rows = fitting.slice(0, question.limit);
  const last = rows.at(-1);
  const isMore = last !== undefined && fitting.length > rows.length;
  return {
    rows: rows.map(maskedDelivery),
    next: isMore ? { id: last.id, decidedAt: last.decidedAt } : null,
    looked: isMore ? left.indexOf(last) + 1 : left.length,
    since: isMore
      ? last.decidedAt
      : beginningOf(
          all.map(({ decidedAt }) => decidedAt),
          now - days(90),
        ),
    keptFor: days(90),
  };
};

export const foundAudit = (asked: CallInput<'audit.list'>, all: readonly AuditEntry[], { now, view }: Scene): FoundAudit => {
  const question = asked as AuditQuestion;
  const left = all.filter(
    ({ sequence, at }) => sequence < (question.before ?? Number.POSITIVE_INFINITY) && isWithin(at, question),
  );
  const fitting = left.filter((entry) => auditFits(entry, question, view.alerts[entry.subject]?.summary ?? ''));
  const rows = fitting.slice(0, question.limit);
  const last = rows.at(-1);
  const isMore = last !== undefined && fitting.length > rows.length;
  const about = rows.flatMap(({ subject }) => {
    const row = view.alerts[subject];
    return row === undefined ? [] : [[subject, `${row.name}: ${row.target}`]];
  });
  return {
    rows,
    next: isMore ? last.sequence : null,
    looked: isMore ? left.indexOf(last) + 1 : left.length,
    since: isMore
      ? last.at
      : beginningOf(
          all.map(({ at }) => at),
          now - days(365),
        ),
    keptFor: days(365),
    about: Object.fromEntries(about),
  };
};
