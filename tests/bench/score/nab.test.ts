import { describe, expect, it } from 'vitest';
import { mark, markAt, type Scored, windowsAround } from './nab.js';

const ROWS = 1_000;

/** A file with one window from row 450 to 549, and a score of 1 at these rows. */
const file = (...alarms: readonly number[]): Scored => ({
  scores: Array.from({ length: ROWS }, (_, row) => (alarms.includes(row) ? 1 : 0)),
  windows: [{ first: 450, last: 549 }],
});

const scoreOf = (...files: readonly Scored[]): number => markAt(files, 0.5).score;
/** What a sum of points is of the way from a missed window (−1) to a perfect one (+1). */
const normal = (points: number): number => 100 * ((points + 1) / 2);

describe('marking by the rule of the benchmark', () => {
  it('gives 0 for silence and 100 for the first row of the window', () => {
    expect(scoreOf(file())).toBe(0);
    expect(scoreOf(file(450))).toBeCloseTo(100, 6);
  });

  it('gives less the later it is told, by the scaled sigmoid', () => {
    // (2 ÷ (1 + e^(−5 × 50 ÷ 100)) − 1) ÷ (2 ÷ (1 + e^−5) − 1) = 0.84828 ÷ 0.98661
    expect(scoreOf(file(500))).toBeCloseTo(normal(0.84828 / 0.98661), 2);
    expect(scoreOf(file(549))).toBeCloseTo(normal(0.02499 / 0.98661), 2);
  });

  it('counts the earliest detection alone', () => expect(scoreOf(file(450, 500, 549))).toBeCloseTo(100, 6));

  it('charges 0.11 for a false alarm before any window, and by its distance behind one', () => {
    expect(scoreOf(file(300, 450))).toBeCloseTo(normal(1 - 0.11), 6);
    // (2 ÷ (1 + e^(5 × 10 ÷ 99)) − 1) = −0.24729
    expect(scoreOf(file(450, 559))).toBeCloseTo(normal(1 - 0.11 * 0.24729), 3);
    expect(scoreOf(file(450, 960))).toBeCloseTo(normal(1 - 0.11), 6);
  });

  it('passes over what is told while it learns', () => expect(scoreOf(file(100, 149, 450))).toBeCloseTo(100, 6));

  it('takes one threshold for all files, the best', () => {
    const quiet: Scored = {
      scores: Array.from({ length: ROWS }, (_, row) => (row === 450 ? 0.4 : 0)),
      windows: file().windows,
    };
    expect(mark([file(450), quiet])).toMatchObject({ threshold: 0.4, found: 2, falseAlarms: 0 });
  });
});

describe('windows', () => {
  it('are a tenth of the rows together, around what is labelled', () =>
    expect(windowsAround([400, 800], ROWS)).toEqual([
      { first: 375, last: 425 },
      { first: 775, last: 825 },
    ]));
  it('that overlap are one', () => expect(windowsAround([400, 420], ROWS)).toEqual([{ first: 375, last: 445 }]));
  it('that reach into the time for learning are none', () => {
    expect(windowsAround([160], ROWS)).toEqual([]);
    expect(windowsAround([3_000], 20_000)).toHaveLength(1);
    expect(windowsAround([1_760], 20_000)).toHaveLength(1);
    expect(windowsAround([1_740], 20_000)).toHaveLength(0);
  });
});
