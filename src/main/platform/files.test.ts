import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataFolder, prepareDataFolder, productFolder, productVersion } from './files.js';

describe('the default data folder', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.local/share/watchroom'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/ann', '/data/watchroom'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/ann', '/home/ann/.local/share/watchroom'],
    ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/Watchroom'],
    ['win32', { APPDATA: 'C:\\Users\\ann\\AppData\\Roaming' }, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Watchroom'],
    ['linux', { WATCHROOM_DATA: '/elsewhere' }, '/home/ann', '/elsewhere'],
    ['linux', { WATCHROOM_DATA: ' ' }, '/home/ann', '/home/ann/.local/share/watchroom'],
  ])('on %s with %j is where that system keeps such things', (platform, environment, home, folder) => {
    expect(defaultDataFolder(platform, environment, home)).toBe(folder);
  });
});

describe('preparing the data folder', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'watchroom-files-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('makes it for its owner alone', async () => {
    await prepareDataFolder(join(place, 'a', 'b'));
    expect(statSync(join(place, 'a', 'b')).mode & 0o077).toBe(0);
  });

  it('says why it cannot be written, and what to do', async () => {
    writeFileSync(join(place, 'file'), '');
    await expect(prepareDataFolder(join(place, 'file'))).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringContaining('there is a file of that name'),
      remedy: expect.stringContaining('WATCHROOM_DATA'),
    });
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that belongs to another account', async () => {
    chmodSync(place, 0o500);
    await expect(prepareDataFolder(place)).rejects.toMatchObject({ code: 'unwritable' });
    chmodSync(place, 0o700);
  });
});

it('the product knows its own folder and version', () => {
  expect(statSync(join(productFolder(), 'package.json')).isFile()).toBe(true);
  expect(productVersion()).toMatch(/^\d+\.\d+\.\d+/);
});
