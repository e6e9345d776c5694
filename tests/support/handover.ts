import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import type { Handover, HandoverAlert } from '../../src/main/core/model/handover.js';
import type { SuppressionRow } from '../../src/main/core/model/view.js';
import type { Instant } from '../../src/main/core/time/instant.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (milliseconds: number): Instant => milliseconds as Instant;

const RANK = { critical: 0, warning: 1, info: 2 } as const;

const alertOf = (row: AlertRow): HandoverAlert => {
  const next = row.escalation.find(({ done }) => !done);
  return {
    row,
    told:
      row.severity === 'info'
        ? []
        : [
            { channel: 'desktop', recipients: ['this desk'], state: 'sent' },
            { channel: 'email', recipients: ['o…@example.org', 's…@example.org'], state: 'sent' },
            { channel: 'sms', recipients: ['+44…01'], state: row.severity === 'critical' ? 'failed' : 'waiting' },
          ],
    next:
      next === undefined
        ? { kind: 'none' }
        : row.acknowledged !== null
          ? { kind: 'rests', because: 'acknowledged' }
          : { kind: 'due', level: next.level, team: next.team, at: next.at, channels: next.channels },
  };
};

const ENDING: SuppressionRow = {
  id: 's4',
  matchers: [{ label: 'rule', operator: '=', value: 'certificate-expiry' }],
  by: 'Tom Hale',
  why: 'Renewal is booked for Monday',
  startsAt: at(0),
  endsAt: at(0),
  mutes: 1,
};

/** What a shift of some hours leaves, with the alerts of a view. `isQuiet`: nothing at all. */
export const scriptedHandover = (
  rows: readonly AlertRow[],
  hours: number,
  now: number,
  { isQuiet }: { readonly isQuiet: boolean },
): Handover => {
  const from = at(now - hours * HOUR);
  const real = rows.filter(({ isTest }) => !isTest);
  const open = real
    .filter(({ state }) => state === 'firing')
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.firedAt - b.firedAt)
    .slice(0, 300)
    .map(alertOf);
  const first = open[1]?.row ?? open[0]?.row;
  return {
    from,
    to: at(now),
    coverage: isQuiet ? 1 : 0.958,
    unobserved: isQuiet ? [] : [{ from: at(now - 5 * HOUR), to: at(now - 5 * HOUR + 20 * MINUTE), cause: 'asleep' }],
    unacknowledged: open.filter(({ row }) => row.suppressed === null && row.acknowledged === null),
    acknowledged: open.filter(({ row }) => row.suppressed === null && row.acknowledged !== null),
    suppressed: open.filter(({ row }) => row.suppressed !== null),
    ending: isQuiet ? [] : [{ ...ENDING, startsAt: at(now - 3 * HOUR), endsAt: at(now + 5 * HOUR) }],
    held:
      isQuiet || first === undefined
        ? []
        : [
            {
              ...{
                alert: first.id,
                summary: first.summary,
                severity: first.severity,
                firedAt: first.firedAt,
                channel: 'slack',
              },
              outcome: { kind: 'waits', at: at(now + 2 * HOUR) },
            },
            {
              ...{
                alert: first.id,
                summary: first.summary,
                severity: first.severity,
                firedAt: first.firedAt,
                channel: 'email',
              },
              outcome: { kind: 'told', at: at(now - 30 * MINUTE) },
            },
          ],
    ended: real.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt >= from),
    notes:
      isQuiet || first === undefined
        ? []
        : [
            {
              at: at(now - 40 * MINUTE),
              by: 'Ana Ruiz',
              text: 'Asked the host; they look into it.',
              alert: first.id,
              summary: first.summary,
            },
          ],
    more: { open: Math.max(0, real.filter(({ state }) => state === 'firing').length - 300), ended: 0 },
    isClear: open.length === 0 && isQuiet,
  };
};
