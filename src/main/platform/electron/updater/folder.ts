import { execFile } from 'node:child_process';
import { access, constants, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../../core/model/result.js';
import type { UpdateFailure } from '../../../core/port/updater.js';
import { isInside, placesOn } from './places.js';
import { isAside, type Moves, previousOf, putBack, realMoves } from './put-back.js';

const run = promisify(execFile);
/** Milliseconds. An archive that takes longer to unpack is not unpacked on a disk that works. */
const UNPACK_LIMIT = 600_000;

/** Where the new version waits. */
const nextOf = (folder: string): string => `${folder}.next`;

// Node's own removal would walk into archives, which Electron lets look like folders.
const remove = async (path: string): Promise<void> => void (await run('rm', ['-rf', '--', path]));

/** What must stay where it is, and what it is called. */
export interface Kept {
  readonly what: string;
  readonly path: string;
}

/** Why the folder of the app cannot be replaced; null where it can. */
export const whyNotReplaceable = async (folder: string, keeps: readonly Kept[]): Promise<UpdateFailure | null> => {
  const impossible = (text: string, detail: string): UpdateFailure => ({ kind: 'impossible', text, detail });
  const place = await realpath(folder).catch(() => folder);
  for (const { what, path } of keeps) {
    const places = await placesOn(path);
    const gone = [place, nextOf(place), previousOf(place)];
    if (!places.some((one) => gone.some((going) => isInside(going, one)))) continue;
    return impossible(`${what} lies inside the folder of the app, and would go with it: keep it elsewhere`, path);
  }
  if (isAside(place)) return impossible(ASIDE, place);
  if (await hasRootHelper(place)) return impossible(ROOT_HELPER, place);
  try {
    await access(dirname(place), constants.W_OK);
    return null;
  } catch {
    return impossible(
      'the place of the app cannot be written by this user: update it the way it was installed',
      dirname(place),
    );
  }
};

const ASIDE =
  'the app runs from the folder of the version before, whose name ends in .previous: move it back to its place first';

const ROOT_HELPER =
  'its chrome-sandbox was given the rights of root (set-uid), which a new version could not have: update it the way it was installed';

/** What an administrator set up once by hand would be missing in the new folder, and the app not start. */
const hasRootHelper = async (folder: string): Promise<boolean> => {
  const found = await stat(join(folder, 'chrome-sandbox')).catch(() => null);
  return found !== null && (found.mode & 0o4000) !== 0;
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
export const unpackBeside = async ({ archive, folder, version, program }: Unpacking): Promise<Result<null, UpdateFailure>> => {
  const next = nextOf(folder);
  try {
    await remove(next);
    await mkdir(next, { recursive: true });
    const options = ['--strip-components=1', '--no-same-owner'];
    await run('tar', ['-xzf', archive, '-C', next, ...options], { timeout: UNPACK_LIMIT });
    const why = await whyNotWhole(next, version, program);
    if (why !== null) throw new NotWhole(why);
    // Only now, and not at the end, where two renames are to be all: the way back has served once a newer one is whole.
    await remove(previousOf(folder));
    return ok(null);
  } catch (error) {
    await remove(next).catch(() => undefined);
    const why = error instanceof NotWhole ? error.message : 'it cannot be unpacked';
    return fail({ kind: 'refused', text: `${basename(archive)} is not whole: ${why}`, detail: String(error) });
  }
};

/** Words that any viewer may read: they name no place of this machine. */
class NotWhole extends Error {}

const whyNotWhole = async (folder: string, version: string, program: string): Promise<string | null> => {
  const found = await stat(join(folder, program)).catch(() => null);
  if (found === null) return `${program} is not in it`;
  if ((found.mode & 0o111) === 0) return `${program} in it is no program`;
  const held = await versionIn(folder);
  return held === version ? null : `it holds version ${held}, and not ${version}`;
};

const versionIn = async (folder: string): Promise<string> => {
  const text = await readFile(join(folder, 'resources', 'app.asar', 'package.json'), 'utf8').catch(() => '{}');
  return String((JSON.parse(text) as { version?: unknown }).version ?? 'of no name');
};

/** Puts the version that was unpacked in the place of the running one. What cannot be done to the end is undone. */
export const swapFolders = async (
  { folder, version, program }: Omit<Unpacking, 'archive'>,
  moves: Moves = realMoves,
): Promise<Result<null, UpdateFailure>> => {
  const [next, previous] = [nextOf(folder), previousOf(folder)];
  const why = await whyNotWhole(next, version, program);
  return why === null
    ? swap(folder, next, previous, moves)
    : impossibleSwap(`what was unpacked is not there any more: ${why}`, next);
};

/** In one go: the end of the app, which may be cut off, finds both or none done. */
const swap = (folder: string, next: string, previous: string, moves: Moves): Result<null, UpdateFailure> => {
  try {
    moves.rename(folder, previous);
  } catch (error) {
    return impossibleSwap('the running version could not be put aside', error);
  }
  try {
    moves.rename(next, folder);
    return ok(null);
  } catch (error) {
    const back = putBack(folder, moves);
    if (back.ok) return impossibleSwap('the new version could not be moved to its place', error);
    return impossibleSwap(LEFT_ASIDE, `${String(error)}; ${back.error}`);
  }
};

const LEFT_ASIDE =
  'the new version could not be moved to its place, nor the version before back to it: the app lies beside its place, in the folder whose name ends in .previous; started from there, it moves back where it can';

const impossibleSwap = (text: string, detail: unknown): Result<null, UpdateFailure> =>
  fail({ kind: 'impossible', text, detail: String(detail) });
