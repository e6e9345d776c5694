import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore, prepareMongodbStore, readMongodbStore } from '../../src/main/store/mongodb/open.js';
import { commitOf, KEEP, START, sampleOf, seriesNamed, silentLog, suppressionOf, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

const address = (uri: string) => ({ uri, allowInsecure: false });

describe('an address', () => {
  it.each([
    ['that is none', 'http://ann:s3cret@127.0.0.1/', 'refused', 'is no address of a MongoDB'],
    ['that nobody listens at', 'mongodb://ann:s3cret@127.0.0.1:1/site', 'unreachable', 'refuses connections'],
    ['whose host is not known', 'mongodb://ann:s3cret@no-such-host.invalid/site?tls=true', 'unreachable', 'host in store.uri'],
    ['of another machine without TLS', 'mongodb://ann:s3cret@192.0.2.1/site', 'refused', 'without TLS'],
  ])('%s is refused with what to do, and without its password', async (_, uri, code, text) => {
    const error = await prepareMongodbStore(address(uri)).catch((each: unknown) => each);
    expect(error).toMatchObject({ code, message: expect.stringContaining(text), remedy: expect.stringMatching(/\w+\./) });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret');
  });
});

describe('a database', () => {
  let own: OwnDatabase;
  const { folder } = temporaryFolder();
  beforeEach(async () => {
    own = await createDatabase();
  });
  afterEach(() => own.drop());

  const open = () =>
    openMongodbStore({
      ...address(own.uri),
      outbox: join(folder, 'outbox.db'),
      log: silentLog,
      clock: systemClock(),
      changed: () => undefined,
    });

  it('without a store is not read, and gets one', async () => {
    await expect(readMongodbStore(address(own.uri))).rejects.toMatchObject({ code: 'missing' });
    expect(await prepareMongodbStore(address(own.uri))).toMatch(/^127\.0\.0\.1:\d+\/watchroom_/);
    await prepareMongodbStore(address(own.uri));
    const reader = await readMongodbStore(address(own.uri));
    expect(await reader.history.figures()).toMatchObject({ kind: 'mongodb', series: 0, samples: 0 });
    await reader.stop();
  });

  it('gets the indexes in whose order alerts and deliveries are paged through', async () => {
    await prepareMongodbStore(address(own.uri));
    const keysOf = async (name: string): Promise<readonly string[]> =>
      (await own.db.collection(name).listIndexes().toArray()).map(({ key }) => JSON.stringify(key));
    expect(await keysOf('watchroom_episodes')).toContain('{"firedAt":-1,"number":-1,"_id":-1}');
    expect(await keysOf('watchroom_deliveries')).toContain('{"decidedAt":-1,"_id":-1}');
  });

  it('is read beside its writer, who has not put its samples into their hours yet', async () => {
    const writer = await open();
    const samples = [sampleOf(seriesNamed('up'), START, 1), sampleOf(seriesNamed('up'), START + 1, 0)];
    await writer.journal.commit(commitOf({ samples }));
    const reader = await readMongodbStore(address(own.uri));
    expect((await reader.journal.remembered(START)).latest).toEqual(samples.slice(1));
    await expect(reader.journal.commit(commitOf({}))).rejects.toMatchObject({ code: 'read-only' });
    await reader.stop();
    await writer.stop();
  });

  it('expires by the rules of retention by itself, but for what is open and for the audit trail', async () => {
    const writer = await open();
    await writer.journal.commit(commitOf({ suppressions: [suppressionOf('over', START), suppressionOf('open')] }));
    await writer.history.retain(KEEP, START);
    const ages = async (name: string): Promise<unknown> =>
      (await own.db.collection(name).listIndexes().toArray()).find((index) => index.name === 'expiry')?.expireAfterSeconds;
    expect(await ages('watchroom_samples')).toBe(KEEP.raw / 1_000);
    expect(await ages('watchroom_suppressions')).toBe(KEEP.alerts / 1_000);
    expect(await ages('watchroom_rollups_hour')).toBe(KEEP.hour / 1_000);
    expect(await ages('watchroom_audit')).toBeUndefined();
    const stamped = await own.db
      .collection('watchroom_suppressions')
      .find({ expiresFrom: { $exists: true } })
      .toArray();
    expect(stamped.map(({ _id }) => String(_id))).toEqual(['over']);
    await writer.stop();
  });

  it('of a newer version is left alone', async () => {
    await own.db.collection<{ _id: string }>('watchroom_meta').insertOne({ _id: 'layout', version: 2 } as never);
    await expect(prepareMongodbStore(address(own.uri))).rejects.toMatchObject({ code: 'from-the-future' });
    expect((await own.db.listCollections().toArray()).map(({ name }) => name)).toEqual(['watchroom_meta']);
  });

  it('with another index of the same name is refused with its name', async () => {
    await own.db.collection('watchroom_episodes').createIndex({ other: 1 }, { name: 'by_end' });
    await expect(prepareMongodbStore(address(own.uri))).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringContaining('by_end of watchroom_episodes'),
      remedy: expect.stringContaining('dropIndex("by_end")'),
    });
  });

  it('with what stands in the way of an index is refused with its name', async () => {
    await own.db.collection('watchroom_commits').insertMany([{ token: 'same' }, { token: 'same' }]);
    await expect(prepareMongodbStore(address(own.uri))).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringContaining('by_token of watchroom_commits'),
    });
  });
});
