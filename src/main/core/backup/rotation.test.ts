import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, instant } from '../time/instant.js';
import { type Kept, outlived } from './rotation.js';

const KEEP = { daily: 7, weekly: 4, monthly: 12 };
const at = (text: string): Kept => ({ name: text, at: instant(Date.parse(text)) });
const daily = (days: number): readonly Kept[] =>
  Array.from({ length: days }, (_, back) => at(new Date(Date.UTC(2026, 10, 26, 3) - back * 86_400_000).toISOString()));

const namesLeft = (backups: readonly Kept[], keep = KEEP): readonly string[] => {
  const gone = new Set(outlived(backups, keep, 'Europe/London'));
  return backups.filter((one) => !gone.has(one)).map(({ name }) => name.slice(0, 10));
};

describe('which backups go', () => {
  it('keeps one of each of the last seven days, four weeks and twelve months', () => {
    const left = namesLeft(daily(400));
    expect(left.slice(0, 7)).toEqual(daily(7).map(({ name }) => name.slice(0, 10)));
    // The newest of each week from Monday on, and of each month.
    expect(left.slice(7)).toEqual([
      ...['2026-11-15', '2026-11-08', '2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31'],
      ...['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ]);
  });

  it('takes the newest of a day, on the site’s clocks', () => {
    expect(namesLeft([at('2026-07-01T22:30:00Z'), at('2026-07-01T23:30:00Z')], { daily: 1, weekly: 0, monthly: 0 })).toEqual([
      '2026-07-01',
    ]);
    expect(
      namesLeft([at('2026-07-01T20:30:00Z'), at('2026-07-01T22:30:00Z')], { daily: 9, weekly: 0, monthly: 0 }),
    ).toHaveLength(1);
  });

  it('never deletes the newest, whatever is to be kept, and never one that it was not given', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 20_000 }), { minLength: 1, maxLength: 60 }),
        fc.nat({ max: 3 }),
        (ages, most) => {
          const backups = ages.map((age) => ({ name: String(age), at: instant(Date.UTC(2026, 10, 26) - age * hours(1)) }));
          const gone = outlived(backups, { daily: most, weekly: most, monthly: most }, 'Europe/London');
          const newest = Math.max(...backups.map((one) => one.at));
          expect(gone.every((one) => one.at < newest && backups.includes(one as (typeof backups)[number]))).toBe(true);
          expect(backups.length - gone.length).toBeLessThanOrEqual(Math.max(1, 3 * most));
        },
      ),
    );
  });
});
