import type { Band, ClosedHour, MovingAverage, Place } from '../model/baseline.js';

/** Weight of the newest hour. Half of it all is younger than 6.6 hours. */
const ALPHA = 0.1;
/** Standard deviations from the mean within which 95 % of a normal distribution lie. */
const BOUNDS = 1.96;

/**
 * The exponential moving average with one hour more. The variance is that of all samples under the same weights: the
 * hour's own, and the distance of its mean (the incremental form of Finch 2009, section 9, for batches).
 */
export const withAverage = (average: MovingAverage | null, hour: ClosedHour): MovingAverage => {
  const within = hour.deviation ** 2;
  if (average === null) return { mean: hour.mean, variance: within, hours: 1 };
  const distance = hour.mean - average.mean;
  return {
    mean: average.mean + ALPHA * distance,
    variance: (1 - ALPHA) * (average.variance + ALPHA * distance ** 2) + ALPHA * within,
    hours: average.hours + 1,
  };
};

export const bandOfAverage = ({ mean, variance }: MovingAverage): Band => bandAround(mean, Math.sqrt(variance), BOUNDS);

export const placeByAverage = ({ mean, variance }: MovingAverage, value: number): Place =>
  placeAround(value, mean, Math.sqrt(variance), BOUNDS);

/** Least deviation as a share of what is expected: a series that never moved is not outside for a rounding error. */
const FLOOR_SHARE = 0.001;
/** Least deviation where zero is expected. */
const FLOOR = 1e-9;

export const bandAround = (expected: number, deviation: number, factor: number): Band => {
  const scale = scaleOf(expected, deviation);
  return { expected, deviation: scale, low: expected - factor * scale, high: expected + factor * scale };
};

const scaleOf = (expected: number, deviation: number): number => Math.max(deviation, Math.abs(expected) * FLOOR_SHARE, FLOOR);

/** Where a value lies to the same band, which is not made for it. */
export const placeAround = (value: number, expected: number, deviation: number, factor: number): Place => {
  const reach = factor * scaleOf(expected, deviation);
  if (value > expected + reach) return 'above';
  return value < expected - reach ? 'below' : 'within';
};
