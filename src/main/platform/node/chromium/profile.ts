import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'watchroom-browser-';

/** A folder for one browser's profile and all else that it leaves on the disk. */
export const makeProfile = (): Promise<string> => mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));

/** Processes of a browser that was killed may write for a moment more. */
export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);

/** Takes away what was left by processes that are gone: who is killed cannot tidy up. */
export const removeLeftProfiles = async (): Promise<void> => {
  const names = await readdir(tmpdir()).catch(() => []);
  const left = names.filter((name) => name.startsWith(PREFIX) && !isAlive(Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0])));
  await Promise.all(left.map((name) => removeProfile(join(tmpdir(), name))));
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
