import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hours } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { makeBackup } from '../../src/main/store/backup/make.js';
import { restoreShared } from '../../src/main/store/backup/restore-shared.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import type { MongodbStore } from '../../src/main/store/mongodb/writer.js';
import { answerFor, type Command } from '../support/servers/mongodb-answers.js';
import { auditDraft, commitOf, START, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let [own, other]: OwnDatabase[] = [];
let place: ReturnType<typeof temporaryFolder>;
const cleanUps: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  [own, other] = [await createDatabase(), await createDatabase()];
  place = temporaryFolder();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await own?.drop();
  await other?.drop();
  place.remove();
});

const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'createIndexes', 'create', 'collMod'];

/** The test server lets everybody write, and has room: that it does not is played in front of it, once `refuse` has said with which code. */
const refusing = async (database: OwnDatabase | undefined) => {
  let code: number | null = null;
  let isSpared = (_: Command): boolean => false;
  const answer = (command: Command): Command | null =>
    code === null || !WRITES.some((name) => name in command) || isSpared(command)
      ? null
      : { ok: 0, code, codeName: 'Refused', errmsg: 'no, ann:s3cret' };
  const url = new URL(database?.uri ?? '');
  const front = await answerFor(url.hostname, Number(url.port), answer);
  cleanUps.push(front.stop);
  url.host = `127.0.0.1:${front.port}`;
  return {
    uri: url.href,
    at: `(127.0.0.1:${front.port}${url.pathname})`,
    refuse: (next: number | null, spared: (command: Command) => boolean = () => false) => {
      code = next;
      isSpared = spared;
    },
  };
};

const open = async (uri: string, name = 'outbox.db'): Promise<MongodbStore> => {
  const outbox = join(place.folder, name);
  const parts = { log: silentLog, clock: systemClock(), changed: () => undefined };
  const store = await openMongodbStore({ uri, allowInsecure: false, outbox, ...parts });
  cleanUps.push(store.stop);
  return store;
};

const actsIn = async ({ journal }: MongodbStore): Promise<readonly string[]> =>
  (await journal.audit({ limit: 9 })).map(({ action }) => action).toReversed();

const RIGHTS = [13, 'the user of store.uri may only read, or not even that', 'Grant it the role "readWrite"'] as const;
const FULL = [14_031, 'the disk of MongoDB is full', 'Free some space there'] as const;

describe('a MongoDB that from some moment on takes nothing', () => {
  it.each([RIGHTS, FULL])(
    '(%i) is named with what to do, and what waits is merged once it takes it',
    async (code, text, remedy) => {
      const server = await refusing(own);
      const store = await open(server.uri);
      const commit = (action: string) => store.journal.commit(commitOf({ audit: [auditDraft(action)] }));
      await commit('before');
      server.refuse(code);
      await commit('meanwhile');
      await commit('and then');
      expect(store.problems()).toMatchObject([
        {
          text: `The shared store cannot be written: ${text} ${server.at}. This desk watches on; 2 commits wait on it and will follow.`,
          remedy: expect.stringContaining(remedy),
        },
      ]);
      server.refuse(null);
      await expect.poll(() => store.problems(), { timeout: 15_000 }).toEqual([]);
      await commit('after');
      expect(await actsIn(store)).toEqual(['before', 'meanwhile', 'and then', 'after']);
      expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 4 });
    },
    30_000,
  );
});

const orderOf = (uri: string) => ({
  ...({ kind: 'daily', database: { uri, allowInsecure: false }, config: null, folder: join(place.folder, 'backups') } as const),
  ...{ passphrase: null, keep: null, zone: 'Europe/London', version: '1.2.3', now: START + hours(24) },
});

describe('a backup', () => {
  it.each([RIGHTS, FULL])(
    'of a MongoDB that takes nothing (%i) says so, and leaves nothing',
    async (code, text, remedy) => {
      const server = await refusing(own);
      const store = await open(server.uri);
      await store.journal.commit(commitOf({ audit: [auditDraft('kept')] }));
      await store.stop();
      server.refuse(code);
      await expect(makeBackup(orderOf(server.uri))).rejects.toMatchObject({
        name: 'BackupError',
        message: `${text} ${server.at}`,
        remedy: expect.stringContaining(remedy),
      });
      server.refuse(null);
      expect(await actsIn(await open(server.uri))).toEqual(['kept']);
    },
    30_000,
  );
});

describe('a restore', () => {
  it.each([
    ['from the beginning', () => false],
    [
      'as soon as the first readings come',
      (command: Command) => String(command.update ?? '').endsWith('meta') || !('update' in command),
    ],
  ])(
    'into a MongoDB that has no room %s says so, and goes on once it has',
    async (_, spared) => {
      const store = await open(own?.uri ?? '');
      await store.journal.commit(commitOf({ audit: [auditDraft('kept')], marks: { last: 7 } }));
      await store.stop();
      const { file } = await makeBackup(orderOf(own?.uri ?? ''));
      const server = await refusing(other);
      const to = { uri: server.uri, allowInsecure: false };
      server.refuse(14_031, spared);
      const restore = () => restoreShared({ file, passphrase: null, to, log: silentLog, clock: systemClock() });
      await expect(restore()).rejects.toMatchObject({
        ...{ name: 'BackupError', code: 'disk-full' },
        message: expect.stringContaining('the disk of MongoDB is full'),
      });
      server.refuse(null);
      await restore();
      expect(await actsIn(await open(server.uri, 'again.db'))).toEqual(['kept']);
    },
    40_000,
  );
});
