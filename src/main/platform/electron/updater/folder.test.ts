import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { swapFolders, unpackBeside, whyNotReplaceable } from './folder.js';

let work: string;
let folder: string;

/** The app's folder of a version: its program, and what an archive of ours looks like to Electron. */
const lay = (place: string, version: string): void => {
  mkdirSync(join(place, 'resources/app.asar'), { recursive: true });
  writeFileSync(join(place, 'watchroom'), version, { mode: 0o755 });
  writeFileSync(join(place, 'resources/app.asar/package.json'), JSON.stringify({ version }));
};

const archiveOf = (version: string, change: (place: string) => void = () => undefined): string => {
  const place = join(work, `watchroom-${version}`);
  lay(place, version);
  change(place);
  const archive = join(work, `watchroom-${version}.tar.gz`);
  execFileSync('tar', ['-czf', archive, '-C', work, `watchroom-${version}`]);
  return archive;
};

const versionIn = (place: string): string => readFileSync(join(place, 'watchroom'), 'utf8');
const unpack = (archive: string, version: string) => unpackBeside({ archive, folder, version, program: 'watchroom' });

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'watchroom-folder-'));
  folder = join(work, 'opt', 'watchroom');
  lay(folder, '1.0.0');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

describe('an app in a plain folder', () => {
  it('is replaced by what was unpacked beside it, and is kept as a way back', async () => {
    expect(await unpack(archiveOf('2.0.0'), '2.0.0')).toEqual({ ok: true, value: null });
    expect(versionIn(folder)).toBe('1.0.0');
    expect(await swapFolders(folder)).toEqual({ ok: true, value: null });
    expect(versionIn(folder)).toBe('2.0.0');
    expect(versionIn(`${folder}.previous`)).toBe('1.0.0');
    expect(existsSync(`${folder}.next`)).toBe(false);
  });

  it('keeps one version back, not all', async () => {
    for (const version of ['2.0.0', '3.0.0']) {
      await unpack(archiveOf(version), version);
      await swapFolders(folder);
    }
    expect([versionIn(folder), versionIn(`${folder}.previous`)]).toEqual(['3.0.0', '2.0.0']);
  });

  it('stays where the archive is cut off, lacks its program or holds another version', async () => {
    const cut = archiveOf('2.0.0');
    writeFileSync(cut, readFileSync(cut).subarray(0, 40));
    const without = archiveOf('2.1.0', (place) => rmSync(join(place, 'watchroom')));
    const lame = archiveOf('2.2.0', (place) => chmodSync(join(place, 'watchroom'), 0o644));
    const answers = [
      await unpack(cut, '2.0.0'),
      await unpack(without, '2.1.0'),
      await unpack(lame, '2.2.0'),
      await unpack(archiveOf('2.3.0'), '2.4.0'),
    ];
    expect(answers.map((answer) => (answer.ok ? '' : answer.error))).toEqual([
      expect.stringMatching(/^watchroom-2\.0\.0\.tar\.gz is not whole: .+/),
      expect.stringContaining('no such file'),
      'watchroom-2.2.0.tar.gz is not whole: watchroom in it is no program',
      'watchroom-2.3.0.tar.gz is not whole: it holds version 2.3.0, and not 2.4.0',
    ]);
    expect(existsSync(`${folder}.next`)).toBe(false);
    // With nothing unpacked, a swap changes nothing.
    expect((await swapFolders(folder)).ok).toBe(false);
    expect(versionIn(folder)).toBe('1.0.0');
  });

  it('is not replaced where what must stay lies inside it', async () => {
    expect(await whyNotReplaceable(folder, [join(work, 'data'), `${folder}-data`])).toBeNull();
    expect(await whyNotReplaceable(folder, [join(folder, 'data')])).toContain('lies inside the folder of the app');
    expect(await whyNotReplaceable(folder, [folder])).toContain('lies inside the folder of the app');
  });

  it('is not replaced where its folder cannot be written', async () => {
    expect(await whyNotReplaceable(join(work, 'gone', 'watchroom'), [])).toContain('cannot be written by this user');
  });
});
