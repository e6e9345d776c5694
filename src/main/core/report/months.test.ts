import { describe, expect, it } from 'vitest';
import { instant } from '../time/instant.js';
import { monthsOf } from './months.js';

const NOW = instant(Date.parse('2026-11-27T14:30:00Z'));
const ask = (over: 'month' | 'year', ends: string | null, zone = 'Europe/London', now = NOW) =>
  monthsOf({ over, ends }, zone, now);
const lengths = (answer: ReturnType<typeof ask>): readonly number[] => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.map(({ from, to }) => (to - from) / 3_600_000);
};

describe('the months that a report on service levels is about', () => {
  it('has 29 days in February of a leap year, and 8,784 hours in all of it', () => {
    expect(lengths(ask('month', '2024-02'))).toEqual([29 * 24]);
    expect(lengths(ask('month', '2026-02'))).toEqual([28 * 24]);
    const leap = lengths(ask('year', '2024-12', 'UTC'));
    expect(leap.reduce((sum, one) => sum + one, 0)).toBe(8_784);
  });

  it('loses and gains an hour by the clocks of the site', () => {
    expect(lengths(ask('month', '2026-03'))).toEqual([31 * 24 - 1]);
    expect(lengths(ask('month', '2026-10'))).toEqual([31 * 24 + 1]);
    expect(lengths(ask('month', '2026-10', 'UTC'))).toEqual([31 * 24]);
  });

  it('is the twelve months that end with one, across the turn of the year, without a gap', () => {
    const answer = ask('year', '2026-03');
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value.map(({ name }) => name)).toEqual([
      ...['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'],
      ...['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'],
    ]);
    for (const [index, { from }] of answer.value.slice(1).entries()) expect(from).toBe(answer.value[index]?.to);
  });

  it.each([
    ['month', '2026-12', /still to come/],
    ['year', '2027-12', /still to come/],
    ['month', '2026-13', /is no month/],
    ['month', '2026', /is no month/],
  ] as const)('is not the %s to %s', (over, ends, why) => {
    expect(ask(over, ends)).toMatchObject({ ok: false, error: { message: expect.stringMatching(why) } });
  });

  it('is this month by the site’s clocks where none is named', () => {
    const eve = instant(Date.parse('2026-10-31T18:00:00Z'));
    expect(ask('month', null, 'Asia/Tokyo', eve)).toMatchObject({ value: [{ name: '2026-11' }] });
    expect(ask('month', null, 'UTC', eve)).toMatchObject({ value: [{ name: '2026-10' }] });
  });

  it('may be a year that is not over', () => {
    expect(lengths(ask('year', '2026-12'))).toHaveLength(12);
  });
});
