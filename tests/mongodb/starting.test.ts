import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { openOutbox } from '../../src/main/store/embedded/outbox.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { createDataFolder, runCommand, startConsole } from '../support/process.js';
import { openGateway } from '../support/servers/gateway.js';
import { answerFor, type Command } from '../support/servers/mongodb-answers.js';
import { auditDraft, commitOf, silentLog } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let own: OwnDatabase;
/** Databases that are named by mistake. */
const others: OwnDatabase[] = [];
const cleanUps: (() => unknown)[] = [];
beforeEach(async () => {
  own = await createDatabase();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  others.length = 0;
  await own.drop();
});

const configOf = (uri: string): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    store: { kind: 'mongodb', uri, desk: 'north' },
    sources: { host: { enabled: false } },
    connectivity: { probes: [] },
    channels: { desktop: { enabled: false } },
  });

const folderFor = async (uri: string): Promise<string> => {
  const { folder, remove } = await createDataFolder(configOf(uri));
  cleanUps.push(remove);
  return folder;
};

const start = (folder: string) => runCommand(['start', '--headless', '--data', folder, '--port', '0']);

/** Commits and acts wait at a desk in this folder, as after an outage that it did not outlive. */
const leaveWaiting = async (folder: string): Promise<void> => {
  const url = new URL(own.uri);
  const gateway = await openGateway(url.hostname, Number(url.port));
  url.host = `127.0.0.1:${gateway.port}`;
  const store = await openMongodbStore({
    ...{ uri: url.href, allowInsecure: false, outbox: join(folder, 'outbox.db'), log: silentLog, clock: systemClock() },
    changed: () => undefined,
  });
  await store.journal.commit(commitOf({ audit: [auditDraft('before')] }));
  await gateway.set('closed');
  for (const action of ['first', 'second', 'third']) await store.journal.commit(commitOf({ audit: [auditDraft(action)] }));
  await store.stop();
  await gateway.stop();
};

/** All that the databases hold, but who was there and who led. */
const contents = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const { db } of [own, ...others])
    for (const { name } of (await db.listCollections({}, { nameOnly: true }).toArray()).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    ))
      if (name !== 'watchroom_desks')
        hash.update(name + JSON.stringify(await db.collection(name).find().sort({ _id: 1 }).toArray()));
  return hash.digest('hex');
};

/** The test server asks nobody who they are: this part is played in front of it. */
const refusing =
  (code: number, ...commands: readonly string[]) =>
  (command: Command): Command | null => {
    const [name = ''] = Object.keys(command);
    return commands.includes(name.toLowerCase()) ? { ok: 0, code, codeName: 'Refused', errmsg: 'no, ann:s3cret' } : null;
  };

const WRITES = ['insert', 'update', 'delete', 'findandmodify', 'create', 'createindexes', 'collmod'];
const HELLO = { helloOk: true, isWritablePrimary: true, ismaster: true, maxBsonObjectSize: 16_777_216, minWireVersion: 0 };
const SIZES = { maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 };

const tooOld = (command: Command): Command | null =>
  'hello' in command || 'ismaster' in command || 'isMaster' in command
    ? { ...HELLO, ...SIZES, localTime: new Date(), maxWireVersion: 8, ok: 1 }
    : null;

/** Something in front of the test server, and the address that leads through it. */
const through = async (answer: (command: Command) => Command | null): Promise<URL> => {
  const url = new URL(own.uri);
  const front = await answerFor(url.hostname, Number(url.port), answer);
  cleanUps.push(front.stop);
  url.host = `127.0.0.1:${front.port}`;
  return url;
};

const elsewhere = async (change: (url: URL) => void): Promise<URL> => {
  const url = new URL(own.uri);
  change(url);
  return url;
};

const createOther = async (): Promise<OwnDatabase> => {
  const other = await createDatabase();
  others.push(other);
  cleanUps.push(other.drop);
  return other;
};

