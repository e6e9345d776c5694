import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

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
