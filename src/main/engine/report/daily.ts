import { completed } from '../../core/incident/untold.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Delivery } from '../../core/model/notification.js';
import type { DailyReport, ReportQuestion } from '../../core/model/report.js';
import { ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Severity } from '../../core/model/rule.js';
import type { ObjectiveStanding } from '../../core/model/slo.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { type Named, NONE, named } from '../../core/report/named.js';
import { barOf, type ReportStretch, stretchOf } from '../../core/report/stretch.js';
import { gapsWithin, observedShare } from '../../core/slo/gaps.js';
import { dayBefore } from '../../core/time/calendar.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { calendarAt } from '../calendar/calendar.js';
import { deliveryPages, episodePages } from '../journal-pages.js';
import { rowOf } from '../view/row.js';
import type { World } from '../world.js';
import { pagesOf } from './pages.js';

export interface DailyReportParts {
  readonly world: World;
  readonly journal: Journal;
  readonly history: History;
  readonly objectives: () => Promise<readonly ObjectiveStanding[]>;
}

/** Reads what the time was like that a daily summary tells of. Nothing before the desk's first start is counted against it. */
export const dailyReport = (
  parts: DailyReportParts,
  { decidedAt: to, covers }: Pick<Delivery, 'decidedAt' | 'covers'>,
): Promise<DailyReport> => {
  const { world } = parts;
  const since = covers?.since ?? dayBefore(to, world.config.site.timeZone);
  const from = instant(Math.max(since, Math.min(world.bornAt, to)));
  return reportOver(parts, { from, to, bar: barOf(to - from) });
};

/** The same of any day, or of the week or the month that ends with it; promises are as they stand now. */
export const createReport =
  (parts: DailyReportParts & { readonly clock: Clock }) =>
  async (question: ReportQuestion): Promise<Result<DailyReport, Refusal>> => {
    const { bornAt, config } = parts.world;
    const stretch = stretchOf(question, config.site.timeZone, { now: parts.clock.now(), bornAt });
    if (!stretch.ok) return stretch;
    return ok(await reportOver(parts, stretch.value));
  };

const overdueAt = (world: World, at: Instant): DailyReport['overdue'] =>
  calendarAt(world, at).filter(({ state }) => state === 'overdue');

const reportOver = async (parts: DailyReportParts, { from, to, bar }: ReportStretch): Promise<DailyReport> => {
  const { world, journal } = parts;
  const segments = [...(await journal.segments(from, to)), world.observation.open];
  const unobserved = gapsWithin(segments, [], from, to);
  const { fired, ended, told, open, openLongest } = await alertsOf(parts, from, to);
  return {
    from,
    to,
    barSeconds: bar / 1_000,
    coverage: observedShare(unobserved, from, to),
    unobserved,
    ...{ fired, ended, told: told.rows, open: open.rows, openLongest },
    more: { told: told.count - told.rows.length, open: open.count - open.rows.length },
    ...(await pagesOf(parts, { from, to, unobserved, bar })),
    objectives: await parts.objectives(),
    overdue: overdueAt(world, to),
    messages: await messagesOf(parts, from, to),
  };
};

/** More than this nobody reads. */
const MOST_NAMED = 300;

interface Alerts {
  readonly fired: Readonly<Record<Severity, number>>;
  readonly ended: number;
  readonly told: Named<AlertRow>;
  readonly open: Named<AlertRow>;
  readonly openLongest: AlertRow | null;
}

/** Those that were open at any time of it, page by page: of a month of floods no more is kept than is shown. */
const alertsOf = async ({ world, journal }: DailyReportParts, from: Instant, to: Instant): Promise<Alerts> => {
  const fired = { critical: 0, warning: 0, info: 0 };
  let [told, open, ended]: [Named<AlertRow>, Named<AlertRow>, number] = [NONE, NONE, 0];
  let openLongest: AlertRow | null = null;
  for await (const page of episodePages(journal, { since: from, until: to })) {
    const rows = page
      .map((stored) => world.episodes.get(stored.id) ?? completed(stored))
      .filter(({ test }) => !test)
      .map((episode) => rowOf(world, episode, to));
    const begun = rows.filter(({ firedAt }) => firedAt > from && firedAt <= to);
    for (const { severity } of begun) fired[severity] += 1;
    told = named(told, begun, newestFirst, MOST_NAMED);
    const stillOpen = rows.filter(isOpenAt(to));
    open = named(open, stillOpen, worstFirst, MOST_NAMED);
    // Pages come newest first: whatever is open in a later one fired before all that were seen.
    openLongest = stillOpen.at(-1) ?? openLongest;
    ended += rows.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt > from && resolvedAt <= to).length;
  }
  return { fired, ended, told, open, openLongest };
};

const isOpenAt =
  (at: Instant) =>
  ({ firedAt, resolvedAt }: AlertRow): boolean =>
    firedAt <= at && (resolvedAt === null || resolvedAt > at);

const newestFirst = (a: AlertRow, b: AlertRow): number => b.firedAt - a.firedAt;

const RANK = { critical: 0, warning: 1, info: 2 } as const;
const worstFirst = (a: AlertRow, b: AlertRow): number => RANK[a.severity] - RANK[b.severity] || a.firedAt - b.firedAt;

/** What became of the day's messages; those about tests are left out. */
const messagesOf = async (
  { world, journal }: DailyReportParts,
  since: Instant,
  to: Instant,
): Promise<DailyReport['messages']> => {
  let [delivered, givenUp] = [0, 0];
  for await (const page of deliveryPages(journal, { since, until: to }))
    for (const { reason, alerts, state } of page) {
      if (reason === 'test' || alerts.some((id) => world.episodes.get(id)?.test === true)) continue;
      if (state.kind === 'delivered') delivered += 1;
      if (state.kind === 'abandoned') givenUp += 1;
    }
  return { delivered, givenUp };
};
