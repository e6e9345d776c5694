import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../../core/model/result.js';

/** Where the replaced version stays until the next: a way back that needs no network. */
export const previousOf = (folder: string): string => `${folder}.previous`;

const SUFFIX = /(?<=[^/])\.previous$/;

/** Whether this is the folder of a version that was put aside. */
export const isAside = (folder: string): boolean => SUFFIX.test(folder);

/** The program to start next: where it was, or where it lies since it could not be put back. */
export const programToStart = (program: string): string => {
  const aside = join(previousOf(dirname(program)), basename(program));
  return !existsSync(program) && existsSync(aside) ? aside : program;
};

/**
 * What an app does first that was left aside by an update which could neither be completed nor undone: goes back to its place.
 * `home`: it is not left aside. `back`: the program at its place is to be started instead. `aside`: it has to go on from where it is.
 */
export type Homecoming =
  | { readonly kind: 'home' }
  | { readonly kind: 'back'; readonly program: string }
  | { readonly kind: 'aside'; readonly detail: string };

export const comeHome = (program: string, moves: Moves = realMoves): Homecoming => {
  const aside = dirname(program);
  const folder = aside.replace(SUFFIX, '');
  // Where its place is taken, a person has started the version before on purpose.
  if (!isAside(aside) || existsSync(folder)) return { kind: 'home' };
  const back = putBack(folder, moves);
  return back.ok ? { kind: 'back', program: join(folder, basename(program)) } : { kind: 'aside', detail: back.error };
};

/** How a whole folder gets from one place to another, at once or not at all. */
export interface Moves {
  readonly rename: (from: string, to: string) => void;
  readonly copy: (from: string, to: string) => void;
}

/** Milliseconds. */
const COPY_LIMIT = 60_000;

export const realMoves: Moves = {
  rename: renameSync,
  // Node's own copying would walk into archives, which Electron lets look like folders.
  copy: (from, to) => void execFileSync('cp', ['-a', '--', from, to], { timeout: COPY_LIMIT, stdio: 'ignore' }),
};

/**
 * Gives a folder that is gone back the version that was put aside: by its name, else by a copy, which comes to its place only once it is
 * whole. Never over anything that lies there. What it answers with a failure is for the log: what a person can do.
 */
export const putBack = (folder: string, moves: Moves = realMoves): Result<'moved' | 'copied', string> => {
  const previous = previousOf(folder);
  const byHand = `the app lies in ${previous}: quit it, see that nothing is in the way, and put it back with: mv '${previous}' '${folder}'`;
  if (existsSync(folder)) return fail(`something else lies in ${folder}; ${byHand}`);
  try {
    moves.rename(previous, folder);
    return ok('moved');
  } catch (refused) {
    try {
      copyWhole(previous, folder, moves);
      return ok('copied');
    } catch (error) {
      return fail(`${String(refused)}; ${String(error)}; ${byHand}`);
    }
  }
};

const copyWhole = (previous: string, folder: string, { rename, copy }: Moves): void => {
  const draft = `${folder}.copy`;
  try {
    execFileSync('rm', ['-rf', '--', draft]);
    copy(previous, draft);
    rename(draft, folder);
  } catch (error) {
    execFileSync('rm', ['-rf', '--', draft]);
    throw error;
  }
};
