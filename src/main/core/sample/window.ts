import { type Block, blockIndexAt, indexAfter } from './block.js';
import { addValue, createBlockTree, noTotals, setBlock } from './block-tree.js';
import { addRunning, dropRunning, leaveRunning } from './running-sketch.js';
import type { SampleWindow } from './sample-window.js';
import { DENSE_SINGLES, sealDense, sealOldest } from './seal.js';

/** Samples in a block before the next one begins. */
const BLOCK = 64;
/** Samples of one series that are held one by one: 30 days of one a minute, with room. Of older ones their blocks' totals stay. */
const MOST_SINGLE = 65_536;
/** From this many blocks on a tree adds them up. */
const TREE_FROM = 8;

/** Whether a series' name says that it is a counter. */
export const isCounterName = (name: string): boolean => name.endsWith('_total');

/**
 * Takes a sample in. One of a known instant replaces the earlier one. False where it comes so late that the samples around it
 * are no longer held one by one: windows then go on without it.
 */
export const insertSample = (window: SampleWindow, at: number, value: number): boolean => {
  const newest = window.blocks.at(-1);
  if (newest === undefined || at > newest.last) appendSample(window, newest, at, value);
  else if (!insertLate(window, at, value)) return false;
  if (window.running.size > 0) addRunning(window.running.values(), at, value);
  return true;
};

/** Keeps the newest sample alone, for a series of which nobody looks back: most of them. */
export const keepOnlyNewest = (window: SampleWindow, at: number, value: number): void => {
  const [block] = window.blocks;
  if (block === undefined || window.blocks.length > 1 || block.at.length !== 1) {
    const isLate = at < (window.blocks.at(-1)?.last ?? at);
    if (isLate) return;
    Object.assign(window, { blocks: [], dropped: 0, sealed: 0, singles: 0, tree: null });
    window.running.clear();
    insertSample(window, at, value);
  } else if (at >= block.last) {
    block.at[0] = at;
    block.value[0] = value;
    block.first = at;
    block.last = at;
    // Most series stand still: of ten thousand that are taken in at once, what is not written need not be fetched either.
    if (block.lastValue === value) return;
    block.lastValue = value;
    block.sum = value;
    block.min = value;
    block.max = value;
  }
};

const appendSample = (window: SampleWindow, newest: Block | undefined, at: number, value: number): void => {
  const block = newest === undefined || newest.at.length >= BLOCK || newest.at.length === 0 ? openBlock(window, at) : newest;
  if (window.isCounter) block.rise.push(riseAfter(newest, value));
  block.at.push(at);
  block.value.push(value);
  block.last = at;
  block.lastValue = value;
  addValue(block, value);
  window.singles += 1;
  if (window.singles > MOST_SINGLE) sealOldest(window);
};

const riseAfter = (previous: Block | undefined, value: number): number =>
  previous === undefined ? 0 : (previous.rise.at(-1) ?? 0) + riseBetween(previous.lastValue, value);

/** By how much a counter rose from one sample to the next. One that falls has begun again from nothing: all that it shows is new. */
export const riseBetween = (before: number, after: number): number => (after >= before ? after - before : Math.max(0, after));

const openBlock = (window: SampleWindow, at: number): Block => {
  // Written out, because it is made for each new series: a spread takes several times as long.
  const block: Block = {
    n: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    first: at,
    last: at,
    at: [],
    value: [],
    rise: [],
    lastValue: 0,
    spread: null,
  };
  window.blocks.push(block);
  if (window.singles > DENSE_SINGLES) sealDense(window);
  // The block before is complete now, and may be added up by the tree.
  if (window.tree !== null || window.blocks.length >= TREE_FROM) keepInTree(window, window.blocks.length - 2);
  return block;
};

const keepInTree = (window: SampleWindow, index: number): void => {
  const { blocks, tree } = window;
  if (tree === null || blocks.length > tree.size) {
    const grown = createBlockTree(2 * blocks.length);
    for (const [each, block] of blocks.entries()) setBlock(grown, window.dropped + each, block);
    window.tree = grown;
  } else setBlock(tree, window.dropped + index, blocks[index] as Block);
};

