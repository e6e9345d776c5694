import type { Store } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import { StoreOpenError } from '../error.js';
import { openInline } from './inline.js';
import type { Access } from './operations.js';
import { findWorkerScript, openInThread } from './thread.js';

export interface EmbeddedStoreOptions {
  /** The database file; its folder is made where need be. Beside it stand its log (`-wal`, `-shm`) and its lock (`.lock`). */
  readonly file: string;
  /** One process may write; any number may read meanwhile. */
  readonly access: Access;
  readonly log: Log;
  /** Default: a worker thread where one can be had (the built product), else this thread. */
  readonly thread?: 'worker' | 'inline';
}

/** Opens the store on this machine's disk. Rejects with a `StoreOpenError`, having changed nothing. */
export const openEmbeddedStore = async (options: EmbeddedStoreOptions): Promise<Store> => {
  const { file, access, log, thread } = options;
  const script = thread === 'inline' ? null : findWorkerScript();
  if (script === null && thread === 'worker') throw new Error('the script of the store’s thread was not built');
  if (script === null) return openInline(file, access);
  try {
    return await openInThread(script, { file, access });
  } catch (error) {
    if (error instanceof StoreOpenError || thread === 'worker') throw error;
    log.warn('store.thread-unavailable', {
      why: error instanceof Error ? String(error.cause ?? error.message) : String(error),
    });
    return openInline(file, access);
  }
};
