import { type DayNumber, dayOf, instantAt, weekdayOf } from '../time/calendar.js';
import type { Instant } from '../time/instant.js';

/** Days `[first, last)` of the site's calendar. */
export interface Period {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

const DAY = 86_400_000;

/** The last `count` days, weeks from Monday on, or months of the calendar, oldest first; the last one holds `now`. */
export const lastPeriods = (kind: 'day' | 'week' | 'month', count: number, now: Instant, zone: string): readonly Period[] => {
  const today = dayOf(now, zone);
  return Array.from({ length: count }, (_, index) => periodOf(kind, today, count - 1 - index));
};

const periodOf = (kind: 'day' | 'week' | 'month', today: DayNumber, back: number): Period => {
  if (kind === 'day') return { first: today - back, last: today - back + 1 };
  if (kind === 'week') {
    const monday = today - weekdayOf(today) - 7 * back;
    return { first: monday, last: monday + 7 };
  }
  const date = new Date(today * DAY);
  const month = (ahead: number): DayNumber => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back + ahead, 1) / DAY;
  return { first: month(0), last: month(1) };
};

/** Midnight at which a day begins on the site's clocks: a day may be 23 or 25 hours long. */
export const dayStart = (day: DayNumber, zone: string): Instant => instantAt(day, 0, zone);
