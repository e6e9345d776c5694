import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Store } from '../../src/main/core/port/journal.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { keepsTrueCounts } from '../contract/store/kept-counts.js';
import { agreesWithMemory } from '../contract/store/model.js';
import { serviceLevelContract } from '../contract/store/service-level.js';
import { storeContract } from '../contract/store/suite.js';
import { runs } from '../support/property-runs.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, emptyDatabase, type OwnDatabase } from './database.js';

/** Each run takes seconds, because everything crosses to a server: few, and none to find a smaller example. */
const HOW = { numRuns: runs(8), endOnFailure: true };

const { folder, remove } = temporaryFolder();
let own: OwnDatabase;
beforeAll(async () => {
  own = await createDatabase();
});
afterAll(async () => {
  await own.drop();
  remove();
});

const open = (): Promise<Store> =>
  openMongodbStore({
    uri: own.uri,
    allowInsecure: false,
    outbox: join(folder, 'outbox.db'),
    log: silentLog,
    clock: systemClock(),
    changed: () => undefined,
  });

/** Emptied, not dropped: a server needs seconds for its indexes. */
const openEmpty = async (): Promise<Store> => {
  await emptyDatabase(own.db);
  return open();
};

storeContract('mongodb', { open: openEmpty });

serviceLevelContract('mongodb', openEmpty, async (store) => {
  await store.stop();
  return open();
});

describe('mongodb store', () => {
  it('agrees with the memory store whatever is done to both', async () => {
    const restart = async (store: Store): Promise<Store> => {
      await store.stop();
      return open();
    };
    await agreesWithMemory(openEmpty, restart, HOW);
  }, 300_000);

  it('gives counts that stay true while they are kept', async () => {
    const restart = async (store: Store): Promise<Store> => {
      await store.stop();
      return open();
    };
    await keepsTrueCounts(openEmpty, restart, HOW);
  }, 300_000);
});
