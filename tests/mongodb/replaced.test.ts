import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { openTeam } from '../../src/main/store/mongodb/team.js';
import { type Gateway, openGateway } from '../support/servers/gateway.js';
import { auditDraft, commitOf, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let own: OwnDatabase;
let gateway: Gateway;
let place: ReturnType<typeof temporaryFolder>;
const cleanUps: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  own = await createDatabase();
  place = temporaryFolder();
  const { hostname, port } = new URL(own.uri);
  gateway = await openGateway(hostname, Number(port));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await gateway.stop();
  await own.drop();
  place.remove();
});

const optionsAt = (port: number) => {
  const url = new URL(own.uri);
  url.host = `127.0.0.1:${port}`;
  const outbox = join(place.folder, `${randomUUID()}.db`);
  return { uri: url.href, allowInsecure: false, outbox, log: silentLog, clock: systemClock() };
};
const cut = () => optionsAt(gateway.port);
const direct = () => optionsAt(Number(new URL(own.uri).port));

const told = { changed: () => undefined, deposed: () => undefined };

/** The server lists them in any order. */
const collectionsThere = async (): Promise<readonly string[]> =>
  (await own.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).toSorted();

const actsThere = async (): Promise<readonly string[]> =>
  (await own.db.collection('watchroom_audit').find().sort({ _id: 1 }).toArray()).map(
    ({ body }) => (JSON.parse(String(body)) as { action: string }).action,
  );

describe('a desk whose database is another one when the way to it is back', () => {
  const led = async () => {
    let isDeposed = false;
    const team = await openTeam(cut());
    const store = await team.lead({ ...told, deposed: () => (isDeposed = true) });
    if (store === null) throw new Error('nobody leads');
    cleanUps.push(team.stop, store.stop);
    const commit = (action: string) => store.journal.commit(commitOf({ audit: [auditDraft(action)] }));
    await commit('before');
    await gateway.set('closed');
    await commit('waits');
    return { store, commit, isDeposed: () => isDeposed };
  };

  it.each([
    ['dropped, and empty', async () => undefined, []],
    [
      'dropped, and created anew by another desk',
      async () => {
        const other = await openMongodbStore({ ...direct(), changed: () => undefined });
        await other.journal.commit(commitOf({ audit: [auditDraft('of others')] }));
        await other.stop();
      },
      ['of others'],
    ],
  ])(
    '%s, puts nothing into it, says so, and keeps what waits',
    async (_, replace, acts) => {
      const { store, commit, isDeposed } = await led();
      await own.db.dropDatabase();
      await replace();
      const names = await collectionsThere();
      await gateway.set('open');
      const problem = { text: expect.stringContaining('for another store than the one in this MongoDB') };
      await expect.poll(() => store.problems(), { timeout: 30_000 }).toMatchObject([problem]);
      await commit('waits too');
      expect(store.problems()).toMatchObject([{ text: expect.stringContaining('2 commits wait') }]);
      expect(await actsThere()).toEqual(acts);
      expect(await collectionsThere()).toEqual(names);
      expect(isDeposed()).toBe(false);
    },
    60_000,
  );

  it('merges what waits once the former one is there again', async () => {
    const { store, commit } = await led();
    const meta = own.db.collection('watchroom_meta');
    const former = await meta.findOneAndUpdate({ _id: 'store' as never }, { $set: { name: 'another' } });
    await gateway.set('open');
    const problem = { text: expect.stringContaining('for another store') };
    await expect.poll(() => store.problems(), { timeout: 30_000 }).toMatchObject([problem]);
    await meta.updateOne({ _id: 'store' as never }, { $set: { name: former?.name } });
    await expect.poll(() => store.problems(), { timeout: 30_000 }).toEqual([]);
    await commit('after');
    expect(await actsThere()).toEqual(['before', 'waits', 'after']);
  }, 60_000);
});

it('a desk that comes to lead a database created anew makes it ready first, with all that it needs', async () => {
  const team = await openTeam(direct());
  cleanUps.push(team.stop);
  await own.db.dropDatabase();
  const store = await team.lead(told);
  await store?.journal.commit(commitOf({ audit: [auditDraft('first')] }));
  await store?.stop();
  const indexes = await own.db.collection('watchroom_commits').indexes();
  expect(indexes.map(({ name }) => name)).toContain('by_token');
  expect(await own.db.collection('watchroom_meta').countDocuments({ _id: { $in: ['store', 'layout'] } as never })).toBe(2);
});
