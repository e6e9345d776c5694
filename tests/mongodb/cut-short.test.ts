import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { openOutbox } from '../../src/main/store/embedded/outbox.js';
import { type Connection, prepareConnection } from '../../src/main/store/mongodb/connect.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { prepareCollections } from '../../src/main/store/mongodb/prepare.js';
import { openWriter } from '../../src/main/store/mongodb/writer.js';
import { auditDraft, commitOf, episodeOf, START, sampleOf, seriesNamed, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase } from './database.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

/** The way on which records are carried over breaks, after a while, for as long as it is told to. */
const breaking = (connection: Connection) => {
  let [isBroken, tries] = [false, 0];
  const broken = async (): Promise<never> => {
    tries += 1;
    await setTimeout(1_500);
    throw Object.assign(new Error('cut'), { name: 'MongoNetworkError' });
  };
  const flaky = <Of extends object>(collection: Of): Of =>
    new Proxy(collection, {
      get: (of, key) => {
        if (key === 'bulkWrite' && isBroken) return broken;
        const value: unknown = Reflect.get(of, key);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
  const { collections } = connection;
  const records = { ...collections.records, episodes: flaky(collections.records.episodes) };
  return {
    connection: { ...connection, collections: { ...collections, audit: flaky(collections.audit), records } },
    tries: () => tries,
    set: (now: boolean) => {
      isBroken = now;
    },
  };
};

const up = seriesNamed('up');
const act = commitOf({
  audit: [auditDraft('act')],
  episodes: [episodeOf(1, 1, START)],
  samples: [sampleOf(up, START + 1_000, 2)],
});

const opened = async () => {
  const own = await createDatabase();
  const real = await prepareConnection({ uri: own.uri, allowInsecure: false });
  await prepareCollections(real.collections);
  const way = breaking(real);
  const outbox = openOutbox(join(folder, `${randomUUID()}.db`));
  const store = await openWriter({
    ...{ connection: way.connection, outbox, log: silentLog, clock: systemClock(), token: randomUUID },
    ...{ changed: () => undefined, deposed: () => undefined },
    close: async () => {
      outbox.close();
      await real.client.close();
    },
  });
  await store.journal.commit(commitOf({ audit: [auditDraft('first')], samples: [sampleOf(up, START, 1)] }));
  way.set(true);
  const going = store.journal.commit(act);
  // It is in the log of commits by now, and on its way into the journal.
  await expect.poll(way.tries).toBe(2);
  expect(await own.db.collection('watchroom_commits').countDocuments()).toBe(3);
  return { own, way, store, going };
};

it('a confirmed act stays, although retention came while its carrying over was under way and failed', async () => {
  const { own, way, store, going } = await opened();
  await store.settle();
  await going;
  expect(store.problems()).toHaveLength(1);
  way.set(false);
  await expect.poll(() => store.problems(), { timeout: 30_000 }).toEqual([]);
  await store.journal.commit(commitOf({ audit: [auditDraft('later')] }));
  const actions = (await store.journal.audit({ limit: 10 })).map(({ action }) => action);
  expect(actions).toEqual(['later', 'act', 'first']);
  expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 3 });
  expect(await own.db.collection('watchroom_episodes').countDocuments()).toBe(1);
  expect((await store.history.figures()).samples).toBe(2);
  await store.settle();
  expect((await store.history.figures()).samples).toBe(2);
  await store.stop();
  await own.drop();
}, 60_000);

it('a confirmed act stays, although the desk ended before it was carried over', async () => {
  const { own, store, going } = await opened();
  await store.settle();
  await going;
  await store.stop();
  await own.db.collection('watchroom_meta').updateOne({ _id: 'writer' as never }, { $set: { until: new Date(0) } });
  const address = { uri: own.uri, allowInsecure: false, outbox: join(folder, `${randomUUID()}.db`) };
  const next = await openMongodbStore({ ...address, log: silentLog, clock: systemClock(), changed: () => undefined });
  expect((await next.journal.audit({ limit: 10 })).map(({ action }) => action)).toEqual(['act', 'first']);
  expect(await next.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 2 });
  await next.stop();
  await own.drop();
}, 60_000);
