import { describe, expect, it } from 'vitest';
import {
  ago,
  clockTime,
  dayAndTime,
  dayAround,
  exactly,
  minuteOfDay,
  roughly,
  shortly,
  span,
  spell,
  writeMinute,
} from './time.js';

const at = (iso: string): number => Date.parse(iso);
const LONDON = 'Europe/London';

describe('ago', () => {
  const now = at('2026-11-23T14:00:00Z');
  it.each([
    [now, 'just now'],
    [now - 8_000, '8 s ago'],
    [now - 90_000, '90 s ago'],
    [now - 4 * 60_000, '4 min ago'],
    [now - 90 * 60_000, '90 min ago'],
    [now - 26 * 3_600_000, '26 h ago'],
    [now - 3 * 86_400_000, '3 d ago'],
    [now + 42 * 60_000 + 30_000, 'in 42 min'],
  ])('%# says %s as %s', (then, words) => expect(ago(then, now)).toBe(words));
});

describe('lengths', () => {
  it('never round up', () => expect(roughly(2 * 3_600_000 - 1)).toBe('119 min'));
  it.each([
    [250, '250 ms'],
    [30_000, '30 s'],
    [90_000, '1 min 30 s'],
    [3_900_000, '1 h 5 min'],
    [3_600_000, '1 h'],
    [273_600_000, '3 d 4 h'],
    [0, '0 ms'],
  ])('spells %d ms as %s', (length, words) => expect(spell(length)).toBe(words));
});

describe('clock times', () => {
  it('are the site’s, before and after the clocks go back', () => {
    expect(clockTime(at('2026-10-25T00:30:00Z'), LONDON)).toBe('01:30');
    expect(clockTime(at('2026-10-25T01:30:00Z'), LONDON)).toBe('01:30');
    expect(exactly(at('2026-10-25T00:30:00Z'), LONDON)).toContain('BST');
    expect(exactly(at('2026-10-25T01:30:00Z'), LONDON)).toContain('GMT');
  });
  it('skip the hour that the clocks skip', () => {
    expect(clockTime(at('2026-03-29T00:59:00Z'), LONDON)).toBe('00:59');
    expect(clockTime(at('2026-03-29T01:00:00Z'), LONDON)).toBe('02:00');
  });
  it('name the day only where it is another one there', () => {
    const now = at('2026-07-01T23:30:00Z');
    expect(shortly(at('2026-07-01T23:05:00Z'), now, LONDON)).toBe('00:05');
    expect(shortly(at('2026-07-01T22:05:00Z'), now, LONDON)).toBe('1 Jul, 23:05');
  });
  it('say a stretch with days where they differ', () => {
    expect(span(at('2026-01-05T14:05:00Z'), at('2026-01-05T14:20:00Z'), LONDON)).toBe('14:05–14:20');
    expect(span(at('2026-01-05T23:50:00Z'), at('2026-01-06T00:05:00Z'), LONDON)).toBe('5 Jan, 23:50 – 6 Jan, 00:05');
  });
});

describe('a minute in an address', () => {
  it.each([
    ['2026-11-14T03:12:40Z', '2026-11-14T03:12'],
    ['2026-07-14T03:12:00Z', '2026-07-14T04:12'],
    // The clocks go back: half past one comes twice, and the second one is said in UTC.
    ['2026-10-25T00:30:00Z', '2026-10-25T01:30'],
    ['2026-10-25T01:30:00Z', '2026-10-25T01:30Z'],
    ['2026-10-25T02:30:00Z', '2026-10-25T02:30'],
  ])('%s is %s in London', (then, text) => expect(writeMinute(at(then), LONDON)).toBe(text));

  it('stands on a day of the site', () => {
    expect(dayAndTime(at('2026-11-14T03:12:00Z'), LONDON)).toBe('Sat 14 Nov, 03:12');
    expect(minuteOfDay(at('2026-07-14T03:12:00Z'), LONDON)).toBe(252);
  });

  it.each([
    ['a usual one', LONDON, '2026-11-14T03:12:40Z', '2026-11-14T00:00:00Z', '2026-11-15T00:00:00Z'],
    ['a summer one', LONDON, '2026-07-13T23:30:00Z', '2026-07-13T23:00:00Z', '2026-07-14T23:00:00Z'],
    ['before the clocks go back', LONDON, '2026-10-25T00:30:00Z', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    ['in the hour that comes again', LONDON, '2026-10-25T01:30:00Z', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    ['after they went back', LONDON, '2026-10-25T18:00:00Z', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
    ['before the clocks go forward', LONDON, '2027-03-28T00:40:00Z', '2027-03-28T00:00:00Z', '2027-03-28T23:00:00Z'],
    ['after they went forward', LONDON, '2027-03-28T01:40:00Z', '2027-03-28T00:00:00Z', '2027-03-28T23:00:00Z'],
    ['one with two midnights', 'America/Havana', '2026-11-01T18:00:00Z', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ['one without a midnight', 'Africa/Cairo', '2026-04-24T05:00:00Z', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z'],
  ])('has a day: %s (%s, %s)', (_, zone, then, from, to) =>
    expect(dayAround(at(then), zone)).toEqual({ from: at(from), to: at(to) }),
  );
});
