import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRuntime, launch } from './launch.js';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchroom-launch-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const electron = (): string => join(folder, 'node_modules', 'electron');

/** A package as npm leaves it: without a runtime, with a program that fetches one. */
const installPackage = (installer: string): void => {
  mkdirSync(electron(), { recursive: true });
  writeFileSync(join(electron(), 'package.json'), '{"name":"electron","type":"commonjs"}');
  writeFileSync(join(electron(), 'install.js'), installer);
};

const putRuntime = (into: string, script: string): void => {
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'electron'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(into, 'electron'), 0o755);
};

const start = (environment: Record<string, string> = {}, args: readonly string[] = []) =>
  launch({
    productFolder: folder,
    args,
    environment: { PATH: process.env.PATH, DISPLAY: ':9', ...environment },
    say: (line) => said.push(line),
  });

const isRoot = process.getuid?.() === 0;
const complaints = (): string[] => said.filter((line) => !line.startsWith('Running as root'));

describe.runIf(process.platform === 'linux')('opening the desktop app', () => {
  it('runs the runtime it is told of, with the app and its flags, and gives its exit code', async () => {
    putRuntime(join(folder, 'told'), `echo "$@" > ${folder}/args; exit 0`);
    const outcome = await start({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'told') }, ['--data', '/d']);
    expect(outcome).toEqual({ kind: 'ended', code: 0 });
    expect(readFileSync(join(folder, 'args'), 'utf8').trim()).toBe(`${isRoot ? '--no-sandbox ' : ''}${folder} --data /d`);
    expect(complaints()).toEqual([]);
  });

  it('says so, and takes no sandbox, where it runs as root', async () => {
    putRuntime(join(folder, 'told'), 'exit 0');
    await start({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'told') });
    expect(said).toHaveLength(isRoot ? 1 : 0);
  });

  it('passes on that the app could not start', async () => {
    putRuntime(join(folder, 'told'), 'exit 2');
    expect(await start({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'told') })).toEqual({ kind: 'ended', code: 2 });
  });

  it('fetches a missing runtime once, with the package’s own program', async () => {
    installPackage(`
      const { mkdirSync, writeFileSync } = require('node:fs');
      mkdirSync(__dirname + '/dist');
      writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\nexit 0\\n', { mode: 0o755 });
      writeFileSync(__dirname + '/path.txt', 'electron');`);
    expect(findRuntime(folder, {})).toBeNull();
    expect(await start()).toEqual({ kind: 'ended', code: 0 });
    expect(findRuntime(folder, {})).toBe(join(electron(), 'dist', 'electron'));
  });

  it('says in one line what is missing, why, and how to install it', async () => {
    installPackage('process.exit(1)');
    expect(await start()).toEqual({ kind: 'headless' });
    expect(said).toEqual([
      'No desktop window: Electron’s runtime is not installed and could not be fetched (try: npx install-electron). The same console is served to your browser instead.',
    ]);
  });

  it('does not try without a display', async () => {
    putRuntime(join(folder, 'told'), 'exit 0');
    const outcome = await start({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'told'), DISPLAY: '' });
    expect(outcome).toEqual({ kind: 'headless' });
    expect(said[0]).toContain('there is no display');
  });

  it.each([
    ['echo "electron: error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127', 'libnss3.so is missing'],
    ['echo "ERROR: Missing X server or $DISPLAY" >&2; exit 1', 'the display cannot be opened'],
    ['kill -SEGV $$', 'signal SIGSEGV'],
  ])('names what keeps a runtime from starting: %s', async (script, reason) => {
    putRuntime(join(folder, 'told'), script);
    expect(await start({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'told') })).toEqual({ kind: 'headless' });
    expect(complaints()).toHaveLength(1);
    expect(complaints()[0]).toContain(reason);
  });
});
