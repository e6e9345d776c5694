import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../tests/support/fake-clock.js';
import type { Log } from '../core/port/log.js';
import type { Settings } from '../core/port/settings.js';
import { instant } from '../core/time/instant.js';
import { type FileSettings, openFileSettings } from './file.js';
import { UnusableConfigError } from './settings.js';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const HOME = 'version: 1\n# the front door\ntargets:\n  - { id: home, url: https://www.example.org/ }\n';

let folder: string;
let file: string;
let clock: FakeClock;
let open: Settings | undefined;

const start = async (more: Partial<FileSettings> = {}): Promise<Settings> => {
  open = await openFileSettings({
    file,
    dataFolder: folder,
    resourcesFolder: RESOURCES,
    environment: {},
    user: 'ana',
    timeZone: 'UTC',
    clock,
    log: silent,
    ...more,
  });
  return open;
};

/** Lets the watch settle until `isDone`, in real and in fake time. */
const until = (isDone: () => boolean): Promise<void> =>
  vi.waitFor(
    async () => {
      await clock.advance(200);
      expect(isDone()).toBe(true);
    },
    { timeout: 5_000, interval: 20 },
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-config-'));
  file = join(folder, 'config.yml');
  clock = createFakeClock(instant(1_800_000_000_000));
});

afterEach(async () => {
  await open?.stop();
  open = undefined;
  await rm(folder, { recursive: true, force: true });
});

