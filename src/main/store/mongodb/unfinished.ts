import { StoreOpenError } from '../error.js';
import type { Collections } from './collections.js';

/** The record in `meta` of how far this store has been filled out of another one. */
export const PROGRESS = 'transfer';

/** A store that is only partly filled is no desk's. Rejects with a `StoreOpenError`. */
export const refuseUnfinished = async ({ meta }: Collections): Promise<void> => {
  const doc = await meta.findOne({ _id: PROGRESS });
  if (doc === null) return;
  throw new StoreOpenError(
    'unfinished',
    `what was kept in ${typeof doc.from === 'string' ? doc.from : 'another store'} is only partly here yet`,
    'Run watchroom store migrate, or watchroom restore, again as before: it goes on where it was cut off.',
  );
};
