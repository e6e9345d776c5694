import { execFile } from 'node:child_process';
import { access, constants, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../../core/model/result.js';

const run = promisify(execFile);

/** Where the new version waits, and where the replaced one stays until the next: a way back that needs no network. */
const nextOf = (folder: string): string => `${folder}.next`;
const previousOf = (folder: string): string => `${folder}.previous`;

// Node's own removal would walk into archives, which Electron lets look like folders.
const remove = async (path: string): Promise<void> => void (await run('rm', ['-rf', '--', path]));

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || !(way.startsWith('..') || way.startsWith('/'));
};

/** Why the folder of the app cannot be replaced; null where it can. `keeps`: what must stay where it is. */
export const whyNotReplaceable = async (folder: string, keeps: readonly string[]): Promise<string | null> => {
  const kept = keeps.find((path) => isInside(folder, path));
  if (kept !== undefined) return `${kept} lies inside the folder of the app, and would go with it: keep it elsewhere`;
  try {
    await access(dirname(folder), constants.W_OK);
    return null;
  } catch {
    return `${dirname(folder)} cannot be written by this user: update the app the way it was installed`;
  }
};

export interface Unpacking {
  readonly archive: string;
  /** Folder of the running app. */
  readonly folder: string;
  readonly version: string;
  /** Name of the program in it. */
  readonly program: string;
}

/** Lays the archive's version beside the running one, and looks whether it is whole and what it says it is. */
export const unpackBeside = async ({ archive, folder, version, program }: Unpacking): Promise<Result<null, string>> => {
  const next = nextOf(folder);
  await remove(next);
  await mkdir(next, { recursive: true });
  try {
    await run('tar', ['-xzf', archive, '-C', next, '--strip-components=1', '--no-same-owner']);
    const { mode } = await stat(join(next, program));
    if ((mode & 0o111) === 0) throw new Error(`${program} in it is no program`);
    const found = versionIn(await readFile(join(next, 'resources', 'app.asar', 'package.json'), 'utf8'));
    if (found !== version) throw new Error(`it holds version ${found}, and not ${version}`);
    return ok(null);
  } catch (error) {
    await remove(next);
    return fail(`${basename(archive)} is not whole: ${firstLine(error)}`);
  }
};

/** Puts what was unpacked in the place of the running version. What cannot be done to the end is undone. */
export const swapFolders = async (folder: string): Promise<Result<null, string>> => {
  const [next, previous] = [nextOf(folder), previousOf(folder)];
  try {
    await stat(next);
    await remove(previous);
    await rename(folder, previous);
  } catch (error) {
    return fail(firstLine(error));
  }
  try {
    await rename(next, folder);
    return ok(null);
  } catch (error) {
    await rename(previous, folder);
    return fail(firstLine(error));
  }
};

const versionIn = (text: string): string => String((JSON.parse(text) as { version?: unknown }).version);

const firstLine = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Command failed'));
  return lines[0] ?? text;
};
