import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Commit } from '../../src/main/core/port/journal.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { makeBackup } from '../../src/main/store/backup/make.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { auditDraft, commitOf, START, sampleOf, seriesNamed, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let own: OwnDatabase;
let place: ReturnType<typeof temporaryFolder>;
let store: Awaited<ReturnType<typeof openMongodbStore>>;
beforeEach(async () => {
  own = await createDatabase();
  place = temporaryFolder();
  const address = { uri: own.uri, allowInsecure: false, outbox: join(place.folder, 'outbox.db') };
  store = await openMongodbStore({ ...address, log: silentLog, clock: systemClock(), changed: () => undefined });
  for (let n = 0; n < 200; n += 1) await store.journal.commit(numbered(n));
  await store.settle();
});
afterEach(async () => {
  await store.stop();
  await own.drop();
  place.remove();
});

const numbered = (n: number): Commit =>
  commitOf({
    samples: [
      sampleOf(seriesNamed('up'), START + 1_000 * n, n),
      ...(n < 200 ? [sampleOf(seriesNamed(`s${n}`), START + n, n)] : []),
    ],
    audit: [auditDraft(`act ${n}`)],
  });

const backUp = () =>
  makeBackup({
    ...{ kind: 'daily', database: { uri: own.uri, allowInsecure: false }, config: null, folder: join(place.folder, 'backups') },
    ...{ passphrase: null, keep: null, zone: 'Europe/London', version: '1.2.3', now: START },
  });

/** A desk commits, and puts what it committed into its hours, for as long as something is under way. */
const whileWriting = async <Value>(each: () => Promise<unknown>, work: () => Promise<Value>): Promise<Value> => {
  let isDone = false;
  const writing = (async () => {
    for (let n = 200; !isDone; n += 1) {
      await each();
      await store.journal.commit(numbered(n));
      if (n % 5 === 0) await store.settle();
    }
  })();
  try {
    return await work();
  } finally {
    isDone = true;
    await writing;
  }
};

const holds = { _id: { $regex: /^hold / } as never };

describe('a backup of a store that desks write meanwhile', () => {
  it.each([
    ['is gone', () => own.db.collection('watchroom_meta').deleteMany(holds)],
    ['ran out', () => own.db.collection('watchroom_meta').updateMany(holds, { $set: { until: new Date(0) } })],
  ])(
    'is refused where what held the store %s, and leaves nothing behind',
    async (_, lapse) => {
      await expect(whileWriting(lapse, backUp)).rejects.toMatchObject({
        name: 'BackupError',
        message: expect.stringContaining('was not held as it was while it was copied'),
        remedy: expect.stringContaining('Make the backup again'),
      });
      const folder = join(place.folder, 'backups');
      expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    },
    60_000,
  );

  it('is made where the store is held', async () => {
    const { manifest } = await whileWriting(async () => undefined, backUp);
    expect(manifest.samples).toBe(200 + manifest.auditEntries);
    expect(manifest.auditEntries).toBeGreaterThanOrEqual(200);
  }, 60_000);
});