interface Trouble {
  readonly name: string;
  readonly url: () => Promise<URL>;
  readonly says: string;
  readonly remedy: string;
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'is not there',
    url: () => elsewhere((url) => Object.assign(url, { host: '127.0.0.1:1' })),
    says: 'MongoDB refuses connections (127.0.0.1:1/watchroom_',
    remedy: 'Check host and port',
  },
  {
    name: 'has no address',
    url: () =>
      elsewhere((url) => {
        url.host = 'no-such-host.invalid:27017';
        url.searchParams.set('tls', 'true');
      }),
    says: 'The host in store.uri has no address (no-such-host.invalid:27017/watchroom_',
    remedy: 'Check host and port',
  },
  {
    name: 'is named with what is no address',
    url: () => elsewhere((url) => Object.assign(url, { search: 'tls=maybe' })),
    says: 'is no address of a MongoDB',
    remedy: 'Write mongodb://user:password@host:27017/database',
  },
  {
    name: 'refuses the login',
    url: async () => {
      const url = await through(refusing(18, 'saslstart'));
      return Object.assign(url, { username: 'ann', password: 's3cret', search: 'authMechanism=SCRAM-SHA-256' });
    },
    says: 'MongoDB refused the login (127.0.0.1:',
    remedy: 'Check user, password and authSource',
  },
  {
    name: 'lets its user only read',
    url: () => through(refusing(13, ...WRITES)),
    says: 'The user of store.uri may only read, or not even that (127.0.0.1:',
    remedy: 'Grant it the role "readWrite"',
  },
  {
    name: 'is too old',
    url: () => through(tooOld),
    says: 'This MongoDB is too old (127.0.0.1:',
    remedy: 'MongoDB 4.4 or later is needed',
  },
  {
    name: 'has no room for an index',
    url: async () => {
      await own.db.collection('watchroom_audit').dropIndex('by_time');
      return through(refusing(14_031, 'createindexes'));
    },
    says: 'The disk of MongoDB is full (127.0.0.1:',
    remedy: 'Free some space there',
  },
  {
    name: 'cannot build an index',
    url: async () => {
      const commits = own.db.collection('watchroom_commits');
      await commits.dropIndex('by_token');
      await commits.insertMany([1e9, 2e9].map((_id) => ({ _id: _id as never, token: 'same' })));
      return elsewhere(() => undefined);
    },
    says: 'The indexes by_token of watchroom_commits cannot be built',
    remedy: 'run watchroom infrastructure init again',
  },
  {
    name: 'is the server’s own database',
    url: () => elsewhere((url) => Object.assign(url, { pathname: '/admin' })),
    says: 'Admin, which store.uri names, is a database of the server’s own',
    remedy: 'Name another one in the address',
  },
  {
    name: 'is another database than before, with nothing in it',
    url: async () => new URL((await createOther()).uri),
    says: '3 commits wait on this desk for another store than the one in this MongoDB (127.0.0.1:',
    remedy: 'Name the former database in store.uri',
  },
  {
    name: 'is another database than before, which other desks share',
    url: async () => {
      const other = await createOther();
      const store = await openMongodbStore({
        ...{ uri: other.uri, allowInsecure: false, log: silentLog, clock: systemClock(), changed: () => undefined },
        outbox: join(await folderFor(other.uri), 'outbox.db'),
      });
      await store.journal.commit(commitOf({ audit: [auditDraft('of others')] }));
      await store.stop();
      return new URL(other.uri);
    },
    says: '3 commits wait on this desk for another store than the one in this MongoDB (127.0.0.1:',
    remedy: 'Name the former database in store.uri',
  },
  {
    name: 'was written by a newer Watchroom',
    url: async () => {
      await own.db.collection('watchroom_meta').updateOne({ _id: 'layout' as never }, { $set: { version: 99 } });
      return elsewhere(() => undefined);
    },
    says: 'was written by a newer Watchroom (layout 99',
    remedy: 'Nothing was changed.',
  },
];

describe('a desk that starts where its MongoDB', () => {
  it.each(TROUBLES)(
    '$name says where and what to do, and neither loses nor overwrites anything',
    async ({ url, says, remedy }) => {
      const folder = await folderFor(own.uri);
      await leaveWaiting(folder);
      const at = (await url()).href;
      const before = await contents();
      await writeFile(join(folder, 'config.yml'), configOf(at));
      const began = performance.now();
      const { code, error } = await start(folder);
      expect(performance.now() - began).toBeLessThan(15_000);
      expect(error).toContain(says);
      expect(error).toContain(remedy);
      expect(error).toMatch(/^Watchroom cannot start\. .*\n.*\n$/);
      expect(error).not.toMatch(/s3cret|\bat .*:\d+:\d+/);
      expect(code).toBe(2);
      expect(await contents()).toBe(before);
      const outbox = openOutbox(join(folder, 'outbox.db'));
      expect(outbox.count()).toBe(3);
      outbox.close();
      const checked = await runCommand(['infrastructure', 'init', '--data', folder]);
      if (!says.includes('3 commits'))
        expect([checked.code, checked.out + checked.error]).toEqual([1, expect.stringContaining(remedy)]);
    },
    60_000,
  );

  it('is back goes on where it stopped: what waited is merged, once and in order', async () => {
    const folder = await folderFor('mongodb://127.0.0.1:1/x');
    await leaveWaiting(folder);
    const { code, error } = await start(folder);
    expect([code, error]).toEqual([2, expect.stringContaining('3 commits wait on this desk, safe in outbox.db')]);
    await writeFile(join(folder, 'config.yml'), configOf(own.uri));
    const console = await startConsole({ dataFolder: folder });
    cleanUps.push(console.stop);
    const { rows: entries } = await console.read('audit.list', { limit: 100 });
    expect(
      entries
        .map(({ action }) => action)
        .toReversed()
        .slice(0, 4),
    ).toEqual(['before', 'first', 'second', 'third']);
    expect(await console.read('audit.verify', {})).toMatchObject({ kind: 'intact' });
  }, 60_000);
});
