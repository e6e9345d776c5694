import type { Store } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import { openInline } from './inline.js';
import type { Access } from './operations.js';

export interface EmbeddedStoreOptions {
  /** The database file; its folder is made where need be. Beside it stand its log (`-wal`, `-shm`) and its lock (`.lock`). */
  readonly file: string;
  /** One process may write; any number may read meanwhile. */
  readonly access: Access;
  readonly log: Log;
  /** Default: a worker thread where its script is found (the built product), else this thread. */
  readonly thread?: 'worker' | 'inline';
}

/** Opens the store on this machine's disk. Rejects with a `StoreOpenError`, having changed nothing. */
export const openEmbeddedStore = async ({ file, access }: EmbeddedStoreOptions): Promise<Store> => openInline(file, access);
