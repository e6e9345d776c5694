import { expect, it } from 'vitest';
import type { KeptPromise } from '../../preload/contract/views.js';
import { monthName, monthsBack, sayKept, sayLeastSeen, sayLimits, sayMissed, sayUsed, shareDown } from './service-level.js';

const kept: KeptPromise = {
  good: 9_990,
  valid: 10_000,
  verdict: 'met',
  ratio: 0.999,
  observed: 1,
  missed: 90_000 as KeptPromise['missed'],
  budgetUsed: 1.7886,
};

it('says an overspent budget as it is, and nothing as kept that is not', () => {
  expect(sayUsed(kept)).toBe('178.9 %');
  expect(sayUsed({ ...kept, budgetUsed: null })).toBe('–');
  expect(shareDown(0.9989999)).toBe('99.899 %');
  expect(sayMissed({ ...kept, missed: 1_799_200 as KeptPromise['missed'] })).toBe('30 min');
});

it('tells no source, no reading and no look apart', () => {
  const nothing: KeptPromise = { ...kept, verdict: 'unobserved', ratio: null, valid: 0, good: 0 };
  expect(sayKept(nothing, false).word).toBe('No source');
  expect(sayKept(nothing, true).word).toBe('No reading');
  expect(sayKept({ ...nothing, observed: 0 }, true).word).toBe('Not observed');
});

it('says how little of a time was seen, and nothing where all of it was', () => {
  const seen = (observed: number, hasSource = true) => ({ total: { ...kept, observed }, objective: { hasSource } }) as never;
  expect(sayLeastSeen([seen(1), seen(21 / 365), seen(0, false)])).toBe(
    'Of this time 5.7 % was observed, by the promise that was seen least.',
  );
  expect(sayLeastSeen([seen(1), seen(0.9996), seen(0, false)])).toBeNull();
  expect(sayLeastSeen([])).toBeNull();
});

it('counts months back across the turn of the year, by the clocks of the site', () => {
  const eve = Date.parse('2025-12-31T18:00:00Z');
  expect(monthsBack(eve, 'Asia/Tokyo', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
  expect(monthsBack(eve, 'UTC', 2)).toEqual(['2025-12', '2025-11']);
  expect(monthName('2026-02')).toBe('February 2026');
});

it('says in one sentence what is missing', () => {
  const at = Date.parse('2026-02-01T00:00:00Z') as never;
  const said = sayLimits(
    [
      { kind: 'before-start', at },
      { kind: 'alerts', at },
    ],
    'UTC',
  );
  expect(said).toMatch(
    /^This desk first started on 2026-02-01.*; alerts that ended before 2026-02-01 are not kept any more\.$/,
  );
});