const insertLate = (window: SampleWindow, at: number, value: number): boolean => {
  const index = blockIndexAt(window.blocks, at);
  const block = window.blocks[index] as Block;
  if (index < window.sealed) return false;
  const place = indexAfter(block.at, at);
  const isSame = block.at[place - 1] === at;
  if (isSame) {
    dropRunning(window.running.values(), at, block.value[place - 1] as number);
    block.value[place - 1] = value;
  } else {
    block.at.splice(place, 0, at);
    block.value.splice(place, 0, value);
    window.singles += 1;
  }
  if (block.at.length > 2 * BLOCK) split(window, index);
  else refresh(window, index);
  return true;
};

/** Adds a block up again after a change inside it, and with it all that rests on it. */
const refresh = (window: SampleWindow, index: number): void => {
  addUp(window.blocks[index] as Block);
  if (window.tree !== null && index < window.blocks.length - 1) keepInTree(window, index);
  if (window.isCounter) riseFrom(window, index);
};

const addUp = (block: Block): void => {
  Object.assign(block, noTotals());
  for (const value of block.value) addValue(block, value);
  block.first = block.at[0] as number;
  block.last = block.at.at(-1) as number;
  block.lastValue = block.value.at(-1) as number;
};

const riseFrom = (window: SampleWindow, index: number): void => {
  let previous = window.blocks[index - 1];
  for (const block of window.blocks.slice(index)) {
    let rise = previous?.rise.at(-1) ?? 0;
    let before = previous?.lastValue;
    block.rise = block.value.map((value) => {
      rise += before === undefined ? 0 : riseBetween(before, value);
      before = value;
      return rise;
    });
    previous = block;
  }
};

/** A block that many late samples have made too long becomes two; the numbers after it change, so the tree is made anew. */
const split = (window: SampleWindow, index: number): void => {
  const block = window.blocks[index] as Block;
  const rest: Block = { ...block, at: block.at.splice(BLOCK), value: block.value.splice(BLOCK), rise: [] };
  window.blocks.splice(index + 1, 0, rest);
  addUp(block);
  addUp(rest);
  window.tree = null;
  if (window.blocks.length >= TREE_FROM) keepInTree(window, 0);
  if (window.isCounter) riseFrom(window, index);
};

/** Adds everything up again after blocks were put before block `from`. */
export const rebuild = (window: SampleWindow, from: number): void => {
  window.tree = null;
  window.running.clear();
  if (window.blocks.length >= TREE_FROM) keepInTree(window, 0);
  if (window.isCounter) liftRise(window, from);
};

/** What was there rose as it did, beginning where what was put before it ends. */
const liftRise = ({ blocks }: SampleWindow, from: number): void => {
  const [before, first] = [blocks[from - 1], blocks[from]];
  if (before === undefined || first === undefined) return;
  const begin = (before.rise.at(-1) ?? 0) + riseBetween(before.lastValue, first.value[0] ?? first.min);
  const lift = begin - (first.rise[0] ?? 0);
  for (const block of blocks.slice(from)) block.rise = block.rise.map((rise) => rise + lift);
};

/** Drops what lies before `before` but for the newest sample up to then, which a counter's rise begins at; keeps at least `atLeast`. */
export const forgetSamples = (window: SampleWindow, before: number, atLeast: number): void => {
  const { blocks } = window;
  let old = 0;
  while (old < blocks.length - 1 && (blocks[old + 1] as Block).first <= before && leaves(blocks, old, atLeast)) old += 1;
  if (old === 0) return;
  for (const block of blocks.splice(0, old)) {
    leaveRunning(window.running.values(), block);
    window.singles -= block.at.length;
  }
  window.dropped += old;
  window.sealed = Math.max(0, window.sealed - old);
};

const leaves = (blocks: readonly Block[], old: number, atLeast: number): boolean => {
  let left = 0;
  for (let index = old + 1; index < blocks.length && left < atLeast; index += 1) left += (blocks[index] as Block).n;
  return left >= atLeast;
};

/** Forgets every sample after `at`, and a sealed block that reaches beyond it: what a clock that jumped back has left in the future. */
export const cutAfter = (window: SampleWindow, at: number): void => {
  const sealed = window.blocks.slice(0, window.sealed).filter(({ last }) => last <= at);
  const kept: (readonly [number, number])[] = [];
  for (const block of window.blocks)
    for (const [index, instant] of block.at.entries()) if (instant <= at) kept.push([instant, block.value[index] as number]);
  Object.assign(window, { blocks: sealed, dropped: 0, sealed: sealed.length, singles: 0, tree: null });
  window.running.clear();
  if (sealed.length >= TREE_FROM) keepInTree(window, 0);
  for (const [instant, value] of kept) insertSample(window, instant, value);
};
