import { join } from 'node:path';
import type { Store } from '../core/port/journal.js';
import { createLog } from '../platform/log.js';
import { openEmbeddedStore } from '../store/embedded/open.js';
import { StoreOpenError } from '../store/error.js';

/** Opens what a data folder keeps, for reading, also while a console writes there; null where there is nothing. */
export const openStoredHistory = async (dataFolder: string): Promise<Store | null> => {
  const log = createLog({ folder: null, level: 'silent' });
  try {
    return await openEmbeddedStore({ file: join(dataFolder, 'watchroom.db'), access: 'read', log, thread: 'inline' });
  } catch (error) {
    if (error instanceof StoreOpenError && error.code === 'missing') return null;
    throw error;
  }
};
