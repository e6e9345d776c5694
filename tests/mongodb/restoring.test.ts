import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Commit } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { instant } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { makeBackup } from '../../src/main/store/backup/make.js';
import { inspectSharedRestore, restoreShared } from '../../src/main/store/backup/restore-shared.js';
import { openInline } from '../../src/main/store/embedded/inline.js';
import { openOutbox } from '../../src/main/store/embedded/outbox.js';
import { LEASE_KEY } from '../../src/main/store/mongodb/collections.js';
import { prepareConnection } from '../../src/main/store/mongodb/connect.js';
import { openMongodbStore, readMongodbStore } from '../../src/main/store/mongodb/open.js';
import { mongodbTarget } from '../../src/main/store/mongodb/portable.js';
import { prepareCollections } from '../../src/main/store/mongodb/prepare.js';
import { openTeam } from '../../src/main/store/mongodb/team.js';
import { openWriter } from '../../src/main/store/mongodb/writer.js';
import { createDataFolder, runCommand } from '../support/process.js';
import {
  auditDraft,
  commitOf,
  START,
  sampleOf,
  seriesNamed,
  silentLog,
  suppressionOf,
  temporaryFolder,
} from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let own: OwnDatabase;
let place: ReturnType<typeof temporaryFolder>;
const cleanUps: (() => unknown)[] = [];
beforeEach(async () => {
  own = await createDatabase();
  place = temporaryFolder();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await own.drop();
  place.remove();
});

const parts = { allowInsecure: false, log: silentLog, clock: systemClock() };
const UP = seriesNamed('up');
const told = { changed: () => undefined, deposed: () => undefined };
const fileNamed = () => join(place.folder, `${randomUUID()}.db`);
const target = () => mongodbTarget({ ...parts, uri: own.uri, outbox: openOutbox(fileNamed()) });
const desk = () => openMongodbStore({ ...parts, uri: own.uri, outbox: fileNamed(), changed: () => undefined });

/** A desk of a version that did not look whether the store is whole. */
const leadRegardless = async (commit: Commit): Promise<void> => {
  const connection = await prepareConnection({ uri: own.uri, allowInsecure: false });
  const outbox = openOutbox(fileNamed());
  const store = await openWriter({
    ...{ ...parts, ...told, connection, outbox, token: randomUUID, filling: async () => undefined },
    close: async () => {
      outbox.close();
      await connection.client.close();
    },
  });
  await store.journal.commit(commit);
  await store.settle();
  await store.stop();
};

describe('a store that is only partly restored', () => {
  const begun = async () => {
    const filling = await target();
    await filling.note({ from: 'the backup x', series: '' });
    await filling.stop();
  };

  it('is led by no desk, even by one that was there before, and goes on where it was cut off', async () => {
    const team = await openTeam({ ...parts, uri: own.uri, outbox: fileNamed() });
    cleanUps.push(team.stop);
    const filling = await target();
    await filling.stop();
    expect(await team.lead(told)).toBeNull();
    await begun();
    const waits: unknown[] = [];
    expect(await team.lead({ ...told, waits: (wait) => waits.push(wait) })).toBeNull();
    expect(waits).toEqual([
      { text: 'what was kept in the backup x is only partly here yet', remedy: expect.stringContaining('watchroom restore') },
    ]);
    await expect(desk()).rejects.toMatchObject({ message: expect.stringContaining('only partly here') });
    const again = await target();
    expect(await again.progress()).toEqual({ from: 'the backup x', series: '' });
    await again.finish();
    await again.stop();
    const led = await team.lead(told);
    expect(led).not.toBeNull();
    await led?.stop();
  });

  it('is neither read nor backed up as if it were whole', async () => {
    await begun();
    const partly = { message: expect.stringContaining('only partly here') };
    const address = { uri: own.uri, allowInsecure: false };
    await expect(readMongodbStore(address)).rejects.toMatchObject(partly);
    await expect(
      makeBackup({
        ...{ kind: 'emergency', database: address, config: null, folder: join(place.folder, 'backups'), passphrase: null },
        ...{ keep: null, zone: 'Europe/London', version: '1.2.3', now: START },
      }),
    ).rejects.toMatchObject(partly);
  });

  it('in which a desk has led since is written over by nothing', async () => {
    await begun();
    await leadRegardless(commitOf({ audit: [auditDraft('by a desk')] }));
    await expect(target()).rejects.toMatchObject({ code: 'occupied' });
    expect(await own.db.collection('watchroom_audit').countDocuments()).toBe(1);
  });

  it('in which a desk leads amid the restore is not noted as filled any further', async () => {
    const filling = await target();
    cleanUps.push(filling.stop);
    const meta = own.db.collection('watchroom_meta');
    await meta.updateOne({ _id: 'transfer' as never }, { $inc: { term: 1 } });
    await expect(filling.note({ from: 'the backup x', series: '' })).rejects.toMatchObject({ code: 'occupied' });
    await expect(filling.finish()).rejects.toMatchObject({ code: 'occupied' });
  });
});

