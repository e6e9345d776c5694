import type { MaintenanceWindow } from '../model/telling.js';
import { dayOf, instantAt, weekdayOf } from '../time/calendar.js';
import { after, days, type Instant, instant } from '../time/instant.js';

export interface Times {
  readonly from: Instant;
  readonly to: Instant;
}

/** When a window runs within `[from, to)`, oldest first, each cut to it. */
export const maintenanceTimes = (window: MaintenanceWindow, from: Instant, to: Instant): readonly Times[] => {
  const [first, last] = [Math.max(window.from ?? from, from), Math.min(window.to ?? to, to)];
  return runsOf(window, from, to)
    .map((run) => ({ from: instant(Math.max(run.from, first)), to: instant(Math.min(run.to, last)) }))
    .filter((run) => run.from < run.to);
};

const runsOf = ({ every, timeZone }: MaintenanceWindow, from: Instant, to: Instant): readonly Times[] => {
  if (every === null) return [{ from, to }];
  const runs: Times[] = [];
  const begin = dayOf(from, timeZone) - Math.ceil(every.for / days(1)) - 1;
  for (let day = begin; day <= dayOf(to, timeZone); day += 1) {
    if (!every.weekdays.includes(weekdayOf(day))) continue;
    const start = instantAt(day, every.at, timeZone);
    runs.push({ from: start, to: after(start, every.for) });
  }
  return runs;
};
