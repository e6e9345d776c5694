import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The text of a file; null where there is no such file. */
export const readIfThere = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // The system does not say which it was where a folder was read.
    throw problem instanceof Error ? Object.assign(problem, { path: file }) : problem;
  }
};

/**
 * Replaces a file as a whole: a reader, or a crash at any moment, sees the old text or the new one. Only its owner may
 * read it. A symbolic link stays, and what it points at is replaced.
 */
export const writeAtomically = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const goal = await realpath(file).catch(() => file);
  const draft = join(dirname(goal), `.${basename(goal)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeSynced(draft, text);
    await rename(draft, goal);
  } catch (problem) {
    await rm(draft, { force: true });
    throw problem;
  }
  await syncFolder(dirname(goal));
};

const writeSynced = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes the rename itself durable. Windows cannot open a folder for it, and needs no such step. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Removes the oldest files of a folder by name, so that `keep` of those that end in `extension` stay. */
export const keepNewest = async (folder: string, extension: string, keep: number): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
  await Promise.all(names.slice(0, Math.max(0, names.length - keep)).map((name) => rm(join(folder, name), { force: true })));
};

/** Names of a folder's files with this extension, without it, in order. Rejects where the folder cannot be read. */
export const idsIn = async (folder: string, extension: string): Promise<readonly string[]> => {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => name.slice(0, -extension.length))
    .sort();
};

/** The same; none where there is no such folder yet. */
export const idsIfThere = async (folder: string, extension: string): Promise<readonly string[]> => {
  try {
    return await idsIn(folder, extension);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw problem;
  }
};
