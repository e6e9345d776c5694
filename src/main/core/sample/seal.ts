import type { Block } from './block.js';
import { addValue, noTotals, setBlock, type Totals } from './block-tree.js';
import { sealRunning, spreadOfValues } from './running-sketch.js';
import type { SampleWindow } from './sample-window.js';

/** So many newest samples of a series are held one by one however dense they are. */
export const DENSE_SINGLES = 4_096;
/** A series with more than two samples a second is dense: so many milliseconds lie between two, or fewer. */
const DENSE = 500;
/** What is dense is sealed by stretches of so many milliseconds, which begin when they would have begun in any other process. */
const STRETCH = 30_000;

/** Of a sealed block nobody asks for single samples. */
const NONE: number[] = [];

/** Seals the oldest block that is held sample by sample. */
export const sealOldest = (window: SampleWindow): void => {
  const block = window.blocks[window.sealed];
  if (block === undefined || window.sealed >= window.blocks.length - 1) return;
  window.blocks[window.sealed] = seal(window, block);
};

/** Seals what is old of a series that is dense, in fewer and larger blocks: what a window takes then grows with its length alone. */
export const sealDense = (window: SampleWindow): void => {
  for (let end = endOfOldest(window); end !== null; end = endOfOldest(window)) sealBefore(window, end);
};

/** Where the oldest stretch ends that is held sample by sample; null where it may not be sealed yet. */
const endOfOldest = ({ blocks, sealed, singles }: SampleWindow): number | null => {
  const [oldest, newest] = [blocks[sealed], blocks.at(-1)];
  if (oldest === undefined || newest === undefined || newest.first - oldest.first > singles * DENSE) return null;
  const end = (Math.floor(oldest.first / STRETCH) + 1) * STRETCH;
  return singlesFrom(blocks, end) >= DENSE_SINGLES ? end : null;
};

/** At least how many samples there are from `end` on; counted no further than is asked for. */
const singlesFrom = (blocks: readonly Block[], end: number): number => {
  let singles = 0;
  for (let index = blocks.length - 1; index >= 0 && singles < DENSE_SINGLES; index -= 1) {
    const block = blocks[index] as Block;
    if (block.first < end) return singles;
    singles += block.at.length;
  }
  return singles;
};

/** Makes one sealed block of all single samples before `end`. */
const sealBefore = (window: SampleWindow, end: number): void => {
  const { blocks, sealed } = window;
  const whole: { at: number[]; value: number[]; rise: number[] } = { at: [], value: [], rise: [] };
  let next = sealed;
  let rest: Block | null = null;
  for (; (blocks[next] as Block).first < end; next += 1) {
    const block = blocks[next] as Block;
    const isCut = block.last >= end;
    const part = isCut ? block.at.findIndex((at) => at >= end) : block.at.length;
    for (const key of ['at', 'value', 'rise'] as const) whole[key].push(...block[key].slice(0, part));
    if (isCut) rest = partOf(block, part);
  }
  const block = seal(window, { ...whole, ...amounts(whole), spread: null });
  blocks.splice(sealed, next - sealed, block, ...(rest === null ? [] : [rest]));
  // What follows has moved to other numbers. The newest block is not complete, and in no tree.
  const { tree, dropped } = window;
  if (tree === null) return;
  for (let index = sealed; index < blocks.length - 1; index += 1) setBlock(tree, dropped + index, blocks[index] as Block);
};

const partOf = (block: Block, from: number): Block => {
  const part = { at: block.at.slice(from), value: block.value.slice(from), rise: block.rise.slice(from) };
  return { ...part, ...amounts(part), spread: null };
};

type Samples = Pick<Block, 'at' | 'value'>;

const amounts = ({ at, value }: Samples): Totals & Pick<Block, 'first' | 'last' | 'lastValue'> => ({
  ...totalsOf(value),
  first: at[0] as number,
  last: at.at(-1) as number,
  lastValue: value.at(-1) as number,
});

const totalsOf = (values: readonly number[]): Totals => {
  const totals = noTotals();
  for (const value of values) addValue(totals, value);
  return totals;
};

/** The block without its single samples, which the window no longer counts among those. */
const seal = (window: SampleWindow, block: Block): Block => {
  sealRunning(window.running.values(), block);
  window.singles -= block.at.length;
  window.sealed += 1;
  const rise = block.rise.length === 0 ? NONE : [block.rise[0] as number, block.rise.at(-1) as number];
  return { ...block, at: NONE, value: NONE, rise, spread: spreadOfValues(block.value) };
};
