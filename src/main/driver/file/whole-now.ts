import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { syncFolderNow } from './sync-folder.js';
import { draftName, namedAfter, OWNER_ONLY } from './whole.js';

/** What `writeWhole` does, while everything else waits: for the last moments of a process, and between two lines of the log. */
export const writeWholeNow = (file: string, content: string): void => {
  try {
    const goal = goalOf(file);
    mkdirSync(dirname(goal), { recursive: true, mode: 0o700 });
    const draft = join(dirname(goal), draftName());
    try {
      writeSynced(draft, content);
      renameSync(draft, goal);
    } catch (problem) {
      removeAnyway(draft);
      throw problem;
    }
    syncFolderNow(dirname(goal));
  } catch (problem) {
    throw namedAfter(file, problem);
  }
};

const goalOf = (file: string): string => {
  try {
    return realpathSync(file);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem;
    const link = linkAt(file);
    return link === null ? file : goalOf(resolve(realpathSync(dirname(file)), link));
  }
};

const linkAt = (file: string): string | null => {
  try {
    return readlinkSync(file);
  } catch {
    return null;
  }
};

const writeSynced = (draft: string, content: string): void => {
  const handle = openSync(draft, 'wx', OWNER_ONLY);
  try {
    writeFileSync(handle, Buffer.from(content));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const removeAnyway = (draft: string): void => {
  try {
    rmSync(draft, { force: true });
  } catch {
    // What is wrong has been seen already.
  }
};
