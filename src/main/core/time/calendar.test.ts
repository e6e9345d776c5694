import { describe, expect, it } from 'vitest';
import { dayBefore, dayOf, instantAt, nextTimeOfDay, readDateTime, weekdayOf } from './calendar.js';
import { type Instant, instant } from './instant.js';

const LONDON = 'Europe/London';
const at = (text: string): Instant => instant(Date.parse(text));
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const iso = (found: Instant | undefined): string => new Date(found ?? 0).toISOString().slice(0, 16);

describe('the instant of a local time', () => {
  it.each([
    ['in winter', '2026-01-05', 480, '2026-01-05T08:00'],
    ['in summer', '2026-07-05', 480, '2026-07-05T07:00'],
    ['on the day the clocks go forward', '2026-03-29', 480, '2026-03-29T07:00'],
    ['in the hour that is skipped', '2026-03-29', 90, '2026-03-29T01:00'],
    ['in the hour that comes twice, the first', '2026-10-25', 90, '2026-10-25T00:30'],
    ['after the hour that came twice', '2026-10-25', 150, '2026-10-25T02:30'],
    ['on a leap day', '2028-02-29', 0, '2028-02-29T00:00'],
  ])('%s', (_, date, minute, expected) => {
    expect(iso(instantAt(day(date), minute, LONDON))).toBe(expected);
  });

  it('is right where the zone is half an hour off, and where it skips only half an hour', () => {
    expect(iso(instantAt(day('2026-01-05'), 480, 'Asia/Kolkata'))).toBe('2026-01-05T02:30');
    expect(iso(instantAt(day('2026-10-04'), 135, 'Australia/Lord_Howe'))).toBe('2026-10-03T15:30');
  });
});

describe('the next time of day', () => {
  it.each([
    ['later today', '2026-01-05T07:59:00Z', '2026-01-05T08:00'],
    ['tomorrow where it is that time', '2026-01-05T08:00:00Z', '2026-01-06T08:00'],
    ['23 hours on where the clocks go forward', '2026-03-28T08:00:00Z', '2026-03-29T07:00'],
    ['25 hours on where they go back', '2026-10-24T07:00:00Z', '2026-10-25T08:00'],
    ['over the leap day', '2028-02-28T08:00:00Z', '2028-02-29T08:00'],
    ['over the new year', '2026-12-31T12:00:00Z', '2027-01-01T08:00'],
  ])('is %s', (_, now, expected) => {
    expect(iso(nextTimeOfDay(480, LONDON, at(now)))).toBe(expected);
  });
});

describe('dates', () => {
  it('change at local midnight', () => {
    expect(dayOf(at('2026-07-05T22:59:00Z'), LONDON)).toBe(day('2026-07-05'));
    expect(dayOf(at('2026-07-05T23:00:00Z'), LONDON)).toBe(day('2026-07-06'));
  });

  it.each([
    ['2026-07-05T07:00:00Z', '2026-07-04T07:00'],
    // Eight o’clock after the clocks went back, and after they went forward.
    ['2026-10-25T08:00:00Z', '2026-10-24T07:00'],
    ['2027-03-28T07:00:00Z', '2027-03-27T08:00'],
  ])('are a day apart by the clocks: %s follows %s', (then, before) => expect(iso(dayBefore(at(then), LONDON))).toBe(before));

  it.each([
    ['a time that is skipped', '2027-03-28T00:00:00Z'],
    ['a time that is there twice', '2026-10-25T00:00:00Z'],
  ])('are a day apart also where it is %s', (_, midnight) => {
    const first = nextTimeOfDay(90, LONDON, at(midnight));
    expect(iso(dayBefore(nextTimeOfDay(90, LONDON, first), LONDON))).toBe(iso(first));
  });

  it('have their day of the week', () => {
    expect(weekdayOf(day('2026-01-05'))).toBe(0);
    expect(weekdayOf(day('2026-01-04'))).toBe(6);
    expect(weekdayOf(day('1969-12-29'))).toBe(0);
  });

  it('are read in their own offset, or else in the zone’s time', () => {
    expect(iso(readDateTime('2026-07-01T18:00:00Z', LONDON))).toBe('2026-07-01T18:00');
    expect(iso(readDateTime('2026-07-01T18:00', LONDON))).toBe('2026-07-01T17:00');
    expect(readDateTime('soon', LONDON)).toBeUndefined();
  });
});
