import type { Block } from './block.js';
import { addToSketch, emptySketch, mergeSketch, type Sketch } from './sketch.js';
import { rebuild, type SampleWindow } from './window.js';

/** What the samples of `[start, start + step)` amount to, as history keeps them once they are old. */
export interface RolledUp {
  readonly start: number;
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Null where `n`, `min` and `max` say it all. */
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

const spreadOf = ({ n, min, max, sketch }: RolledUp): ReturnType<typeof emptySketch> => {
  const spread = emptySketch();
  if (sketch !== null) mergeSketch(spread, sketch);
  else if (min === max) addToSketch(spread, min, n);
  else for (const value of [min, max]) addToSketch(spread, value);
  return spread;
};

/** Up to when the samples after `from` are known by totals alone; null where each is held. */
export const rolledUpTo = ({ blocks, sealed }: SampleWindow, from: number): number | null => {
  const newest = blocks[sealed - 1];
  return newest !== undefined && newest.last > from ? newest.last : null;
};
