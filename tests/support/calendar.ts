import { calendarRows, countOf } from '../../src/main/core/calendar/due.js';
import { CALENDAR_TASKS } from '../../src/main/core/calendar/tasks.js';
import type { CalendarCount, CalendarDone, CalendarRow } from '../../src/main/core/model/calendar.js';
import { after, days, type Instant } from '../../src/main/core/time/instant.js';

type Noted = readonly (readonly [task: string, daysAgo: number, by: string, note: string])[];

interface Watch {
  /** Days since it began. */
  readonly age: number;
  readonly noted: Noted;
}

const SOME: Noted = [
  ['rule-quality', 2, 'Ana Ruiz', 'Raised the limit of slow-page from 3 s to 3.5 s.'],
  ['suppressions', 8, 'Ben Okafor', ''],
  ['comprehensive-report', 15, 'Ana Ruiz', 'Nothing odd.'],
  ['service-levels', 12, 'Ben Okafor', ''],
  ['fire-drill', 97, 'Max Dahl', 'Management’s number was wrong; mended.'],
];

const LONG_NOTE =
  'Nobody of the management could be reached: the number of the deputy belongs to somebody else now, and https://intranet.example.org/people/directory/management/deputies-and-their-deputies?year=2026 names a third one.';

/** Of most scenes: a watch of a month, some of whose care was done, some is due, and some forgotten. */
const MOST: Watch = { age: 33, noted: SOME };

const OTHERS: Readonly<Record<string, Watch | 'off'>> = {
  'first-run': { age: 0, noted: [] },
  empty: 'off',
  healthy: { age: 400, noted: CALENDAR_TASKS.map(({ id }, n) => [id, n % 6, n % 2 === 0 ? 'Ana Ruiz' : 'Ben Okafor', '']) },
  extreme: { age: 2_000, noted: [['fire-drill', 1_400, 'A'.repeat(90), LONG_NOTE]] },
};

/** How the calendar stands in a scene; none of it where it is off. `more`: done since, by task. */
export const scriptedCalendar = (
  now: Instant,
  scene = 'problem',
  more: ReadonlyMap<string, readonly CalendarDone[]> = new Map(),
): readonly CalendarRow[] => {
  const watch = OTHERS[scene] ?? MOST;
  if (watch === 'off') return [];
  const before = watch.noted.map(([id, ago, by, note]) => [id, [{ at: after(now, -days(ago)), by, note }]] as const);
  const done = new Map<string, readonly CalendarDone[]>(before);
  for (const [id, times] of more) done.set(id, [...times, ...(done.get(id) ?? [])]);
  return calendarRows({
    tasks: CALENDAR_TASKS,
    done: Object.fromEntries(done),
    bornAt: after(now, -days(watch.age)),
    now,
    zone: 'Europe/London',
  });
};

/** How much of it waits; null where it is off. */
export const scriptedCount = (rows: readonly CalendarRow[], changedAt: Instant | null): CalendarCount | null =>
  rows.length === 0 ? null : countOf(rows, changedAt);
