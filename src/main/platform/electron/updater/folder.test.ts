import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { swapFolders, unpackBeside, whyNotReplaceable } from './folder.js';
import { comeHome, type Moves, programToStart, realMoves } from './put-back.js';

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
const swap = (version: string) => swapFolders({ folder, version, program: 'watchroom' });
const why = async (...paths: readonly string[]) =>
  (
    await whyNotReplaceable(
      folder,
      paths.map((path) => ({ what: 'the data folder', path })),
    )
  )?.text ?? null;
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
    expect(await swap('2.0.0')).toEqual({ ok: true, value: null });
    expect(versionIn(folder)).toBe('2.0.0');
    expect(versionIn(`${folder}.previous`)).toBe('1.0.0');
    expect(existsSync(`${folder}.next`)).toBe(false);
  });

  it('keeps one version back, not all', async () => {
    for (const version of ['2.0.0', '3.0.0']) {
      await unpack(archiveOf(version), version);
      await swap(version);
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
    expect(answers.map((answer) => (answer.ok ? '' : answer.error.text))).toEqual([
      'watchroom-2.0.0.tar.gz is not whole: it cannot be unpacked',
      'watchroom-2.1.0.tar.gz is not whole: watchroom is not in it',
      'watchroom-2.2.0.tar.gz is not whole: watchroom in it is no program',
      'watchroom-2.3.0.tar.gz is not whole: it holds version 2.3.0, and not 2.4.0',
    ]);
    expect(existsSync(`${folder}.next`)).toBe(false);
    // With nothing unpacked, a swap changes nothing.
    expect((await swap('2.3.0')).ok).toBe(false);
    expect(versionIn(folder)).toBe('1.0.0');
  });

  it('is not replaced by another version than the one that was ready, nor where it could not be undone', async () => {
    await unpack(archiveOf('2.0.0'), '2.0.0');
    expect(await swap('2.1.0')).toMatchObject({
      ok: false,
      error: { text: expect.stringContaining('it holds version 2.0.0') },
    });
    // Somebody has put something in the way of the version before.
    mkdirSync(join(`${folder}.previous`, 'x'), { recursive: true });
    expect(await swap('2.0.0')).toMatchObject({ ok: false, error: { text: 'the running version could not be put aside' } });
    expect(versionIn(folder)).toBe('1.0.0');
  });

  it('gives up its way back once a newer version is whole, so that two renames are all that the end has to do', async () => {
    lay(`${folder}.previous`, '0.9.0');
    const cut = archiveOf('2.0.0', (place) => rmSync(join(place, 'watchroom')));
    await unpack(cut, '2.0.0');
    expect(versionIn(`${folder}.previous`)).toBe('0.9.0');
    await unpack(archiveOf('2.1.0'), '2.1.0');
    expect(existsSync(`${folder}.previous`)).toBe(false);
  });

  it('is not replaced where what must stay lies inside it, by its name or by its links', async () => {
    const inside = 'the data folder lies inside the folder of the app, and would go with it: keep it elsewhere';
    expect(await why(join(work, 'data'), `${folder}-data`, join(work, 'opt'), join(folder, '..', '..data'))).toBeNull();
    for (const path of [join(folder, 'data'), folder, join(folder, '..data'), join(`${folder}.previous`, 'data')])
      expect(await why(path)).toBe(inside);
    mkdirSync(join(work, 'elsewhere'));
    // A link to it from without, one in it that leads out, and one that leads in and out again.
    symlinkSync(join(folder, 'data'), join(work, 'link'));
    symlinkSync('../../elsewhere', join(folder, 'out'));
    symlinkSync(folder, join(work, 'app'));
    for (const path of [
      join(work, 'link'),
      join(work, 'link', 'deep'),
      join(folder, 'out'),
      join(work, 'app', 'out', 'backups'),
    ])
      expect(await why(path)).toBe(inside);
    symlinkSync(join(work, 'elsewhere'), join(work, 'harmless'));
    symlinkSync(join(work, 'circle'), join(work, 'circle'));
    expect(await why(join(work, 'harmless', 'data'), join(work, 'circle'))).toBeNull();
  });

  it('is known by its real place', async () => {
    symlinkSync(folder, join(work, 'app'));
    const keeps = [{ what: 'the configuration', path: join(folder, 'desk.yml') }];
    expect(await whyNotReplaceable(join(work, 'app'), keeps)).toMatchObject({ detail: join(folder, 'desk.yml') });
  });

  it('is not replaced where its helper was given the rights of root', async () => {
    writeFileSync(join(folder, 'chrome-sandbox'), '');
    expect(await why()).toBeNull();
    chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
    expect(await why()).toContain('set-uid');
  });

  it('is not replaced where its place cannot be written, which is said without naming it', async () => {
    rmSync(join(work, 'opt'), { recursive: true });
    expect(await why()).toBe('the place of the app cannot be written by this user: update it the way it was installed');
  });
});

