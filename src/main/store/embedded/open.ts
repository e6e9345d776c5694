import type { Store } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import { storeOn } from './inline.js';
import { openOperations } from './open-operations.js';
import type { Access } from './operations.js';
import { openRunning, type Thread } from './running.js';

export interface EmbeddedStoreOptions {
  /** The database file; its folder is made where need be. Beside it stand its log (`-wal`, `-shm`) and its lock (`.lock`). */
  readonly file: string;
  /** One process may write; any number may read meanwhile. */
  readonly access: Access;
  readonly log: Log;
  readonly thread?: Thread;
}

/** Opens the store on this machine's disk. Rejects with a `StoreOpenError`, having changed nothing. */
export const openEmbeddedStore = async ({ file, access, log, thread }: EmbeddedStoreOptions): Promise<Store> => {
  const started = { holds: 'store', file, access } as const;
  return storeOn(await openRunning(started, () => openOperations(file, access), { log, thread }));
};
