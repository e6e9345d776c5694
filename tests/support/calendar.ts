import { calendarRows } from '../../src/main/core/calendar/due.js';
import { CALENDAR_TASKS } from '../../src/main/core/calendar/tasks.js';
import type { CalendarDone, CalendarRow } from '../../src/main/core/model/calendar.js';
import { after, days, type Instant } from '../../src/main/core/time/instant.js';

const DONE: readonly (readonly [string, number, string, string])[] = [
  ['rule-quality', 2, 'Ana Ruiz', 'Raised the limit of slow-page from 3 s to 3.5 s.'],
  ['suppressions', 8, 'Ben Okafor', ''],
  ['comprehensive-report', 15, 'Ana Ruiz', 'Nothing odd.'],
  ['service-levels', 12, 'Ben Okafor', ''],
  ['fire-drill', 92, 'Max Dahl', 'Management’s number was wrong; mended.'],
];

/** A watch of four months: some of its care was done, some is due, and some forgotten. `more`: done since, by task. */
export const scriptedCalendar = (
  now: Instant,
  more: ReadonlyMap<string, readonly CalendarDone[]> = new Map(),
): readonly CalendarRow[] => {
  const before = DONE.map(([id, ago, by, note]) => [id, [{ at: after(now, -days(ago)), by, note }]] as const);
  const done = new Map<string, readonly CalendarDone[]>(before);
  for (const [id, times] of more) done.set(id, [...times, ...(done.get(id) ?? [])]);
  return calendarRows({
    tasks: CALENDAR_TASKS,
    done: Object.fromEntries(done),
    bornAt: after(now, -days(34)),
    now,
    zone: 'Europe/London',
  });
};
