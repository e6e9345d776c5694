import { hours } from './instant.js';
import { offsetAt } from './offset.js';

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
 * skips gets none. For one zone it is always the same function, so that what was made with it can be known again.
 */
export const localHours = (zone: string): LocalHours => {
  const made = known.get(zone) ?? ((hour: UtcHour) => Math.floor((hour * HOUR + offsetAt(hour * HOUR, zone)) / HOUR));
  known.set(zone, made);
  return made;
};
