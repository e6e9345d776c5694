import type { Log } from '../../core/port/log.js';
import { StoreOpenError } from '../error.js';
import { runInline } from './inline.js';
import { findWorkerScript, type Running, startThread } from './thread.js';
import type { Started } from './wire.js';

/** Where a file's operations run. Default: in a worker thread where one can be had (the built product), else in this thread. */
export type Thread = 'worker' | 'inline';

/** Opens a file's operations, `inline` doing so in this thread. Rejects with a `StoreOpenError`. */
export const openRunning = async (
  started: Started,
  inline: () => { readonly close: () => void },
  { log, thread }: { readonly log: Log; readonly thread: Thread | undefined },
): Promise<Running> => {
  const script = thread === 'inline' ? null : findWorkerScript();
  if (script === null && thread === 'worker') throw new Error('the script of the store’s thread was not built');
  if (script === null) return runInline(inline());
  try {
    return await startThread(script, started);
  } catch (error) {
    if (error instanceof StoreOpenError || thread === 'worker') throw error;
    log.warn('store.thread-unavailable', {
      why: error instanceof Error ? String(error.cause ?? error.message) : String(error),
    });
    return runInline(inline());
  }
};
