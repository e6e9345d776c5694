import type {
  CalendarCount,
  CalendarInterval,
  CalendarKept,
  CalendarRow,
  CalendarState,
  CalendarTask,
} from '../model/calendar.js';
import { type DayNumber, dayOf, instantAt, monthsAfter } from '../time/calendar.js';
import type { Instant } from '../time/instant.js';

interface Rhythm {
  readonly next: (day: DayNumber) => DayNumber;
  /** Days after which what is due counts as forgotten: a holiday, not a habit, must fit in. */
  readonly grace: number;
}

const RHYTHMS: Readonly<Record<CalendarInterval, Rhythm>> = {
  weekly: { next: (day) => day + 7, grace: 3 },
  monthly: { next: (day) => monthsAfter(day, 1), grace: 7 },
  quarterly: { next: (day) => monthsAfter(day, 3), grace: 14 },
  yearly: { next: (day) => monthsAfter(day, 12), grace: 30 },
};

/**
 * When a task is due that was last done at an instant, and from when it is overdue: both at the beginning of a day by the
 * clocks of the zone, whatever they are set to meanwhile. A month that has no such day has its last instead.
 */
export const dueOf = (
  interval: CalendarInterval,
  since: Instant,
  zone: string,
): { readonly dueAt: Instant; readonly overdueAt: Instant } => {
  const { next, grace } = RHYTHMS[interval];
  const day = next(dayOf(since, zone));
  return { dueAt: instantAt(day, 0, zone), overdueAt: instantAt(day + grace, 0, zone) };
};

export interface CalendarQuestion {
  readonly tasks: readonly CalendarTask[];
  readonly done: CalendarKept['done'];
  /** What was never done is owed from the watch's first start on. */
  readonly bornAt: Instant;
  readonly now: Instant;
  readonly zone: string;
}

/** How every task stands at an instant; what was done later does not count. */
export const calendarRows = ({ tasks, done, bornAt, now, zone }: CalendarQuestion): readonly CalendarRow[] =>
  tasks.map((task) => {
    const last = done[task.id]?.find(({ at }) => at <= now) ?? null;
    const due = dueOf(task.interval, last?.at ?? bornAt, zone);
    return { ...task, ...due, state: stateAt(due, now), last };
  });

const stateAt = (due: { readonly dueAt: Instant; readonly overdueAt: Instant }, now: Instant): CalendarState => {
  if (now < due.dueAt) return 'rests';
  return now < due.overdueAt ? 'due' : 'overdue';
};

/** How many are due, and how many of all are overdue instead. */
export const countOf = (rows: readonly CalendarRow[], changedAt: Instant | null): CalendarCount => ({
  due: rows.filter(({ state }) => state === 'due').length,
  overdue: rows.filter(({ state }) => state === 'overdue').length,
  changedAt,
});
