import { describe, expect, it } from 'vitest';
import { days, instant } from '../time/instant.js';
import { trendOf } from './trend.js';

const daily = (values: readonly number[]) => values.map((value, index) => ({ at: instant(index * days(1)), value }));

/** One-sided probabilities of Mann–Kendall's score, from the tables of Hollander and Wolfe (1973) and Gilbert (1987). */
const TABLE: readonly (readonly [n: number, score: number, p: number])[] = [
  [4, 4, 0.167],
  [4, 6, 0.042],
  [5, 6, 0.117],
  [5, 8, 0.042],
  [8, 12, 0.089],
  [8, 16, 0.031],
  [8, 20, 0.0071],
  [10, 21, 0.036],
  [10, 25, 0.014],
  [10, 29, 0.0046],
];

/** `n` different values whose score is `score`: rising ones, with one moved to the front for each falling pair that is needed. */
const orderOf = (n: number, score: number): readonly number[] => {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let falling = ((n * (n - 1)) / 2 - score) / 2; falling > 0; falling -= 1) {
    const index = order.findIndex((value, i) => i + 1 < n && value < (order[i + 1] as number));
    const [a, b] = [order[index] as number, order[index + 1] as number];
    order[index] = b;
    order[index + 1] = a;
  }
  return order;
};

describe('a trend', () => {
  it.each(TABLE)('of %d points with a score of %d is chance with a probability of %d to one side', (n, score, p) => {
    const trend = trendOf(daily(orderOf(n, score)), 0.05);
    expect((trend?.p ?? 0) / 2).toBeCloseTo(p, 2);
    expect(trend?.direction).toBe(2 * p < 0.05 ? 'up' : 'none');
  });

  it('with ties has the smaller variance of Kendall', () => {
    // Twelve points in groups of 3, 2 and 1s: variance (12·11·29 − 3·2·11 − 2·1·9) / 18 = 208; score 66 − 3 − 1 = 62.
    const trend = trendOf(daily([1, 1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9]), 0.05);
    // z = 61 / √208 = 4.2296
    expect(trend?.p).toBeCloseTo(2.34e-5, 6);
  });

  it('is told with its size and its certainty', () => {
    const values = Array.from({ length: 14 }, (_, i) => 2 + 0.1 * i + (i % 2 === 0 ? 0.02 : -0.02));
    expect(trendOf(daily(values), 0.05)).toMatchObject({
      n: 14,
      direction: 'up',
      text: 'Rises by about 0.1 a day: 14 points, p < 0.001 that this is chance.',
    });
    expect(trendOf(daily(values.map((value) => -value)), 0.05)?.text).toMatch(/^Falls by about 0.1 a day/);
    expect(trendOf(daily([3, 1, 2, 4, 1.5, 3.5]), 0.05)?.text).toMatch(
      /^No trend: chance alone explains the order of 6 points/,
    );
  });

  it('is neither made nor hidden by one spike', () => {
    const rising = Array.from({ length: 10 }, (_, i) => 1 + 0.1 * i);
    expect(trendOf(daily(rising.with(3, 500)), 0.05)).toMatchObject({ direction: 'up' });
    expect(trendOf(daily(rising.with(3, 500)), 0.05)?.perDay).toBeCloseTo(0.1, 1);
    const level = [5, 5.1, 4.9, 5.05, 4.95, 5.02, 4.98, 5.01, 4.97, 900];
    expect(trendOf(daily(level), 0.05)?.direction).toBe('none');
  });

  it('needs four points, and sees none in a constant', () => {
    expect(trendOf(daily([1, 2, 3]), 0.05)).toBeNull();
    expect(trendOf(daily([7, 7, 7, 7, 7]), 0.05)).toMatchObject({ direction: 'none', p: 1, perDay: 0 });
  });
});
