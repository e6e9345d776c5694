import { hours } from './instant.js';

/** Hours since the epoch on UTC, of an hour that starts at a full one. */
export type UtcHour = number;

/** The local hour, counted from the local midnight of 1970-01-01, in which a UTC hour begins. */
export type LocalHours = (hour: UtcHour) => number;

const HOUR = hours(1);
const HOURS_OF_A_DAY = 24;
/** 1970-01-01 was a Thursday: a week that begins on Monday is three days further then. */
const MONDAY = 3 * HOURS_OF_A_DAY;

/** 0–23. */
export const hourOfDay = (local: number): number => modulo(local, HOURS_OF_A_DAY);

/** 0–167, from Monday 00:00 on. */
export const hourOfWeek = (local: number): number => modulo(local + MONDAY, 7 * HOURS_OF_A_DAY);

export const isWeekend = (local: number): boolean => hourOfWeek(local) >= 5 * HOURS_OF_A_DAY;

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

const known = new Map<string, LocalHours>();

/**
 * How the clocks of an IANA zone name each UTC hour. An hour that the zone has twice gets the same name twice; one that it
 * skips gets none. Answers are kept, because asking for a zone's offset is slow.
 */
export const localHours = (zone: string): LocalHours => {
  const made = known.get(zone) ?? makeLocalHours(zone);
  known.set(zone, made);
  return made;
};

const MOST_DAYS = 4_000;

const makeLocalHours = (zone: string): LocalHours => {
  const offsetAt = offsets(zone);
  const days = new Map<number, number | null>();
  return (hour) => {
    const day = Math.floor(hour / HOURS_OF_A_DAY);
    if (days.size > MOST_DAYS) days.clear();
    let offset = days.get(day);
    if (offset === undefined) {
      offset = offsetOfDay(offsetAt, day);
      days.set(day, offset);
    }
    return Math.floor((hour * HOUR + (offset ?? offsetAt(hour * HOUR))) / HOUR);
  };
};

/** The offset all day long; null where the clocks change on that day. */
const offsetOfDay = (offsetAt: (at: number) => number, day: number): number | null => {
  const start = offsetAt(day * HOURS_OF_A_DAY * HOUR);
  return start === offsetAt((day + 1) * HOURS_OF_A_DAY * HOUR) ? start : null;
};

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
const offsets = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
  };
};