it('a restore that slept while another finished it, and desks began to write, changes nothing when it wakes', async () => {
  const series = { id: seriesId(UP), name: 'up', labels: '{}', lastAt: null, lastValue: null };
  const history = { hours: [], rollups: [] };
  const links = { head: { sequence: 0, hash: '' }, anchor: { sequence: 0, hash: '' } };
  const slept = await target();
  cleanUps.push(slept.stop);
  await slept.note({ from: 'the backup x', series: '' });
  await own.db
    .collection('watchroom_meta')
    .updateOne({ _id: LEASE_KEY as never }, { $set: { until: new Date(0), desk: 'gone' } });
  const finished = await target();
  await finished.write(series, history);
  await finished.finish();
  await finished.stop();
  const led = await desk();
  cleanUps.push(led.stop);
  await led.journal.commit(commitOf({ samples: [sampleOf(UP, START, 1)], audit: [auditDraft('by a desk')] }));
  await led.settle();
  await expect(slept.write(series, history)).rejects.toMatchObject({ code: 'occupied' });
  await expect(slept.writeAudit([], links)).rejects.toMatchObject({ code: 'occupied' });
  expect(await led.history.raw(seriesId(UP), START, instant(START + 1))).toHaveLength(1);
  expect(await own.db.collection('watchroom_meta').findOne({ _id: 'head' as never })).toMatchObject({ sequence: 1 });
});

const backup = async (): Promise<string> => {
  const database = join(place.folder, 'watchroom.db');
  const store = openInline(database, 'write');
  await store.journal.commit(commitOf({ audit: [auditDraft('kept')] }));
  await store.stop();
  const made = await makeBackup({
    ...{ kind: 'daily', database, config: null, folder: join(place.folder, 'backups'), passphrase: null, keep: null },
    ...{ zone: 'Europe/London', version: '1.2.3', now: START },
  });
  return made.file;
};

const names = async () => (await own.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).toSorted();

describe('where a backup is to be restored', () => {
  it.each([
    ['a mark', commitOf({ marks: { last: 1 } })],
    ['a suppression', commitOf({ suppressions: [suppressionOf('p1')] })],
    ['a commit of nothing', commitOf({})],
  ])('%s alone makes a store that is not written over', async (_, commit) => {
    const store = await desk();
    await store.journal.commit(commit);
    if (Object.keys(commit.marks).length + commit.suppressions.length > 0) await store.settle();
    await store.stop();
    await expect(target()).rejects.toMatchObject({ code: 'occupied' });
  });

  const order = async () => ({ file: await backup(), passphrase: null, to: { uri: own.uri, allowInsecure: false } });

  it('is looked at beforehand, and nothing is written there', async () => {
    expect(await inspectSharedRestore(await order())).toMatchObject({ manifest: { auditEntries: 1 } });
    expect(await names()).toEqual([]);
  });

  it.each([
    [
      'a store is already',
      async () => {
        const store = await desk();
        await store.journal.commit(commitOf({ marks: { last: 1 } }));
        await store.stop();
      },
      { code: 'occupied', message: expect.stringContaining('holds a store already') },
    ],
    [
      'a desk leads',
      async () => {
        const store = await desk();
        cleanUps.push(store.stop);
      },
      { code: 'occupied', message: expect.stringContaining('already writes') },
    ],
    [
      'a part of another backup is',
      async () => {
        const filling = await target();
        await filling.note({ from: 'the backup x', series: '' });
        await filling.stop();
      },
      { message: expect.stringContaining('already holds a part of the backup x') },
    ],
    [
      'a newer version wrote',
      async () => {
        const { collections, client } = await prepareConnection({ uri: own.uri, allowInsecure: false });
        await prepareCollections(collections);
        await client.close();
        await own.db.collection('watchroom_meta').updateOne({ _id: 'layout' as never }, { $set: { version: 99 } });
      },
      { message: expect.stringContaining('written by a newer Watchroom') },
    ],
  ])('%s, which is said beforehand', async (_, spoil, said) => {
    await spoil();
    const asked = await order();
    const meta = () =>
      own.db
        .collection('watchroom_meta')
        .find({ _id: { $ne: 'writer' as never } })
        .toArray();
    const before = [await names(), await meta()];
    await expect(inspectSharedRestore(asked)).rejects.toMatchObject({ name: 'BackupError', ...said });
    expect([await names(), await meta()]).toEqual(before);
    await expect(restoreShared({ ...asked, log: silentLog, clock: systemClock() })).rejects.toMatchObject(said);
  });

  it('no server answers, which the command says although it would only look', async () => {
    const { folder, remove } = await createDataFolder('version: 1');
    cleanUps.push(remove);
    const to = 'mongodb://127.0.0.1:1/nowhere';
    const { code, out, error } = await runCommand(['restore', await backup(), '--to', to, '--dry-run', '--data', folder]);
    expect([code, out, error]).toEqual([1, '', expect.stringContaining('Not restored: MongoDB refuses connections')]);
  });

  it('an address that is refused leaves nothing open', async () => {
    const outbox = fileNamed();
    const refused = mongodbTarget({ ...parts, uri: 'mongodb://elsewhere.example/db', outbox: openOutbox(outbox) });
    await expect(refused).rejects.toMatchObject({ code: 'refused' });
    // Were it open still, it could not be had a second time.
    openOutbox(outbox).close();
  });
});
