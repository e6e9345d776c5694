import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';
import { keepsTrueCounts } from './store/kept-counts.js';
import { agreesWithMemory } from './store/model.js';
import { serviceLevelContract } from './store/service-level.js';
import { storeContract } from './store/suite.js';

const { folder, remove } = temporaryFolder();
let built: BuiltStore;
beforeAll(async () => {
  built = await buildStore();
}, 60_000);
afterAll(() => {
  built.remove();
  remove();
});

let count = 0;
const newFile = (): string => {
  count += 1;
  return join(folder, `${count}`, 'watchroom.db');
};

storeContract('memory', { open: async () => createMemoryStore() });
storeContract('embedded (inline)', {
  open: () => openEmbeddedStore({ file: newFile(), access: 'write', log: silentLog, thread: 'inline' }),
});
storeContract('embedded (built, in its thread)', {
  open: () => built.openEmbeddedStore({ file: newFile(), access: 'write', log: silentLog, thread: 'worker' }),
});

serviceLevelContract(
  'memory',
  async () => createMemoryStore(),
  async (store) => store,
);
let reopened = '';
const openInline = () => openEmbeddedStore({ file: reopened, access: 'write', log: silentLog, thread: 'inline' });
serviceLevelContract(
  'embedded',
  () => {
    reopened = newFile();
    return openInline();
  },
  async (store) => {
    await store.stop();
    return openInline();
  },
);

describe('memory store', () => {
  it('gives counts that stay true while they are kept', () =>
    keepsTrueCounts(
      async () => createMemoryStore(),
      async (store) => store,
    ));
});

describe('embedded store', () => {
  it('agrees with the memory store whatever is done to both', async () => {
    let file = '';
    const open = () => openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'inline' });
    await agreesWithMemory(
      () => {
        file = newFile();
        return open();
      },
      async (store) => {
        await store.stop();
        return open();
      },
    );
  }, 60_000);

  it('gives counts that stay true while they are kept', async () => {
    let file = '';
    const open = () => openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'inline' });
    await keepsTrueCounts(
      () => {
        file = newFile();
        return open();
      },
      async (store) => {
        await store.stop();
        return open();
      },
    );
  }, 60_000);
});
