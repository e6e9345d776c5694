import { calendarRows } from '../../core/calendar/due.js';
import { CALENDAR_TASKS } from '../../core/calendar/tasks.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { DailyReport, ReportHour, ReportPage } from '../../core/model/report.js';
import type { Objective, ObjectiveStanding, SloVerdict } from '../../core/model/slo.js';
import { barKindOf } from '../../core/report/bar.js';
import { after, bucketStart, days, duration, hours, type Instant, minutes } from '../../core/time/instant.js';

/** A made-up day with these alerts: one page that failed for a while, one that was slow, and three hours in which the desk slept. */
export const exampleDay = (rows: readonly AlertRow[], to: Instant): DailyReport => {
  const from = after(to, duration(-days(1)));
  const asleep = { from: after(from, hours(17)), to: after(from, hours(20)), cause: 'asleep' } as const;
  const open = rows.filter(({ resolvedAt }) => resolvedAt === null);
  return {
    from,
    to,
    barSeconds: 3_600,
    coverage: 21 / 24,
    unobserved: [asleep],
    fired: { critical: 1, warning: 3, info: 0 },
    ended: 2,
    told: rows,
    open,
    openLongest: open.toSorted((a, b) => a.firedAt - b.firedAt)[0] ?? null,
    more: { told: 0, open: 0 },
    pages: [
      page('Booking form', from, (n) => ({ good: n === 22 || n === 23 ? 0.6 : 1, seconds: 0.41 + wave(n, 0.12) })),
      page('Tutor search', from, (n) => ({ good: 1, seconds: n > 8 && n < 13 ? 2.6 + wave(n, 0.6) : 0.9 + wave(n, 0.3) })),
      page('Home', from, (n) => ({ good: 1, seconds: 0.28 + wave(n, 0.06) })),
      { ...page('Contact', from, (n) => ({ good: 1, seconds: n === 3 ? 0.3 : null })), readings: 2, good: 2, isFew: true },
    ],
    morePages: 11,
    objectives: [
      standing('uptime', 0.999, 0.99931, 41_233, 'met', 0.31, to),
      standing('latency', 0.99, 0.9874, 41_102, 'missed', -0.26, to),
      standing('errors', 0.99, 1, 12, 'too-few', 1, to),
    ],
    overdue: overdueAt(to),
    messages: { delivered: 9, givenUp: 1 },
  };
};

/** A watch of twelve days, in which only one of the weekly tasks was forgotten. */
const overdueAt = (now: Instant): DailyReport['overdue'] => {
  const done = {
    suppressions: [{ at: after(now, -days(2)), by: 'Ann', note: '' }],
    'rule-quality': [{ at: after(now, -days(3)), by: 'Ann', note: '' }],
  };
  const bornAt = after(now, -days(12));
  return calendarRows({ tasks: CALENDAR_TASKS, done, bornAt, now, zone: 'Europe/London' }).filter(
    ({ state }) => state === 'overdue',
  );
};

/** A course that repeats, so that an example never looks otherwise than the last time. */
const wave = (n: number, height: number): number => height * Math.sin(n / 2.3);

const ASLEEP = [17, 18, 19];

const page = (
  name: string,
  from: Instant,
  hourOf: (n: number) => { readonly good: number; readonly seconds: number | null },
): ReportPage => {
  const begin = bucketStart(from, hours(1));
  const all = Array.from({ length: 24 }, (_, n): ReportHour => {
    const { good, seconds } = hourOf(n);
    const isUnseen = ASLEEP.includes(n);
    const readings = isUnseen || seconds === null ? 0 : 60;
    const hour = {
      at: after(begin, hours(n)),
      readings,
      good: Math.round(good * readings),
      seconds: isUnseen ? null : seconds,
      unseen: isUnseen ? 1 : 0,
    };
    return { ...hour, kind: barKindOf(hour) };
  });
  const seconds = all.flatMap((hour) => (hour.seconds === null ? [] : [hour.seconds])).sort((a, b) => a - b);
  return {
    name,
    readings: all.reduce((sum, hour) => sum + hour.readings, 0),
    good: all.reduce((sum, hour) => sum + hour.good, 0),
    typical: seconds[Math.floor(seconds.length / 2)] ?? null,
    slow: seconds[Math.floor(seconds.length * 0.95)] ?? null,
    isFew: false,
    hours: all,
  };
};

const standing = (
  id: string,
  target: number,
  ratio: number,
  valid: number,
  verdict: SloVerdict,
  left: number,
  to: Instant,
): ObjectiveStanding => {
  const objective: Objective = {
    id,
    kind: 'availability',
    target,
    over: days(30),
    measures: [],
    sources: ['http'],
    hasSource: true,
  };
  const status = {
    objective: id,
    verdict,
    ratio,
    good: Math.round(ratio * valid),
    valid,
    between: [ratio, ratio] as const,
    budgetLeftRatio: left,
    budgetLeft: minutes(Math.max(0, 43 * left)),
    coverage: 0.961,
    text: `${(ratio * 100).toFixed(2)} % over 96.1 % observed`,
  };
  return {
    objective,
    state: 'measured',
    from: after(to, duration(-days(30))),
    to,
    status,
    parts: [],
    budget: minutes(43),
    budgetEvents: 41,
    burns: [],
    pace: null,
    runsOutAt: null,
  };
};
