import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Store } from '../../src/main/core/port/journal.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { storeContract } from './store/suite.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

let count = 0;
const openInline = (): Promise<Store> => {
  count += 1;
  return openEmbeddedStore({
    file: join(folder, `${count}`, 'watchroom.db'),
    access: 'write',
    log: silentLog,
    thread: 'inline',
  });
};

storeContract('memory', { open: async () => createMemoryStore() });
storeContract('embedded (inline)', { open: openInline });
