import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../tests/support/fake-clock.js';
import type { Log } from '../core/port/log.js';
import type { Settings } from '../core/port/settings.js';
import { instant } from '../core/time/instant.js';
import { UnusableConfigError } from './settings.js';
import { openStoreSettings } from './store.js';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const HOME = 'version: 1\n# the front door\ntargets:\n  - { id: home, url: https://www.example.org/ }\n';

let folder: string;
let open: Settings | undefined;
let clock: FakeClock;

/** conf is the class that electron-store extends; it needs no Electron. */
const start = async (): Promise<Settings> => {
  open = await openStoreSettings({
    createStore: (options) => new Conf(options),
    dataFolder: folder,
    resourcesFolder: RESOURCES,
    environment: {},
    user: 'ana',
    timeZone: 'UTC',
    clock,
    log: silent,
  });
  return open;
};

beforeEach(async () => {
  clock = createFakeClock(instant(1_800_000_000_000));
  folder = await mkdtemp(join(tmpdir(), 'watchroom-store-'));
});
afterEach(async () => {
  await open?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('settings in the settings store', () => {
  it('begins with a first run and writes nothing by itself', async () => {
    const settings = await start();
    expect(settings.current().isFirstRun).toBe(true);
    await expect(readFile(settings.current().place)).rejects.toThrow();
  });

  it('keeps the text with its comments, over a restart', async () => {
    const settings = await start();
    expect((await settings.save(HOME, 1)).ok).toBe(true);
    await settings.stop();
    const again = (await start()).current();
    expect(again.text).toBe(HOME);
    expect(again.isFirstRun).toBe(false);
    expect(again.config.targets[0]?.id).toBe('home');
  });

  it('changes a single value and keeps the comment', async () => {
    const settings = await start();
    await settings.save(HOME, 1);
    const edited = await settings.edit([{ path: ['targets', { id: 'home' }, 'every'], value: '2m' }], 2);
    expect(edited.ok).toBe(true);
    expect(await readFile(settings.current().place, 'utf8')).toContain('# the front door');
  });

  it('uses the last good one over a broken file, which stays as it is', async () => {
    const settings = await start();
    await settings.save(HOME, 1);
    const { place } = settings.current();
    await settings.stop();
    await writeFile(place, 'version: 1\ntargets: {');
    const state = (await start()).current();
    expect(state.config.targets[0]?.id).toBe('home');
    expect(state.problems[0]).toMatchObject({ severity: 'error' });
    expect(await readFile(place, 'utf8')).toBe('version: 1\ntargets: {');
  });

  it('refuses to start on a document from the future, and leaves it alone', async () => {
    const place = join(folder, 'config.yml');
    await writeFile(place, 'version: 9\n');
    await expect(start()).rejects.toThrow(UnusableConfigError);
    expect(await readFile(place, 'utf8')).toBe('version: 9\n');
  });

  it('follows changes of the file by hand', async () => {
    const settings = await start();
    await settings.save(HOME, 1);
    await writeFile(settings.current().place, HOME.replace('id: home', 'id: start'));
    await vi.waitFor(
      async () => {
        await clock.advance(200);
        expect(settings.current().config.targets[0]?.id).toBe('start');
      },
      { timeout: 8_000, interval: 50 },
    );
  });
});
