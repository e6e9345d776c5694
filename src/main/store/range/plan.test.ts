import { describe, expect, it } from 'vitest';
import { HOUR } from './level.js';
import { type Coverage, medianSpacing, planRange } from './plan.js';

const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 0, 5, 9);
const ALL: Coverage = { raw: 0, minute: 0, fiveMinutes: 0, hour: 0 };
const MANY = (): number => 1_000_000;
const FEW = (): number => 5;

describe('how a range is answered', () => {
  it('takes raw samples where they are few enough and reach back far enough', () => {
    const asked = { from: NOW - DAY, to: NOW, maxPoints: 600 };
    expect(planRange(asked, ALL, FEW)).toEqual({ kind: 'raw' });
    expect(planRange(asked, { ...ALL, raw: NOW - HOUR }, FEW)).toMatchObject({ kind: 'buckets' });
  });

  it.each([
    [HOUR, 600, 60_000],
    [DAY, 600, 180_000],
    [DAY, 1_440, 60_000],
    [7 * DAY, 600, 20 * 60_000],
    [30 * DAY, 600, 2 * HOUR],
    [365 * DAY, 600, DAY],
    [365 * DAY, 100, 4 * DAY],
  ])('a range of %i ms in at most %i points takes buckets of %i ms', (length, maxPoints, step) => {
    expect(planRange({ from: NOW - length, to: NOW, maxPoints }, ALL, MANY)).toMatchObject({ step });
  });

  it('reads the coarsest rollup that its buckets are made of', () => {
    const level = (length: number): unknown => planRange({ from: NOW - length, to: NOW, maxPoints: 600 }, ALL, MANY);
    expect(level(DAY)).toMatchObject({ level: 'minute' });
    expect(level(2 * DAY)).toMatchObject({ level: 'fiveMinutes' });
    expect(level(30 * DAY)).toMatchObject({ level: 'hour' });
  });

  it('takes longer buckets where finer rollups are gone', () => {
    const coverage = { ...ALL, raw: NOW, minute: NOW, fiveMinutes: NOW - DAY };
    expect(planRange({ from: NOW - 2 * HOUR, to: NOW, maxPoints: 600 }, coverage, MANY)).toMatchObject({ step: 300_000 });
    expect(planRange({ from: NOW - 2 * DAY, to: NOW, maxPoints: 600 }, coverage, MANY)).toMatchObject({ step: HOUR });
  });

  it('does not mind that the history is younger than what is asked for', () => {
    const coverage = { raw: NOW - HOUR, minute: NOW - HOUR, fiveMinutes: NOW - HOUR, hour: NOW - HOUR };
    expect(planRange({ from: NOW - DAY, to: NOW, maxPoints: 600 }, coverage, FEW)).toEqual({ kind: 'raw' });
  });

  it('can always answer in a single point', () => {
    const plan = planRange({ from: 1, to: NOW, maxPoints: 1 }, ALL, MANY);
    expect(plan).toMatchObject({ kind: 'buckets', from: 0 });
  });
});

describe('the spacing of samples', () => {
  it('is the median gap in seconds, and 60 where there is none', () => {
    expect(medianSpacing([0, 10_000, 20_000, 90_000])).toBe(10);
    expect(medianSpacing([5])).toBe(60);
    expect(medianSpacing([])).toBe(60);
  });
});
