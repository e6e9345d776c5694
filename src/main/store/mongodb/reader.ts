import type { SeriesId } from '../../core/model/sample.js';
import type { CountQuery, RangeQuery } from '../../core/port/history.js';
import type { Store } from '../../core/port/journal.js';
import { StoreError } from '../error.js';
import { addBatch, newGeneration } from '../fresh-memory.js';
import { createCountMemory } from '../range/count-memory.js';
import { createLineMemory } from '../range/line-memory.js';
import type { Collections } from './collections.js';
import { commitsAfter } from './commit-log.js';
import type { Connection } from './connect.js';
import { createCoverages } from './coverage.js';
import { freshOf } from './fresh.js';
import { historyOf } from './history.js';
import { journalOf } from './journal-read.js';
import { readFloors, readFolded } from './meta.js';
import { inspectCollections } from './prepare.js';
import { openErrorAt, storeError } from './problem.js';
import type { Look } from './samples.js';

export interface ReaderParts extends Pick<Connection, 'collections' | 'place'> {
  readonly close: () => Promise<void>;
}

/** The store beside its writer, seeing what is committed: each question looks anew. Rejects with a `StoreOpenError`. */
export const openReader = async ({ close, collections, place }: ReaderParts): Promise<Store> => {
  try {
    await inspectCollections(collections);
  } catch (error) {
    await close();
    throw openErrorAt(place, error);
  }
  const look = () => lookAt(collections);
  // What is remembered for the next question holds only where nobody else writes.
  const history = (): ReturnType<typeof historyOf> =>
    historyOf({
      ...{ look, counts: createCountMemory(), place },
      ranges: { coverages: createCoverages(), lines: createLineMemory() },
    });
  const refuse = async (): Promise<never> => {
    throw new StoreError('read-only', 'the store was opened for reading only');
  };
  return {
    journal: { ...inWords(journalOf(look)), commit: refuse },
    history: {
      ...inWords({
        ...history(),
        range: (query: RangeQuery) => history().range(query),
        count: (query: CountQuery) => history().count(query),
      }),
      retain: refuse,
    },
    stop: close,
  };
};

/** What is fresh is read before anything else: samples only ever move from commits into their hours. */
const lookAt = async (collections: Collections): Promise<Look> => {
  const { to } = await readFolded(collections);
  const generation = newGeneration();
  for await (const { number, batch } of commitsAfter(collections, to)) addBatch(generation, number, batch);
  return {
    collections,
    fresh: freshOf([generation]),
    floors: await readFloors(collections),
    numbersOf: async (series) => {
      const docs = await collections.series.find({ _id: { $in: [...series] } }, { projection: { number: 1 } }).toArray();
      return new Map(docs.map(({ _id, number }) => [_id as SeriesId, number]));
    },
  };
};

/** The same calls, whose failures are told as a store's. */
export const inWords = <Calls extends object>(calls: Calls): Calls =>
  Object.fromEntries(
    Object.entries(calls).map(([name, call]: [string, (...input: never[]) => Promise<unknown>]) => [
      name,
      async (...input: never[]) => {
        try {
          return await call(...input);
        } catch (error) {
          throw storeError(error);
        }
      },
    ]),
  ) as Calls;
