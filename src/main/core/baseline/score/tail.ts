import { NEAREST } from './limits.js';

/**
 * How rare a surprise of this size is in this series: its own history decides, so that the answer means the same for a
 * still series and for a restless one. Above a running quantile the tail is taken as exponential over log(1 + size), a
 * Pareto tail whose index is Hill's estimate (Hill, 1975).
 */
export interface Tail {
  seen: number;
  /** The mean size, with what is far larger cut off. */
  unit: number;
  /** The quantile of log(1 + size / unit). */
  quantile: number;
  /** How far, on average, what lies above the quantile exceeds it. */
  excess: number;
  above: number;
}

const QUANTILE = 0.98;
/** −log10 of the share above the quantile. */
const RARITY_AT_QUANTILE = -Math.log10(1 - QUANTILE);
const MEMORY_ROWS = 5_000;
const MEMORY_EXCESSES = 60;
const SETTLING_ROWS = 20;
/** What is more than so many times the mean counts as that much: one event must not hide the next. */
const CUT = 8;

export const createTail = (): Tail => ({ seen: 0, unit: 0, quantile: 0, excess: 0.3, above: 0 });

/**
 * Takes in a surprise (≥ 0, in any unit) and answers −log10 of the probability of one as large: 2 is one in a hundred rows.
 * `floor` is in the same unit: far below it nothing is a surprise, however still the series is.
 */
export const rarityOf = (tail: Tail, size: number, floor: number): number => {
  tail.seen += 1;
  learnUnit(tail, size);
  const scaled = Math.log1p(size / (tail.unit + floor + NEAREST));
  const rarity = rarityAt(tail, scaled);
  learnQuantile(tail, scaled);
  return rarity;
};

const learnUnit = (tail: Tail, size: number): void => {
  const isSettling = tail.seen < SETTLING_ROWS || tail.unit === 0;
  const counted = isSettling ? size : Math.min(size, CUT * tail.unit);
  tail.unit += (counted - tail.unit) / Math.min(tail.seen, MEMORY_ROWS);
};

const rarityAt = ({ quantile, excess }: Tail, scaled: number): number => {
  if (scaled > quantile) return RARITY_AT_QUANTILE + ((scaled - quantile) / Math.max(excess, 0.05)) * Math.LOG10E;
  return quantile > 0 ? (RARITY_AT_QUANTILE * scaled) / quantile : 0;
};

const learnQuantile = (tail: Tail, scaled: number): void => {
  const step = 0.5 * Math.max(0.5 / Math.sqrt(tail.seen), 0.02);
  const isAbove = scaled > tail.quantile;
  tail.quantile = Math.max(0, tail.quantile + step * ((isAbove ? 1 : 0) - (1 - QUANTILE)));
  if (scaled <= tail.quantile) return;
  tail.above += 1;
  const counted = Math.min(scaled - tail.quantile, 3 * tail.excess + 0.1);
  tail.excess += (counted - tail.excess) / Math.min(tail.above + 4, MEMORY_EXCESSES);
};
