import type { Block } from './block.js';
import { type Spread, spreadOfSketch } from './running-sketch.js';
import type { SampleWindow } from './sample-window.js';
import { addToSketch, countPast, emptySketch, type Sketch } from './sketch.js';
import { rebuild } from './window.js';

/** What the samples of `[start, start + step)` amount to, as history keeps them once they are old. */
export interface RolledUp {
  /** Milliseconds since the epoch, a multiple of the step. */
  readonly start: number;
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Null where `n`, `min` and `max` say it all: up to two samples, or all of them equal. */
  readonly sketch: Sketch | null;
}

/**
 * Puts rolled-up stretches of `step` before all samples of a window that holds none of them yet: each counts as a whole, as blocks
 * do that grew too old to be held sample by sample. A counter rises in one from its least to its greatest count.
 */
export const prependRolledUp = (window: SampleWindow, stretches: readonly RolledUp[], step: number): void => {
  const first = window.blocks[0]?.first ?? Number.POSITIVE_INFINITY;
  const older = stretches.filter(({ start }) => start + step <= first);
  let rise = 0;
  let before: number | null = null;
  const blocks = older.map((stretch): Block => {
    const begin: number =
      rise + (before === null ? 0 : stretch.min >= before ? stretch.min - before : Math.max(0, stretch.min));
    rise = begin + (stretch.max - stretch.min);
    before = stretch.max;
    return blockOf(stretch, step, window.isCounter ? [begin, rise] : []);
  });
  window.blocks = [...blocks, ...window.blocks];
  window.sealed += blocks.length;
  rebuild(window, blocks.length);
};

const blockOf = (stretch: RolledUp, step: number, rise: number[]): Block => {
  const { start, n, mean, min, max } = stretch;
  const last = start + step - 1;
  return { n, sum: mean * n, min, max, first: start, last, at: [], value: [], rise, lastValue: max, spread: spreadOf(stretch) };
};

const spreadOf = ({ n, min, max, sketch }: RolledUp): Spread => {
  if (sketch !== null) return spreadOfSketch(sketch);
  const spread = emptySketch();
  if (min === max) addToSketch(spread, min, n);
  else for (const value of [min, max]) addToSketch(spread, value);
  return spreadOfSketch(spread);
};

/**
 * The same stretch as an objective counts it: 1 for each sample past the limit. Where all of them lie on one side that is exact;
 * else those within 1 % of the limit, the sketch's error, may be taken for the other side.
 */
export const markedPast = (limit: number, { start, n, min, max, sketch }: RolledUp): RolledUp => {
  const past = pastOf(limit, { n, min, max, sketch });
  const [least, most] = [past === n ? 1 : 0, past === 0 ? 0 : 1];
  return { start, n, mean: past / n, min: least, max: most, sketch: null };
};

const pastOf = (limit: number, { n, min, max, sketch }: Pick<RolledUp, 'n' | 'min' | 'max' | 'sketch'>): number => {
  if (max <= limit) return 0;
  if (min > limit) return n;
  // Of two samples the bounds say it all, and there is no sketch.
  return sketch === null ? 1 : Math.min(n, countPast(sketch, limit));
};

/** Up to when the samples after `from` are known by totals alone; null where each is held. */
export const rolledUpTo = ({ blocks, sealed }: SampleWindow, from: number): number | null => {
  const newest = blocks[sealed - 1];
  return newest !== undefined && newest.last > from ? newest.last : null;
};
