import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';

/** A small file system of its own, seen by one child process only. */
const SIZE = '3m';
const mountCommand = (folder: string): string => `mount -t tmpfs -o size=${SIZE} none '${folder}'`;

const canMount = (): boolean => {
  const { folder, remove } = temporaryFolder();
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', mountCommand(folder)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    remove();
  }
};

/** Prints one line of JSON: what became of each step. */
const SCRIPT = `
  import { rmSync, statfsSync, writeFileSync } from 'node:fs';
  const [module, folder] = process.argv.slice(1);
  const { openEmbeddedStore } = await import(module);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const nothing = { samples: [], alerts: [], episodes: [], timeline: [], suppressions: [], deliveries: [], segments: [], audit: [], baselines: [], baselineHours: [], marks: {} };
  const draft = (action) => ({ at: 1, actor: { name: 'ana', role: 'admin', via: 'desk' }, action, subject: '', details: {} });
  const open = () => openEmbeddedStore({ file: folder + '/watchroom.db', access: 'write', log, thread: 'inline' });
  const fillDisk = () => {
    try { writeFileSync(folder + '/ballast', Buffer.alloc(statfsSync(folder).bavail * 4096 + 8192)); } catch {}
  };
  const outcome = (promise) => promise.then(() => 'done', (error) => error.code);

  fillDisk();
  const openedFull = await outcome(open());
  rmSync(folder + '/ballast');
  const store = await open();
  await store.journal.commit({ ...nothing, marks: { before: 1 } });
  fillDisk();
  const large = 'x'.repeat(2000000);
  const full = await outcome(store.journal.commit({ ...nothing, audit: [draft('lost')], marks: { large } }));
  const marksThen = Object.keys((await store.journal.remembered(0)).marks);
  rmSync(folder + '/ballast');
  const again = await outcome(store.journal.commit({ ...nothing, audit: [draft('kept')] }));
  const audit = (await store.journal.audit({ limit: 9 })).map(({ action }) => action);
  await store.stop();
  console.log(JSON.stringify({ openedFull, full, marksThen, again, audit }));`;

describe('a disk that is full', () => {
  const { folder, remove } = temporaryFolder();
  let built: BuiltStore;
  beforeAll(async () => {
    built = await buildStore();
  }, 60_000);
  afterAll(() => {
    built.remove();
    remove();
  });

  it.skipIf(!canMount())(
    'refuses to open, refuses a commit whole, and goes on once there is room (needs a mount namespace)',
    () => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      const command = `${mountCommand(disk)} && exec "$0" "$@"`;
      const module = pathToFileURL(built.module).href;
      const { stdout, stderr } = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', command, process.execPath, '--input-type=module', '-e', SCRIPT, module, disk],
        { encoding: 'utf8', timeout: 20_000 },
      );
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        openedFull: 'disk-full',
        full: 'disk-full',
        marksThen: ['before'],
        again: 'done',
        audit: ['kept'],
      });
    },
  );
});
