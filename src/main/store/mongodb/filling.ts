import { TransferError } from '../transfer/error.js';
import type { Progress } from '../transfer/portable.js';
import type { Collections } from './collections.js';
import { type Address, prepareConnection } from './connect.js';
import { refuseHeld } from './lease.js';
import { inspectServer } from './prepare.js';
import { openErrorAt } from './problem.js';
import { PROGRESS } from './unfinished.js';

/** Whether a store may be filled out of `from`, as far as can be told now. Only reads. Rejects with a `StoreOpenError` or a `TransferError`. */
export const inspectTarget = async (address: Address, from: string): Promise<void> => {
  const { client, collections, place } = await prepareConnection(address);
  try {
    await inspectServer(collections);
    await refuseOccupied(collections, place);
    const known = await progressOf(collections);
    if (known !== null && known.from !== from) throw partOf(place, known.from);
  } catch (error) {
    throw error instanceof TransferError ? error : openErrorAt(place, error);
  } finally {
    await client.close();
  }
};

const partOf = (place: string, from: string): TransferError =>
  new TransferError(
    'other-source',
    `MongoDB ${place} already holds a part of ${from}`,
    'Finish that first, or name another database in the address.',
  );

/** Before anything is written: refuses a store that somebody leads, or that is there already. */
export const refuseOccupied = async (collections: Collections, place: string): Promise<void> => {
  await refuseHeld(collections);
  await refuseFilled(collections, place);
};

/**
 * As soon as the lead is held, and before anything else is written: from here on no desk leads here until the store is whole. Should one have led
 * nevertheless since this was begun, what it did there is written over by nothing.
 */
export const beginFilling = async (collections: Collections, place: string): Promise<void> => {
  await refuseFilled(collections, place);
  const { meta, term } = collections;
  await meta.updateOne({ _id: PROGRESS }, { $set: { term }, $setOnInsert: { from: null, series: '' } }, { upsert: true });
};

const refuseFilled = async (collections: Collections, place: string): Promise<void> => {
  const begun = await collections.meta.findOne({ _id: PROGRESS });
  if (begun === null ? await isOccupied(collections) : await isLedSince(collections, Number(begun.term ?? 0)))
    throw occupied(`MongoDB ${place}`);
};

export const occupied = (place: string): TransferError =>
  new TransferError('occupied', `${place} holds a store already`, 'Name another database in the address.');

const isLedSince = async ({ meta }: Collections, term: number): Promise<boolean> =>
  Number((await meta.findOne({ _id: 'folded' }))?.term ?? 0) > term;

const isOccupied = async ({ series, audit, commits, records }: Collections): Promise<boolean> => {
  const { episodes, marks, suppressions } = records;
  const found = await Promise.all([
    ...[series.findOne({}), audit.findOne({}), commits.findOne({}, { projection: { _id: 1 } })],
    ...[episodes, marks, suppressions].map((each) => each.findOne({})),
  ]);
  return found.some((doc) => doc !== null);
};

/** Null: nothing is there yet. */
export const progressOf = async ({ meta }: Collections): Promise<Progress | null> => {
  const doc = await meta.findOne({ _id: PROGRESS });
  return typeof doc?.from === 'string' ? { from: doc.from, series: String(doc.series) } : null;
};
