import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isDraft, writeWhole } from './whole.js';
import { writeWholeNow } from './whole-now.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchroom-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');
const rightsOf = (name: string): number => statSync(at(name)).mode & 0o777;

const WRITERS = [
  { name: 'writeWhole', write: writeWhole },
  { name: 'writeWholeNow', write: async (file: string, content: string) => writeWholeNow(file, content) },
] as const;

describe.each(WRITERS)('$name', ({ write }) => {
  it('makes the file, and replaces it, for its owner only', async () => {
    await write(at('a'), 'first');
    expect([text('a'), rightsOf('a')]).toEqual(['first', 0o600]);
    chmodSync(at('a'), 0o644);
    await write(at('a'), 'ä');
    expect([text('a'), rightsOf('a')]).toEqual(['ä', 0o600]);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('makes the folders above it, for their owner only', async () => {
    await write(at('one/two/a'), 'there');
    expect([text('one/two/a'), rightsOf('one'), rightsOf('one/two')]).toEqual(['there', 0o700, 0o700]);
  });

  it('lets links stay, and replaces what they point at, be it there or not', async () => {
    mkdirSync(at('real'));
    symlinkSync('real', at('way'));
    symlinkSync('../real/a', at('real/link'));
    symlinkSync('link', at('real/chain'));
    for (const content of ['new', 'newer']) {
      await write(at('way/chain'), content);
      expect(text('real/a')).toBe(content);
    }
    expect([readlinkSync(at('way')), readlinkSync(at('real/chain')), readlinkSync(at('real/link'))]).toEqual([
      'real',
      'link',
      '../real/a',
    ]);
  });

  it('says which place it was, leaves that as it is, and no draft', async () => {
    mkdirSync(at('taken/full'), { recursive: true });
    writeFileSync(at('file'), 'old');
    symlinkSync('round', at('round'));
    const failures = await Promise.all(
      ['taken', 'file/below', 'round'].map((name) => write(at(name), 'new').catch((problem: unknown) => problem)),
    );
    expect(failures).toMatchObject([
      { code: 'EISDIR', path: at('taken'), message: `EISDIR: illegal operation on a directory, write '${at('taken')}'` },
      { code: expect.stringMatching(/^(ENOTDIR|EEXIST)$/), path: at('file/below') },
      { code: 'ELOOP', path: at('round') },
    ]);
    expect(readdirSync(folder).sort()).toEqual(['file', 'round', 'taken']);
    expect(text('file')).toBe('old');
  });
});

describe('a file that is written as a whole', () => {
  it('has the rights it was given, and may be of bytes', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    await writeWhole(at('a'), bytes, { mode: 0o644 });
    expect(rightsOf('a')).toBe(0o644 & ~process.umask());
    expect(readFileSync(at('a')).equals(bytes)).toBe(true);
  });

  it('makes no folder that must be there', async () => {
    await expect(writeWhole(at('none/a'), 'x', { folder: 'there' })).rejects.toMatchObject({
      code: 'ENOENT',
      path: at('none/a'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('may have a name as long as the system allows', async () => {
    const name = 'ß'.repeat(127);
    await writeWhole(at(name), 'x');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('is one of both, whole, where several write at once', async () => {
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000 + index));
    await Promise.all(contents.map((content) => writeWhole(at('a'), content)));
    expect(contents).toContain(text('a'));
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('takes with it what killed writers have left, but nothing that somebody may still be writing', async () => {
    const left = '.watchroom-0123456789ab.tmp';
    const underway = '.watchroom-0123456789cd.tmp';
    for (const name of [left, underway, '.other.tmp']) writeFileSync(at(name), 'half');
    for (const name of [left, '.other.tmp']) utimesSync(at(name), new Date(), new Date(Date.now() - 2 * 3_600_000));
    await writeWhole(at('a'), 'x');
    expect(readdirSync(folder).sort()).toEqual(['.other.tmp', underway, 'a']);
  });
});

/** The module as the product's own processes load it. */
const buildModule = async (outDir: string): Promise<string> => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ...{ ssr: true, outDir, emptyOutDir: true, target: 'node20.18', minify: false },
      rolldownOptions: {
        input: { whole: join(import.meta.dirname, 'whole.ts'), now: join(import.meta.dirname, 'whole-now.ts') },
        output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return outDir;
};

/** Runs in a small file system of its own, which no other process sees. */
const mounted = (disk: string, more: string): string => `mount -t tmpfs -o size=64k none '${disk}' && ${more}exec "$0" "$@"`;

const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', mounted(tmpdir(), ''), 'true']).status === 0;

describe('in a process of its own', () => {
  const built = mkdtempSync(join(tmpdir(), 'watchroom-whole-built-'));
  beforeAll(() => buildModule(built), 60_000);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  const load = (): string => `
    import fs from 'node:fs';
    const [folder] = process.argv.slice(1);
    const { writeWhole } = await import('${pathToFileURL(join(built, 'whole.mjs')).href}');
    const { writeWholeNow } = await import('${pathToFileURL(join(built, 'now.mjs')).href}');
    const outcome = async (write) => { try { await write(); return 'done'; } catch ({ code, path, message }) { return { code, path, message }; } };
    const seen = () => fs.readdirSync(folder).map((name) => [name, fs.readFileSync(folder + '/' + name, 'utf8').slice(0, 20)]);`;

  const runMounted = (script: string, more = ''): unknown => {
    const disk = at('disk');
    mkdirSync(disk);
    const program = [process.execPath, '--input-type=module', '-e', `${load()}${script}`, disk];
    const out = execFileSync('unshare', ['-rm', 'sh', '-c', mounted(disk, more), ...program], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    return JSON.parse(out);
  };

  it.skipIf(!canMount)('a disk that gets full on the way leaves the old file alone (needs a mount namespace)', () => {
    const found = runMounted(`
      fs.writeFileSync(folder + '/a', 'old');
      const large = 'x'.repeat(200_000);
      const results = [await outcome(() => writeWhole(folder + '/a', large)), await outcome(() => writeWholeNow(folder + '/a', large))];
      console.log(JSON.stringify({ results, seen: seen() }));`);
    const place = at('disk/a');
    const full = { code: 'ENOSPC', path: place, message: `ENOSPC: no space left on device, write '${place}'` };
    expect(found).toEqual({ results: [full, full], seen: [['a', 'old']] });
  });

  it.skipIf(!canMount)('a disk that can only be read is said to be one (needs a mount namespace)', () => {
    const found = runMounted(
      `const results = [await outcome(() => writeWhole(folder + '/a', 'new')), await outcome(() => writeWholeNow(folder + '/a', 'new'))];
      console.log(JSON.stringify({ results, seen: seen() }));`,
      `echo old > '${at('disk')}/a' && mount -o remount,ro '${at('disk')}' && `,
    );
    const refused = expect.objectContaining({ code: 'EROFS', path: at('disk/a') });
    expect(found).toEqual({ results: [refused, refused], seen: [['a', 'old\n']] });
  });

  it('readers see old or new while it is replaced, also when its writer is killed', async () => {
    const versions = ['a', 'b'].map((letter) => letter.repeat(400_000));
    writeFileSync(at('a'), versions[0] ?? '');
    for (let round = 0; round < 6; round += 1) {
      const writer = spawn(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `${load()}
          console.log('up');
          for (let turn = ${round}; ; turn += 1) await writeWhole(folder + '/a', 'ab'[turn % 2].repeat(400_000));`,
          folder,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      await once(writer.stdout, 'data');
      const until = Date.now() + 60 + round * 7;
      const torn = [];
      while (Date.now() < until) {
        if (!versions.includes(text('a'))) torn.push(text('a').length);
        await new Promise(setImmediate);
      }
      const ended = once(writer, 'exit');
      writer.kill('SIGKILL');
      await ended;
      expect(torn).toEqual([]);
      expect(versions).toContain(text('a'));
    }
    expect(readdirSync(folder).filter((name) => !isDraft(name))).toEqual(['a']);
  });
});
