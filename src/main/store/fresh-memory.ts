import type { Sample } from '../core/model/sample.js';
import type { Instant } from '../core/time/instant.js';
import { type Batch, WIDTH } from './codec/batch.js';

/** Samples of one series, in the order in which they were written. */
interface Column {
  readonly at: number[];
  readonly value: number[];
}

/** Rows of the log that are sorted together; changed in place. */
export interface Generation {
  /** By the number of their series. */
  readonly columns: Map<number, Column>;
  /** Series whose samples are sorted already, while the log still has them. */
  readonly sorted: Set<number>;
  size: number;
  /** The rows' numbers, the first 0 where there is none. */
  firstRow: number;
  lastRow: number;
}

export const newGeneration = (): Generation => ({
  columns: new Map(),
  sorted: new Set(),
  size: 0,
  firstRow: 0,
  lastRow: 0,
});

export const addBatch = (generation: Generation, row: number, batch: Batch): void => {
  for (let i = 0; i < batch.length; i += WIDTH) {
    const series = batch[i] as number;
    const known = generation.columns.get(series);
    const column = known ?? { at: [], value: [] };
    if (known === undefined) generation.columns.set(series, column);
    column.at.push(batch[i + 1] as number);
    column.value.push(batch[i + 2] as number);
  }
  generation.size += batch.length / WIDTH;
  if (generation.firstRow === 0) generation.firstRow = row;
  generation.lastRow = row;
};

/** A series' samples of `[from, to)` in order of time; of two at one instant the later written. */
export const readColumn = ({ columns }: Generation, series: number, from: number, to: number): readonly Sample[] => {
  const column = columns.get(series);
  const found: Sample[] = [];
  let isInOrder = true;
  for (const [i, at] of (column?.at ?? []).entries()) {
    if (at < from || at >= to) continue;
    isInOrder &&= at > (found.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
    found.push({ at: at as Instant, value: column?.value[i] as number });
  }
  return isInOrder ? found : inOrder(found);
};

const inOrder = (samples: readonly Sample[]): readonly Sample[] =>
  [...new Map(samples.map((sample) => [sample.at, sample])).values()].sort((a, b) => a.at - b.at);
