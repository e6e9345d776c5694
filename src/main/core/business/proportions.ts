import { wilson, Z95 } from '../slo/wilson.js';

/** Some of all: conversions of visits. */
export interface Tally {
  readonly part: number;
  readonly n: number;
}

/**
 * How much greater the share of `a` is than that of `b`, with Newcombe's hybrid score interval (Newcombe 1998, method 10) of 95 %,
 * or that of `z` standard deviations: unlike the simple one it holds near 0 and 1 and never leaves −1 … 1.
 */
export const differenceOf = (
  a: Tally,
  b: Tally,
  z = Z95,
): { readonly difference: number; readonly between: readonly [number, number] } => {
  const [pa, pb] = [a.part / a.n, b.part / b.n];
  const [lowA, highA] = wilson(a.part, a.n, z);
  const [lowB, highB] = wilson(b.part, b.n, z);
  const difference = pa - pb;
  const below = Math.hypot(pa - lowA, highB - pb);
  const above = Math.hypot(highA - pa, pb - lowB);
  return { difference, between: [Math.max(-1, difference - below), Math.min(1, difference + above)] };
};

/** Two-sided p of the two-proportion z-test with the pooled share; 1 where both are all or nothing. */
export const twoProportionP = (a: Tally, b: Tally): number => {
  const pooled = (a.part + b.part) / (a.n + b.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  return error === 0 ? 1 : twoSided(Math.abs(a.part / a.n - b.part / b.n) / error);
};

/** Whether the normal approximation holds: at least five expected of each outcome on either side (Fleiss 1981). */
export const isEnoughToCompare = (a: Tally, b: Tally, least: number): boolean => {
  const pooled = (a.part + b.part) / (a.n + b.n);
  const smaller = Math.min(a.n, b.n);
  return smaller >= least && smaller * Math.min(pooled, 1 - pooled) >= 5;
};

/**
 * How many standard deviations hold an interval that is right 95 times in 100 for all of so many comparisons together: each is held
 * to 5 % ÷ their number (Bonferroni's inequality; for simultaneous intervals Dunn 1961).
 */
export const zOfAll = (comparisons: number): number => {
  if (comparisons <= 1) return Z95;
  const tail = 0.025 / comparisons;
  let [low, high] = [0, 10];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (upperTail(middle) > tail) low = middle;
    else high = middle;
  }
  return high;
};

/**
 * The chance of counts at least so far from these shares of them: Pearson's χ² with k − 1 degrees of freedom, by Wilson
 * and Hilferty's cube-root approximation (1931) for more than one.
 */
export const splitPOf = (counts: readonly number[], shares: readonly number[]): number => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const freedom = counts.length - 1;
  if (freedom < 1 || all === 0) return 1;
  let square = 0;
  for (const [index, count] of counts.entries()) {
    const expected = all * (shares[index] ?? 0);
    // Visits of what should get none.
    if (expected === 0 && count > 0) return 0;
    if (expected > 0) square += (count - expected) ** 2 / expected;
  }
  if (freedom === 1) return twoSided(Math.sqrt(square));
  const spread = 2 / (9 * freedom);
  return upperTail(((square / freedom) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread));
};

/** Whether a difference lies outside of chance at 95 %. */
export const isBeyondChance = ([low, high]: readonly [number, number]): boolean => low > 0 || high < 0;

const twoSided = (z: number): number => Math.min(1, 2 * upperTail(z));

/** P(Z > z) of the standard normal, to within 7.5e-8 (Abramowitz and Stegun 26.2.17). */
const upperTail = (z: number): number => {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * series;
};