const program = (): string => join(folder, 'watchroom');
const aside = (): string => join(`${folder}.previous`, 'watchroom');

/** The real moves, in between which something happens: before the n-th rename. */
const meanwhile = (nth: number, happen: () => void): Moves => {
  let count = 0;
  return {
    ...realMoves,
    rename: (from, to) => {
      count += 1;
      if (count === nth) happen();
      realMoves.rename(from, to);
    },
  };
};

/** What a rename within a file system of layers, or over the edge of one, is answered. */
const acrossLayers = (refused: (from: string) => boolean): Moves => ({
  ...realMoves,
  rename: (from, to) => {
    if (refused(from))
      throw Object.assign(new Error(`EXDEV: cross-device link not permitted, rename '${from}'`), { code: 'EXDEV' });
    realMoves.rename(from, to);
  },
});

describe('a replacement that fails half-way', () => {
  const swapWith = (moves: Moves) => swapFolders({ folder, version: '2.0.0', program: 'watchroom' }, moves);
  beforeEach(async () => void (await unpack(archiveOf('2.0.0'), '2.0.0')));

  it('is undone', async () => {
    const answer = await swapWith(meanwhile(2, () => rmSync(`${folder}.next`, { recursive: true })));
    expect(answer).toMatchObject({ ok: false, error: { text: 'the new version could not be moved to its place' } });
    expect([versionIn(folder), existsSync(`${folder}.previous`)]).toEqual(['1.0.0', false]);
  });

  it('is undone by a copy where no rename goes any more', async () => {
    const answer = await swapWith(acrossLayers((from) => /\.(next|previous)$/.test(from)));
    expect(answer).toMatchObject({ ok: false, error: { text: 'the new version could not be moved to its place' } });
    expect([versionIn(folder), versionIn(`${folder}.previous`)]).toEqual(['1.0.0', '1.0.0']);
    expect(existsSync(`${folder}.copy`)).toBe(false);
  });

  it('and cannot be undone says where the app lies, and in the log how it comes back; what is in the way stays', async () => {
    const answer = await swapWith(meanwhile(2, () => lay(folder, 'of somebody else')));
    expect(answer).toMatchObject({
      ok: false,
      error: { text: expect.stringContaining('in the folder whose name ends in .previous') },
    });
    if (answer.ok) return;
    expect(answer.error.text).not.toContain(work);
    expect(answer.error.detail).toContain(`something else lies in ${folder}`);
    expect(answer.error.detail).toContain(`mv '${folder}.previous' '${folder}'`);
    expect([versionIn(folder), versionIn(`${folder}.previous`)]).toEqual(['of somebody else', '1.0.0']);
    // Who restarts gets what is there.
    expect(programToStart(program())).toBe(program());
    rmSync(folder, { recursive: true });
    expect(programToStart(program())).toBe(aside());
  });
});

describe('an app that was left aside', () => {
  beforeEach(() => realMoves.rename(folder, `${folder}.previous`));

  it('goes back to its place when it starts, and is started there', () => {
    expect(comeHome(aside())).toEqual({ kind: 'back', program: program() });
    expect([versionIn(folder), existsSync(`${folder}.previous`)]).toEqual(['1.0.0', false]);
    expect(comeHome(program())).toEqual({ kind: 'home' });
  });

  it('goes back as a copy where it cannot be moved', () => {
    expect(
      comeHome(
        aside(),
        acrossLayers((from) => from.endsWith('.previous')),
      ),
    ).toEqual({ kind: 'back', program: program() });
    expect([versionIn(folder), versionIn(`${folder}.previous`)]).toEqual(['1.0.0', '1.0.0']);
  });

  it('goes on from where it is where neither can be done, says what a person can do, and is not replaced there', async () => {
    const came = comeHome(
      aside(),
      acrossLayers(() => true),
    );
    expect(came).toMatchObject({ kind: 'aside', detail: expect.stringContaining(`mv '${folder}.previous' '${folder}'`) });
    expect([existsSync(folder), existsSync(`${folder}.copy`), versionIn(`${folder}.previous`)]).toEqual([
      false,
      false,
      '1.0.0',
    ]);
    expect(await whyNotReplaceable(`${folder}.previous`, [])).toMatchObject({
      text: expect.stringContaining('.previous: move it back'),
    });
  });

  it('stays where somebody started the version before on purpose', () => {
    lay(folder, '2.0.0');
    expect(comeHome(aside())).toEqual({ kind: 'home' });
    expect(versionIn(folder)).toBe('2.0.0');
  });
});
