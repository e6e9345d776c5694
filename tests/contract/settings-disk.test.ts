import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** A small file system of its own, seen by one child process only. */
const mounting = (folder: string): string => `mount -t tmpfs -o size=64k none '${folder}' && exec "$0" "$@"`;

const canMount = (): boolean => {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', mounting(tmpdir()), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Prints one line of JSON: what became of a save that does not fit, what is in force and on the disk then, and after a restart. */
const SCRIPT = `
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import Conf from 'conf';
import { openStoreSettings } from '${ROOT}/src/main/config/store.ts';
import { systemClock } from '${ROOT}/src/main/platform/clock.ts';
const folder = process.env.DISK;
const log = { debug() {}, info() {}, warn() {}, error() {} };
const open = () => openStoreSettings({ createStore: (options) => new Conf(options), dataFolder: folder,
  resourcesFolder: '${ROOT}/resources', environment: {}, user: 'ana', timeZone: 'UTC', clock: systemClock(), log });
const targets = (count) => 'version: 1\\ntargets:\\n' + Array.from({ length: count }, (_, i) => '  - { id: page-' + i + ', url: https://www.example.org/' + i + ' }\\n').join('');
const save = (settings, text) => settings.save(text, settings.current().revision).then(({ ok }) => (ok ? 'saved' : 'refused'));
const held = (settings) => settings.current().config.targets.filter(({ id }) => id.startsWith('page-')).length;
const first = await open();
const small = await save(first, targets(3));
writeFileSync(folder + '/ballast', Buffer.alloc(statfsSync(folder).bavail * 4096 - 8192));
const large = await save(first, targets(200));
const afterwards = { held: held(first), onDisk: readFileSync(first.current().place, 'utf8') === targets(3) };
await first.stop();
const second = await open();
const restarted = { held: held(second), isFirstRun: second.current().isFirstRun };
rmSync(folder + '/ballast');
const again = await save(second, targets(200));
console.log(JSON.stringify({ small, large, afterwards, restarted, again, atLast: held(second) }));
process.exit(0);`;

describe('the settings of the desktop app on a disk that gets full', () => {
  const folder = mkdtempSync(join(import.meta.dirname, 'settings-disk-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!canMount())('stay as they were, whole, and are saved once there is room (needs a mount namespace)', () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    writeFileSync(join(folder, 'saves.ts'), SCRIPT);
    const run = `import { runnerImport } from 'vite'; await runnerImport(process.argv[1], { configFile: false, logLevel: 'error' });`;
    const { stdout, stderr } = spawnSync(
      'unshare',
      ['-rm', 'sh', '-c', mounting(disk), process.execPath, '--input-type=module', '-e', run, join(folder, 'saves.ts')],
      { encoding: 'utf8', timeout: 40_000, cwd: ROOT, env: { ...process.env, DISK: disk } },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      small: 'saved',
      large: 'refused',
      afterwards: { held: 3, onDisk: true },
      restarted: { held: 3, isFirstRun: false },
      again: 'saved',
      atLast: 200,
    });
  });
});
