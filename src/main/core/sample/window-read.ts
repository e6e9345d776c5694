import { type Block, blockIndexAt, indexAfter } from './block.js';
import { addBlocks, addTotals, addValue, noTotals, type Totals } from './block-tree.js';
import { addRunning, countSpread, countValue, createRunning, type RunningSketch } from './running-sketch.js';
import type { SampleWindow } from './sample-window.js';

/** The value of the newest sample up to `to`; null without one. */
export const valueUpTo = ({ blocks }: SampleWindow, to: number): number | null => {
  const newest = blocks.at(-1);
  if (newest === undefined) return null;
  if (newest.last <= to) return newest.lastValue;
  const block = blocks[blockIndexAt(blocks, to)] as Block;
  return block.first > to ? null : (block.value[indexAfter(block.at, to) - 1] ?? block.lastValue);
};

/** The instant of the newest sample up to `to`; 0 without one. */
export const instantUpTo = ({ blocks }: SampleWindow, to: number): number => {
  const newest = blocks.at(-1);
  if (newest === undefined) return 0;
  if (newest.last <= to) return newest.last;
  const block = blocks[blockIndexAt(blocks, to)] as Block;
  return block.first > to ? 0 : (block.at[indexAfter(block.at, to) - 1] ?? block.last);
};

/** The newest sample up to `to`; null without one. */
export const newestUpTo = (window: SampleWindow, to: number): { readonly at: number; readonly value: number } | null => {
  const newest = window.blocks.at(-1);
  if (newest === undefined) return null;
  if (newest.last <= to) return { at: newest.last, value: newest.lastValue };
  const block = window.blocks[blockIndexAt(window.blocks, to)] as Block;
  if (block.first > to) return null;
  const place = indexAfter(block.at, to) - 1;
  return { at: block.at[place] ?? block.last, value: block.value[place] ?? block.lastValue };
};

/** The instant of the newest sample; −∞ without one. */
export const newestInstant = ({ blocks }: SampleWindow): number => blocks.at(-1)?.last ?? Number.NEGATIVE_INFINITY;

/** The instant of the first sample after `from`; infinite without one. A sealed block goes as a whole, with its newest sample. */
export const firstInstantAfter = ({ blocks }: SampleWindow, from: number): number => {
  const block = blocks.length === 0 ? undefined : blocks[firstReaching(blocks, from)];
  if (block === undefined) return Number.POSITIVE_INFINITY;
  return block.at[indexAfter(block.at, from)] ?? block.last;
};

/** The newest instants up to `to`, at most `count`, newest first. */
export const newestInstants = (window: SampleWindow, to: number, count: number): readonly number[] => {
  const found: number[] = [];
  for (let index = window.blocks.length - 1; index >= 0 && found.length < count; index -= 1) {
    const { at } = window.blocks[index] as Block;
    for (let place = indexAfter(at, to) - 1; place >= 0 && found.length < count; place -= 1) found.push(at[place] as number);
  }
  return found;
};

/** What the samples of `(from, to]` amount to. A sealed block counts as a whole as long as its newest sample lies inside. */
export const totalsWithin = (window: SampleWindow, from: number, to: number): Totals => {
  const { blocks } = window;
  const totals = noTotals();
  if (blocks.length === 0) return totals;
  const first = firstReaching(blocks, from);
  const last = blockIndexAt(blocks, to);
  if (first >= blocks.length || first > last) return totals;
  addPart(blocks[first] as Block, from, to, totals);
  addWhole(window, first + 1, last, totals);
  if (last > first) addPart(blocks[last] as Block, from, to, totals);
  return totals;
};

/** The first block that has a sample after `from`. */
const firstReaching = (blocks: readonly Block[], from: number): number => {
  const index = blockIndexAt(blocks, from);
  return (blocks[index] as Block).last > from ? index : index + 1;
};

const addPart = (block: Block, from: number, to: number, into: Totals): void => {
  if (block.at.length === 0 || (block.first > from && block.last <= to)) {
    addTotals(into, block);
    return;
  }
  const end = indexAfter(block.at, to);
  for (let index = indexAfter(block.at, from); index < end; index += 1) addValue(into, block.value[index] as number);
};

/** Adds the blocks from index `from` up to, not including, `to`. */
const addWhole = ({ blocks, tree, dropped }: SampleWindow, from: number, to: number, into: Totals): void => {
  if (tree !== null) addBlocks(tree, dropped + from, dropped + to, into);
  else for (let index = from; index < to; index += 1) addTotals(into, blocks[index] as Block);
};

/** Hands over the values of `(from, to]` that are held one by one, oldest first. */
export const eachWithin = (window: SampleWindow, from: number, to: number, take: (value: number, at: number) => void): void => {
  const { blocks } = window;
  if (blocks.length === 0) return;
  for (let index = firstReaching(blocks, from); index < blocks.length; index += 1) {
    const block = blocks[index] as Block;
    if (block.first > to) return;
    const end = indexAfter(block.at, to);
    for (let place = indexAfter(block.at, from); place < end; place += 1)
      take(block.value[place] as number, block.at[place] as number);
  }
};

/**
 * By how much a counter rose in `(from, to]`: from the last sample at or before the start, else from its first one. A fall is a
 * new beginning from nothing. Null where it has no sample up to `to`.
 */
export const riseWithin = (window: SampleWindow, from: number, to: number): number | null => {
  const end = riseUpTo(window, to);
  if (end === null) return null;
  return end - (riseUpTo(window, from) ?? firstRise(window));
};

const firstRise = ({ blocks }: SampleWindow): number => (blocks[0] as Block).rise[0] ?? 0;

const riseUpTo = ({ blocks }: SampleWindow, at: number): number | null => {
  const newest = blocks.at(-1);
  if (newest === undefined) return null;
  if (newest.last <= at) return newest.rise.at(-1) ?? 0;
  const block = blocks[blockIndexAt(blocks, at)] as Block;
  if (block.first > at) return null;
  if (block.at.length === 0) return (block.last <= at ? block.rise.at(-1) : block.rise[0]) ?? 0;
  return block.rise[indexAfter(block.at, at) - 1] ?? 0;
};

/** How the values of `(to − length, to]` are spread, kept up to date from one call to the next. */
export const spreadWithin = (window: SampleWindow, length: number, to: number): RunningSketch => {
  const from = to - length;
  const known = window.running.get(length);
  const sketch = known === undefined || known.from > from ? begin(window, length, from) : known;
  if (sketch.from < from) moveOn(window, sketch, from);
  return sketch;
};

const begin = (window: SampleWindow, length: number, from: number): RunningSketch => {
  const sketch = createRunning(from);
  for (const block of window.blocks) {
    if (block.spread !== null && block.last > from) countSpread(sketch, block.spread, 1);
  }
  eachWithin(window, from, Number.POSITIVE_INFINITY, (value, at) => addRunning([sketch], at, value));
  window.running.set(length, sketch);
  return sketch;
};

const moveOn = (window: SampleWindow, sketch: RunningSketch, from: number): void => {
  const { blocks } = window;
  for (let index = firstReaching(blocks, sketch.from); index < blocks.length; index += 1) {
    const { spread, last, first } = blocks[index] as Block;
    if (first > from) break;
    if (spread !== null && last <= from) countSpread(sketch, spread, -1);
  }
  eachWithin(window, sketch.from, from, (value) => countValue(sketch, value, -1));
  sketch.from = from;
};
