import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** What says that the disk itself has failed; any other answer says that this system knows no such call for folders. */
const FAILED: readonly (string | undefined)[] = ['EIO', 'ENOSPC', 'EDQUOT'];

const unlessFailed = (problem: unknown): void => {
  if (FAILED.includes((problem as NodeJS.ErrnoException).code)) throw problem;
};

/** Makes the names in a folder as durable as the files behind them, where the system lets that be asked: Windows needs no such step. */
export const syncFolder = async (folder: string): Promise<void> => {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (problem) {
    unlessFailed(problem);
  }
};

/** The same at once, for whoever cannot wait. */
export const syncFolderNow = (folder: string): void => {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (problem) {
    unlessFailed(problem);
  }
};
