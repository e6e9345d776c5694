import { randomUUID } from 'node:crypto';
import type { Outbox } from '../embedded/outbox.js';
import { StoreOpenError } from '../error.js';
import type { Collections } from './collections.js';
import type { Connection } from './connect.js';
import { prepareCollections } from './prepare.js';

/** The record in `meta` that names this store, wherever it is moved to. */
const STORE_KEY = 'store';

/**
 * Makes the store ready for this desk, creating what is not there. What waits on the desk belongs into the store for which it was kept: another database
 * of the same server is easily named by mistake. Rejects with a `StoreOpenError`, `other-store` then, having changed nothing on either side.
 */
export const enter = async ({ collections }: Pick<Connection, 'collections'>, outbox: Outbox): Promise<void> => {
  if (waitingOn(outbox) !== '') await refuseOther(collections, outbox);
  await prepareCollections(collections);
  const id = await storeId(collections.meta);
  if (outbox.store() === id) return;
  // It may have been created by another desk in this very moment.
  if (waitingOn(outbox) !== '') await refuseOther(collections, outbox);
  outbox.belongTo(id);
};

/**
 * Refuses a database that is not, or no longer, the one for which this desk keeps what waits: gone and created anew, or brought back from a backup. Only
 * reads. Rejects with a `StoreOpenError` `other-store`.
 */
export const refuseOther = async ({ meta }: Pick<Collections, 'meta'>, outbox: Outbox): Promise<void> => {
  const known = outbox.store();
  if (known === null || (await meta.findOne({ _id: STORE_KEY }))?.name === known) return;
  const waiting = waitingOn(outbox);
  const what = waiting === '' ? 'this desk has led another store' : `${waiting} on this desk for another store`;
  throw new StoreOpenError(
    'other-store',
    `${what} than the one in this MongoDB`,
    'Name the former database in store.uri (MONGODB_URI), or bring it back. If it is gone for good, stop this desk, move outbox.db out of the data folder (keep it: it holds what this desk saw meanwhile), then start again.',
  );
};

const storeId = async (meta: Connection['collections']['meta']): Promise<string> => {
  const doc = await meta.findOneAndUpdate(
    { _id: STORE_KEY },
    { $setOnInsert: { name: randomUUID() } },
    { upsert: true, returnDocument: 'after' },
  );
  return String(doc?.name);
};

/** `3 commits and 1 act wait`; empty where nothing does. */
export const waitingOn = (outbox: Pick<Outbox, 'count' | 'acts'>): string => {
  const kinds = [
    [outbox.count(), 'commit'],
    [outbox.acts.all().length, 'act'],
  ] as const;
  const some = kinds.filter(([count]) => count > 0);
  const isOne = some.length === 1 && some[0]?.[0] === 1;
  const text = some.map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`).join(' and ');
  return text === '' ? '' : `${text} ${isOne ? 'waits' : 'wait'}`;
};

/** The same failure, saying that nothing of what waits is lost. */
export const keeping = ({ code, message, remedy }: StoreOpenError, waiting: string): StoreOpenError => {
  const kept = waiting === '' || message.startsWith(waiting) ? '' : ` ${waiting} on this desk, safe in outbox.db, until then.`;
  return new StoreOpenError(code, message, `${remedy}${kept}`);
};
