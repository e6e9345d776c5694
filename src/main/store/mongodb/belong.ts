import { randomUUID } from 'node:crypto';
import type { Outbox } from '../embedded/outbox.js';
import { StoreOpenError } from '../error.js';
import type { Connection } from './connect.js';

/** The record in `meta` that names this store, wherever it is moved to. */
const STORE_KEY = 'store';

/**
 * What waits on this desk belongs into the store for which it was kept: another database of the same server is easily named by mistake. Rejects with
 * a `StoreOpenError` `diverged` then, having changed nothing on either side.
 */
export const belong = async ({ collections }: Pick<Connection, 'collections'>, outbox: Outbox): Promise<void> => {
  const id = await storeId(collections.meta);
  const known = outbox.store();
  if (known === id) return;
  const waiting = waitingOn(outbox);
  if (known !== null && waiting !== '')
    throw new StoreOpenError(
      'diverged',
      `${waiting} on this desk for another store than the one in this MongoDB`,
      'Name the former database in store.uri (MONGODB_URI). If it is gone for good, move outbox.db out of the data folder (keep it: it holds what this desk saw meanwhile), then start again.',
    );
  outbox.belongTo(id);
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
