import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../time/instant.js';
import { compareRuns } from './compare.js';
import { sayScore } from './note.js';
import { type AuditRun, medianRun, middleOf } from './run.js';

const runs = (...scores: number[]): readonly AuditRun[] =>
  scores.map((performance) => ({ at: instant(0), scores: { performance }, vitals: {}, benchmark: null }));

describe('two sets of runs', () => {
  it('are within noise where they overlap', () => {
    expect(compareRuns([89, 91, 86, 90, 88], [87, 84, 90, 86, 89])).toMatchObject({ kind: 'within-noise', shift: -2 });
  });

  it('differ where each run of one is below each of the other', () => {
    expect(compareRuns([95, 96, 94, 95, 97], [84, 86, 88, 85, 87]).kind).toBe('lower');
    expect(compareRuns([84, 86, 88, 85, 87], [95, 96, 94, 95, 97]).kind).toBe('higher');
  });

  it('of three runs each cannot tell anything, of four each they can', () => {
    expect(compareRuns([90, 91, 92], [50, 51, 52]).kind).toBe('too-few');
    expect(compareRuns([90, 91, 92, 93], [50, 51, 52, 53]).kind).toBe('lower');
    expect(compareRuns([], [90]).kind).toBe('too-few');
  });

  it('one stray run makes no change', () => {
    expect(compareRuns([90, 90, 90, 90, 90], [90, 90, 20, 90, 90]).kind).toBe('within-noise');
  });

  // Tables of the rank-sum statistic (Hollander, Wolfe, table A.6): of 5 and 5 runs two differences lie outside on either
  // side, of 8 and 8 thirteen.
  it.each([
    [4, 4, 0],
    [5, 5, 2],
    [8, 8, 13],
    [10, 10, 23],
  ])('have the interval of the published tables: %d and %d', (earlier, later, critical) => {
    const numbers = (count: number, step: number) => Array.from({ length: count }, (_, n) => n * step);
    const [one, other] = [numbers(earlier, 100), numbers(later, 1)];
    const differences = other.flatMap((a) => one.map((b) => a - b)).sort((a, b) => a - b);
    const compared = compareRuns(one, other);
    expect(compared).toMatchObject({ from: differences[critical], to: differences[differences.length - 1 - critical] });
  });

  it('say the same with the sign turned, whichever is the earlier', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 15 });
    fc.assert(
      fc.property(scores, scores, (one, other) => {
        const [there, back] = [compareRuns(one, other), compareRuns(other, one)];
        if (there.kind === 'too-few' || back.kind === 'too-few') throw new Error('four runs are enough');
        expect([there.shift, there.from, there.to]).toEqual([0 - back.shift, 0 - back.to, 0 - back.from].map((n) => n + 0));
      }),
    );
  });

  it('from the same page differ about one time in twenty, and no more', () => {
    const rise = (seed: number): number => (Math.sin(seed * 12.9898) * 43_758.5453) % 1;
    const sample = (seed: number) => Array.from({ length: 5 }, (_, n) => 85 + Math.round(10 * rise(seed * 7 + n * 1.37)));
    const changed = Array.from({ length: 400 }, (_, n) => compareRuns(sample(n + 1), sample(n + 5_001)).kind).filter(
      (kind) => kind !== 'within-noise',
    );
    expect(changed.length).toBeLessThan(400 * 0.05);
  });
});

describe('what is said of a score', () => {
  it('is the median, the spread, the number of runs and the change', () => {
    const said = sayScore('performance', runs(87, 84, 90, 86, 89), runs(89, 91, 86, 90, 88));
    expect(said).toBe('87 (84–90, n = 5), within noise (−2, ±3.5) of last time’s 89');
  });

  it('is a change only beyond noise', () => {
    expect(sayScore('performance', runs(70, 71, 72, 73), runs(90, 91, 92, 93))).toMatch(/^71.5 .*lower than last time’s 91.5/);
  });

  it('says how little one run is', () => {
    expect(sayScore('performance', runs(87), runs(89))).toBe(
      '87 (one run), last time 89 (too few runs to tell a change from noise)',
    );
    expect(sayScore('seo', runs(87), [])).toBeNull();
  });
});

describe('the run that stands for all', () => {
  const run = (fcp: number, interactive: number): AuditRun => ({
    at: instant(0),
    scores: {},
    vitals: { fcp, interactive },
    benchmark: null,
  });

  it('is the one nearest to the medians of its first paint and of when it can be used', () => {
    expect(medianRun([run(1, 9), run(1.1, 4), run(1.15, 4.15), run(3, 4.1), run(1.15, 1)])).toBe(2);
  });

  it('is the first where no run says anything, and none of none', () => {
    expect(medianRun(runs(1, 2))).toBe(0);
    expect(medianRun([])).toBe(-1);
  });

  it('has its median between the two middle ones of an even number', () => {
    expect(middleOf([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4, count: 4 });
    expect(middleOf([])).toBeUndefined();
  });
});
