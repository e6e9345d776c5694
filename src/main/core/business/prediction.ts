import type { Expected } from '../model/revenue.js';

/** Student's t at 97.5 %, for 1 to 30 degrees of freedom; beyond that the normal distribution is near enough. */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101,
  2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL = 1.96;

/** Fewer earlier weeks than this are no habit. */
export const LEAST_WEEKS = 3;

/** What one more value like these is expected to be, and how much it may differ. */
export interface Forecast {
  readonly mean: number;
  /** Variance of the difference between the mean and one more value. */
  readonly variance: number;
  readonly n: number;
}

/**
 * A forecast of the next value from earlier ones: their mean, with variance s² (1 + 1/n) (the prediction of one more observation of a
 * normal sample, e.g. Whitmore 1986). Of counts the variance is at least the mean, as Poisson's: equal weeks are chance, too.
 */
export const forecast = (values: readonly number[], kind: 'counts' | 'amounts'): Forecast => {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const own = n < 2 ? 0 : squares / (n - 1);
  return { mean, variance: (kind === 'counts' ? Math.max(own, mean) : own) * (1 + 1 / Math.max(1, n)), n };
};

/** Several stretches taken together: means and variances add up where one week's Monday says nothing about its Tuesday. */
export const together = (forecasts: readonly Forecast[]): Forecast => ({
  mean: forecasts.reduce((sum, { mean }) => sum + mean, 0),
  variance: forecasts.reduce((sum, { variance }) => sum + variance, 0),
  n: forecasts.length === 0 ? 0 : Math.min(...forecasts.map(({ n }) => n)),
});

/** The 95 % prediction interval by Student's t, never below nothing; null while fewer than three weeks are known. */
export const expectedOf = ({ mean, variance, n }: Forecast): Expected | null => {
  if (n < LEAST_WEEKS) return null;
  const half = (T[n - 2] ?? NORMAL) * Math.sqrt(variance);
  return { mean, low: Math.max(0, mean - half), high: mean + half };
};
