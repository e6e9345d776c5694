import { after, type Instant, instant, minutes } from './instant.js';
import { offsetAt } from './offset.js';

/** A local date, as days since 1970-01-01. */
export type DayNumber = number;

const DAY = 86_400_000;
const MINUTE = 60_000;
/** 1970-01-01 was a Thursday; Monday is 0. */
const FIRST_WEEKDAY = 3;

/** The date that the clocks of a zone show at an instant. `zone` is an IANA name. */
export const dayOf = (at: Instant, zone: string): DayNumber => Math.floor((at + offsetAt(at, zone)) / DAY);

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: DayNumber): number => (((day + FIRST_WEEKDAY) % 7) + 7) % 7;

/** The same day so many months later; where that month has no such day, its last. */
export const monthsAfter = (day: DayNumber, months: number): DayNumber => {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  // Day 0 of the month after is the last of this one.
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY;
};

/**
 * The instant at which the clocks of a zone show a time of a day. A time that the zone has twice means the first; one that
 * it skips means the first instant after the gap, so that nothing planned for it is lost.
 */
export const instantAt = (day: DayNumber, minuteOfDay: number, zone: string): Instant =>
  instantOfLocal(day * DAY + minuteOfDay * MINUTE, zone);

/** The same for a local time given in milliseconds as if it were UTC. */
const instantOfLocal = (local: number, zone: string): Instant => {
  const earlier = offsetAt(instant(local - DAY), zone);
  const later = offsetAt(instant(local + DAY), zone);
  const found = [local - earlier, local - later].sort((a, b) => a - b).find((at) => at + offsetAt(instant(at), zone) === local);
  return found === undefined ? endOfGap(local, earlier, zone) : instant(found);
};

/** Where the clocks jumped over a local time: the instant of the jump, to the minute. */
const endOfGap = (local: number, before: number, zone: string): Instant => {
  let low = Math.floor((local - before - DAY) / MINUTE);
  let high = Math.ceil((local - before) / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(instant(middle * MINUTE), zone) === before) low = middle;
    else high = middle;
  }
  return after(instant(0), minutes(high));
};

/**
 * When the clocks of a zone showed the same time a day before: 24 hours earlier, but for the days on which they change. Where they showed it twice or
 * skipped it, it is the instant that `instantAt` says, as for whatever was planned for that time.
 */
export const dayBefore = (at: Instant, zone: string): Instant => instantOfLocal(at + offsetAt(at, zone) - DAY, zone);

/** The first instant after `at` at which the clocks show a time of day. */
export const nextTimeOfDay = (minuteOfDay: number, zone: string, at: Instant): Instant => {
  let day = dayOf(at, zone);
  let next = instantAt(day, minuteOfDay, zone);
  while (next <= at) {
    day += 1;
    next = instantAt(day, minuteOfDay, zone);
  }
  return next;
};

const LOCAL_TEXT = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/;

/** A text such as `2026-12-24T18:00:00Z`, or without an offset in the zone's own time; undefined where it is none. */
export const readDateTime = (text: string, zone: string): Instant | undefined => {
  const [, year, month, day, hour, minute, second = '0'] = LOCAL_TEXT.exec(text) ?? [];
  if (year === undefined) {
    const parsed = Date.parse(text);
    return Number.isNaN(parsed) ? undefined : instant(parsed);
  }
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return instantOfLocal(local, zone);
};
