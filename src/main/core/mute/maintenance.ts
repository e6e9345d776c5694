import type { Labels } from '../model/labels.js';
import type { RuleId } from '../model/rule.js';
import type { MaintenanceWindow } from '../model/telling.js';
import { matches } from '../rule/matcher.js';
import { dayOf, instantAt, weekdayOf } from '../time/calendar.js';
import { after, days, type Instant, instant } from '../time/instant.js';

/** A maintenance window that runs, and until when. */
export interface RunningMaintenance {
  readonly window: MaintenanceWindow;
  readonly endsAt: Instant;
}

/** The windows that run at `now`. `from` is inclusive, `to` exclusive. */
export const runningMaintenance = (windows: readonly MaintenanceWindow[], now: Instant): readonly RunningMaintenance[] =>
  windows.flatMap((window) => {
    const endsAt = endOf(window, now);
    return endsAt === null ? [] : [{ window, endsAt }];
  });

const NEVER = instant(Number.MAX_SAFE_INTEGER);

const endOf = (window: MaintenanceWindow, now: Instant): Instant | null => {
  const to = window.to ?? NEVER;
  if (now < (window.from ?? 0) || now >= to) return null;
  if (window.every === null) return to;
  const end = endOfToday(window, window.every, now);
  return end === null || end < to ? end : to;
};

/** Of the windows that began today, or on a day from which they still last, the one that ends last. */
const endOfToday = (
  { timeZone }: MaintenanceWindow,
  every: NonNullable<MaintenanceWindow['every']>,
  now: Instant,
): Instant | null => {
  const today = dayOf(now, timeZone);
  for (let day = today; day >= today - Math.ceil(every.for / days(1)) - 1; day -= 1) {
    if (!every.weekdays.includes(weekdayOf(day))) continue;
    const start = instantAt(day, every.at, timeZone);
    const end = after(start, every.for);
    if (start <= now && now < end) return end;
  }
  return null;
};

/** The running window that mutes an alert and ends last; null where none does. */
export const maintenanceOf = (
  running: readonly RunningMaintenance[],
  rule: RuleId,
  labels: Labels,
): RunningMaintenance | null => {
  let last: RunningMaintenance | null = null;
  for (const one of running) {
    if (!matches(one.window.match, { ...labels, rule })) continue;
    if (last === null || one.endsAt > last.endsAt) last = one;
  }
  return last;
};
