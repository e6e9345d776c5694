import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { createDataFolder } from '../support/process.js';
import { auditDraft, commitOf, MINUTE, START, samplesOf, seriesNamed, silentLog, temporaryFolder } from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

const CLI = resolve(import.meta.dirname, '../../dist/main/cli.js');

/** A file system of its own, seen by one child process only. */
const mountCommand = (size: string, folder: string): string => `mount -t tmpfs -o size=${size} none '${folder}'`;

const canMount = (): boolean => {
  const { folder, remove } = temporaryFolder();
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', mountCommand('1m', folder)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    remove();
  }
};

let own: OwnDatabase;
let place: ReturnType<typeof temporaryFolder>;
let data: Awaited<ReturnType<typeof createDataFolder>>;
beforeEach(async () => {
  own = await createDatabase();
  place = temporaryFolder();
  data = await createDataFolder(JSON.stringify({ version: 1, store: { kind: 'mongodb', uri: own.uri, desk: 'north' } }));
});
afterEach(async () => {
  await data.remove();
  await own.drop();
  place.remove();
});

/** A megabyte or two, which a backup hardly packs. */
const fill = async (): Promise<void> => {
  const store = await openMongodbStore({
    ...{ uri: own.uri, allowInsecure: false, outbox: join(place.folder, 'outbox.db') },
    ...{ log: silentLog, clock: systemClock(), changed: () => undefined },
  });
  const text = Array.from({ length: 100_000 }, () => Math.random().toString(36)).join('');
  const samples = samplesOf(seriesNamed('up'), START, MINUTE, 2_000, (i) => i);
  await store.journal.commit(commitOf({ samples, audit: [auditDraft('kept')], marks: { text } }));
  await store.stop();
};

describe.skipIf(!canMount())('a backup of the shared store onto a disk that is full (needs a mount namespace)', () => {
  // At once, early, and late.
  it.each(['4k', '1m', '3m'])(
    'of %s says where, and leaves nothing half made',
    async (size) => {
      await fill();
      const disk = join(place.folder, 'disk');
      mkdirSync(disk);
      const script = `${mountCommand(size, disk)} && "$0" "$@"; code=$?; ls -A '${disk}'; exit $code`;
      const { stdout, stderr, status } = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', script, process.execPath, CLI, 'backup', '--data', data.folder, '--to', disk],
        { encoding: 'utf8', timeout: 30_000 },
      );
      const remedy = 'Free some space, or name another folder under backup.path.';
      expect([stderr, stdout]).toEqual([`No backup was made: there is no room left in ${disk}. ${remedy}\n`, '']);
      expect(status).toBe(1);
      expect(await own.db.collection('watchroom_meta').countDocuments({ _id: /^hold / as never })).toBe(0);
    },
    60_000,
  );
});
