import type { Totals } from './block-tree.js';
import type { Spread } from './running-sketch.js';

/** Neighbouring samples, and what they amount to. */
export interface Block extends Totals {
  /** Instants of its oldest and its newest sample. */
  first: number;
  last: number;
  /** Empty once sealed: then only the totals are known. */
  at: number[];
  value: number[];
  /** A counter's rise up to and including each sample, since the window began; of a sealed block only the first and the last. */
  rise: number[];
  lastValue: number;
  /** How its values are spread; only of a sealed block. */
  readonly spread: Spread | null;
}

/** The last block that begins at or before `at`; 0 where all begin after it. */
export const blockIndexAt = (blocks: readonly Block[], at: number): number => {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as Block).first <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
};

/** The first index whose instant is after `at`. */
export const indexAfter = (instants: readonly number[], at: number): number => {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};
