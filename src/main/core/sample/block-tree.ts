/** What a set of samples amounts to. The empty set has n 0, sum 0, min +∞ and max −∞. */
export interface Totals {
  n: number;
  sum: number;
  min: number;
  max: number;
}

export const noTotals = (): Totals => ({ n: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY });

export const addValue = (into: Totals, value: number): void => {
  into.n += 1;
  into.sum += value;
  if (value < into.min) into.min = value;
  if (value > into.max) into.max = value;
};

export const addTotals = (into: Totals, from: Readonly<Totals>): void => {
  into.n += from.n;
  into.sum += from.sum;
  if (from.min < into.min) into.min = from.min;
  if (from.max > into.max) into.max = from.max;
};

/**
 * A segment tree over a ring of blocks, each known by a number that only grows: changing one and adding up any stretch
 * take a number of steps that grows with the logarithm of their count. Sums are added, never taken away, so no rounding piles up.
 */
export interface BlockTree {
  /** Blocks that it can hold: a power of two. */
  readonly size: number;
  readonly nodes: readonly Totals[];
}

export const createBlockTree = (atLeast: number): BlockTree => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, atLeast)));
  return { size, nodes: Array.from({ length: 2 * size }, noTotals) };
};

/** Puts what block `number` amounts to in its place. */
export const setBlock = (tree: BlockTree, number: number, totals: Readonly<Totals>): void => {
  let node = tree.size + (number & (tree.size - 1));
  copyTotals(tree.nodes[node] as Totals, totals);
  for (node >>= 1; node >= 1; node >>= 1) {
    const parent = tree.nodes[node] as Totals;
    copyTotals(parent, tree.nodes[2 * node] as Totals);
    addTotals(parent, tree.nodes[2 * node + 1] as Totals);
  }
};

const copyTotals = (into: Totals, from: Readonly<Totals>): void => {
  into.n = from.n;
  into.sum = from.sum;
  into.min = from.min;
  into.max = from.max;
};

/** Adds all blocks from number `from` up to, not including, `to`; at most `size` of them. */
export const addBlocks = (tree: BlockTree, from: number, to: number, into: Totals): void => {
  if (to <= from) return;
  const low = from & (tree.size - 1);
  const high = low + (to - from);
  addStretch(tree, low, Math.min(high, tree.size), into);
  if (high > tree.size) addStretch(tree, 0, high - tree.size, into);
};

const addStretch = (tree: BlockTree, from: number, to: number, into: Totals): void => {
  let low = tree.size + from;
  let high = tree.size + to;
  for (; low < high; low >>= 1, high >>= 1) {
    if (low & 1) addTotals(into, tree.nodes[low++] as Totals);
    if (high & 1) addTotals(into, tree.nodes[--high] as Totals);
  }
};
