import type { Block } from './block.js';
import type { BlockTree } from './block-tree.js';
import type { RunningSketch } from './running-sketch.js';

/**
 * The samples of one series, as far back as the longest window that looks at it. Taking one in costs the same however long
 * that is; late ones, doubles and corrections find their place. Changed in place.
 */
export interface SampleWindow {
  readonly isCounter: boolean;
  blocks: Block[];
  /** Number of the first block; block `i` of the array is number `dropped + i`. */
  dropped: number;
  /** How many blocks, the oldest, are sealed. */
  sealed: number;
  /** Samples that are held one by one. */
  singles: number;
  tree: BlockTree | null;
  /** Spreads that are kept up to date, by the length of their window. */
  readonly running: Map<number, RunningSketch>;
}

export const createWindow = (isCounter: boolean): SampleWindow => ({
  isCounter,
  blocks: [],
  dropped: 0,
  sealed: 0,
  singles: 0,
  tree: null,
  running: new Map(),
});
