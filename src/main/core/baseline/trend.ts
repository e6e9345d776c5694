import type { Sample } from '../model/sample.js';
import { days } from '../time/instant.js';
import { medianInPlace } from './robust.js';

export interface Trend {
  /** Points that were compared with each other. */
  readonly n: number;
  /** Probability that chance alone orders them so, or further in either direction: two-sided. */
  readonly p: number;
  readonly direction: 'up' | 'down' | 'none';
  /** Median change per day (Theil–Sen), in the series' own unit. */
  readonly perDay: number;
  /** The same in plain words. */
  readonly text: string;
}

/** Fewer points than this cannot show a trend at p < 0.05, however they lie. */
const LEAST_POINTS = 4;

/**
 * Mann–Kendall's test: how many pairs of points rise with time, against how many fall. It asks nothing of the
 * distribution, so that heavy tails and single spikes do not make or hide a trend as they do with a least-squares line.
 * The points should be one a day, or at least one an hour: those of one minute follow each other too closely to be as many
 * witnesses. Null where there are too few. `alpha`: the greatest p that counts as a trend.
 */
export const trendOf = (points: readonly Sample[], alpha: number): Trend | null => {
  const n = points.length;
  if (n < LEAST_POINTS) return null;
  const score = scoreOf(points);
  const p = probability(points, score);
  const direction = p >= alpha || score === 0 ? 'none' : score > 0 ? 'up' : 'down';
  const perDay = slopePerDay(points);
  return { n, p, direction, perDay, text: wordsOf({ n, p, direction, perDay }) };
};

/** Pairs that rise less pairs that fall. */
const scoreOf = (points: readonly Sample[]): number => {
  let score = 0;
  for (const [index, { value }] of points.entries()) {
    for (let later = index + 1; later < points.length; later += 1) score += Math.sign((points[later] as Sample).value - value);
  }
  return score;
};

/** Up to here all orders are counted; beyond, or with ties, the normal distribution is near enough. */
const EXACT_UP_TO = 10;

const probability = (points: readonly Sample[], score: number): number => {
  const ties = tiesOf(points);
  if (ties.length === 0 && points.length <= EXACT_UP_TO) return exactly(points.length, Math.abs(score));
  const variance = varianceOf(points.length, ties);
  if (variance <= 0 || score === 0) return 1;
  // One pair is taken off, because the score moves in whole pairs (continuity).
  return 2 * (1 - normalBelow((Math.abs(score) - 1) / Math.sqrt(variance)));
};

/** Sizes of the groups of equal values, of two and more. */
const tiesOf = (points: readonly Sample[]): readonly number[] => {
  const counts = new Map<number, number>();
  for (const { value } of points) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
};

/** Kendall's variance of the score without a trend, less what equal values take from it (Kendall 1975). */
const varianceOf = (n: number, ties: readonly number[]): number => {
  const term = (m: number): number => m * (m - 1) * (2 * m + 5);
  return (term(n) - ties.reduce((sum, size) => sum + term(size), 0)) / 18;
};

/** Share of all orders of `n` different values whose score is at least `score` in either direction. */
const exactly = (n: number, score: number): number => {
  let orders: readonly number[] = [1];
  // Orders by falling pairs: the next value can stand before any number of those that are there.
  for (let size = 2; size <= n; size += 1) {
    const next = Array.from({ length: (size * (size - 1)) / 2 + 1 }, () => 0);
    orders.forEach((count, falling) => {
      for (let before = 0; before < size; before += 1) next[falling + before] = (next[falling + before] as number) + count;
    });
    orders = next;
  }
  const pairs = (n * (n - 1)) / 2;
  const all = orders.reduce((sum, count) => sum + count, 0);
  const extreme = orders.reduce((sum, count, falling) => sum + (pairs - 2 * falling >= score ? count : 0), 0);
  return Math.min(1, (2 * extreme) / all);
};

/** The standard normal distribution's share below `z`, to within 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17). */
const normalBelow = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
};

/** Median of the slopes of all pairs (Sen 1968). */
const slopePerDay = (points: readonly Sample[]): number => {
  const slopes: number[] = [];
  for (const [index, { at, value }] of points.entries()) {
    for (let later = index + 1; later < points.length; later += 1) {
      const other = points[later] as Sample;
      if (other.at !== at) slopes.push(((other.value - value) * days(1)) / (other.at - at));
    }
  }
  return slopes.length === 0 ? 0 : medianInPlace(slopes);
};

const wordsOf = ({ n, p, direction, perDay }: Omit<Trend, 'text'>): string => {
  const chance = p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
  if (direction === 'none') return `No trend: chance alone explains the order of ${n} points (${chance}).`;
  const change = Number(Math.abs(perDay).toPrecision(2));
  return `${direction === 'up' ? 'Rises' : 'Falls'} by about ${change} a day: ${n} points, ${chance} that this is chance.`;
};