describe('settings in a file', () => {
  it('begins with this machine and the built-in rules where there is no file, and writes none by itself', async () => {
    const { isFirstRun, config } = (await start()).current();
    expect(isFirstRun).toBe(true);
    expect(config.targets.map((target) => target.id)).toEqual(['this-machine']);
    expect(config.rules.map((rule) => rule.id)).toContain('site-down');
    expect(config.operator).toEqual({ name: 'ana', role: 'admin' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends the first run with the first save, readable by its owner only', async () => {
    const settings = await start();
    const saved = await settings.save(HOME, settings.current().revision);
    expect(saved.ok && saved.value.isFirstRun).toBe(false);
    expect(await readFile(file, 'utf8')).toBe(HOME);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('writes the initial document where there is no file', async () => {
    const settings = await start({ initial: HOME });
    expect(settings.current().isFirstRun).toBe(false);
    expect(await readFile(file, 'utf8')).toBe(HOME);
  });

  it('keeps comments when a single value is changed', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    const edited = await settings.edit([{ path: ['targets', { id: 'home' }, 'every'], value: '30s' }], 1);
    expect(edited.ok && edited.value.text).toContain('# the front door');
    expect(edited.ok && edited.value.config.targets[0]?.every).toBe(30_000);
  });

  it('refuses a document with errors, and changes nothing', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    const saved = await settings.save('version: 1\ntargts: []\n', 1);
    expect(saved.ok).toBe(false);
    if (!saved.ok) {
      expect(saved.error.problems?.[0]).toMatchObject({
        path: 'targts',
        line: 2,
        column: 1,
        remedy: 'Did you mean "targets"?',
      });
    }
    expect(await readFile(file, 'utf8')).toBe(HOME);
    expect(settings.current().revision).toBe(1);
  });

  it('refuses a save that is based on an older revision', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    expect((await settings.save(`${HOME}# one\n`, 1)).ok).toBe(true);
    const second = await settings.save(`${HOME}# two\n`, 1);
    expect(!second.ok && second.error.code).toBe('conflict');
  });

  it('does not overwrite what someone wrote into the file a moment ago', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    await writeFile(file, `${HOME}# by hand\n`);
    const saved = await settings.save(`${HOME}# by form\n`, 1);
    expect(!saved.ok && saved.error.code).toBe('conflict');
    expect(await readFile(file, 'utf8')).toContain('# by hand');
  });

  it('lets only one of two simultaneous saves win', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    const [one, two] = await Promise.all([settings.save(`${HOME}# 1\n`, 1), settings.save(`${HOME}# 2\n`, 1)]);
    expect([one.ok, two.ok]).toEqual([true, false]);
  });

  it('follows changes of the file', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    const seen: number[] = [];
    settings.subscribe((state) => seen.push(state.config.targets.length));
    await writeFile(file, HOME.replace('home', 'start').concat('  - { id: contact, url: https://www.example.org/contact }\n'));
    await until(() => seen.length > 0);
    expect(seen.at(-1)).toBe(3);
    expect(settings.current().revision).toBe(2);
  });

  it('uses the last good configuration while the file has errors, says where they are, and leaves the file alone', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    const broken = HOME.replace('https://www.example.org/', 'nowhere');
    await writeFile(file, broken);
    await until(() => settings.current().problems.some((problem) => problem.severity === 'error'));
    expect(settings.current().config.targets[0]?.id).toBe('home');
    expect(settings.current().problems[0]).toMatchObject({ path: 'targets[0].url', line: 4, column: 22 });
    expect(await readFile(file, 'utf8')).toBe(broken);
  });

  it('starts on the last good configuration after a restart with a broken file', async () => {
    await writeFile(file, HOME);
    await (await start()).stop();
    await writeFile(file, 'version: 1\ntargets: [\n');
    const state = (await start()).current();
    expect(state.config.targets[0]?.id).toBe('home');
    expect(state.problems[0]?.severity).toBe('error');
    expect(state.text).toBe('version: 1\ntargets: [\n');
  });

  it('refuses to start with a broken file where there was never a good one', async () => {
    await writeFile(file, 'version: 2\n');
    await expect(start()).rejects.toThrow(UnusableConfigError);
    expect(await readFile(file, 'utf8')).toBe('version: 2\n');
  });

  it('keeps the last twenty versions', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    for (let n = 1; n <= 23; n += 1) {
      await clock.advance(1_000);
      expect((await settings.save(`${HOME}# ${n}\n`, n)).ok).toBe(true);
    }
    const versions = (await readdir(join(folder, 'config-history'))).sort();
    expect(versions).toHaveLength(20);
    expect(await readFile(join(folder, 'config-history', versions.at(-1) ?? ''), 'utf8')).toBe(`${HOME}# 22\n`);
  });

  it('says so where nothing can be written, and keeps what holds', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    await writeFile(join(folder, 'config-history'), 'a file where a folder should be');
    const saved = await settings.save(`${HOME}# x\n`, 1);
    expect(!saved.ok && saved.error).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('could not be written'),
    });
    expect(await readFile(file, 'utf8')).toBe(HOME);
    expect(settings.current().revision).toBe(1);
  });

  it('works on where the last good one cannot be kept', async () => {
    await writeFile(file, HOME);
    await mkdir(`${file}.last-good`);
    const settings = await start();
    expect(settings.current().config.targets[0]?.id).toBe('home');
    expect((await settings.save(`${HOME}# x\n`, 1)).ok).toBe(true);
  });

  it('replaces what a symbolic link points at, not the link', async () => {
    const real = join(folder, 'real.yml');
    await writeFile(real, HOME);
    await symlink(real, file);
    await (await start()).save(`${HOME}# x\n`, 1);
    expect(await readFile(real, 'utf8')).toBe(`${HOME}# x\n`);
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
  });

  it('says what a text or an edit would mean, and keeps neither', async () => {
    await writeFile(file, HOME);
    const settings = await start();
    const path = ['targets', { id: 'home' }, 'every'];
    const edited = settings.draft({ edits: [{ path, value: '30s' }] });
    expect(edited.ok && edited.value.targets.find(({ id }) => id === 'home')?.every).toBe(30_000);
    expect(settings.draft({ text: `${HOME}profile: none\n` })).toMatchObject({
      ok: true,
      value: { profile: 'none', rules: [] },
    });
    expect(settings.draft({ edits: [{ path, value: 'soon' }] })).toMatchObject({
      ok: false,
      error: { code: 'bad-input', message: expect.stringContaining('targets[0].every') },
    });
    expect(settings.draft({ text: 'targets: [' })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(
      settings.draft({
        edits: [
          { path: ['site', 'name', 'x'], value: 1 },
          { path: ['targets', 9, 'id'], value: 1 },
        ],
      }).ok,
    ).toBe(false);
    expect(settings.current()).toMatchObject({ revision: 1, text: HOME });
    expect(await readFile(file, 'utf8')).toBe(HOME);
  });

  it('leaves no draft behind', async () => {
    const settings = await start();
    await settings.save(HOME, 1);
    expect((await readdir(folder)).sort()).toEqual(['config.yml', 'config.yml.last-good']);
  });
});
