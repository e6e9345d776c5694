import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const HOST = hostname().replaceAll(/\W/g, '').slice(0, 40);
const ours = (): string => `.watchroom-${HOST}-${process.pid}-`;

/** Works in a folder of its own within `parent`, which goes with the work. What others left there when they were killed goes before. */
export const inWorkFolder = async <Made>(parent: string, work: (folder: string) => Promise<Made>): Promise<Made> => {
  const folder = await mkdtemp(join(parent, ours()));
  try {
    await sweep(parent, (await stat(folder)).mtimeMs);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Removes this process's own, of all its threads, at once: for an end that waits for nobody. */
export const dropWorkFolders = (parent: string): void => {
  try {
    const names = readdirSync(parent).filter((name) => name.startsWith(ours()));
    for (const name of names) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // There is nothing to remove, or nobody may: the next one sweeps.
  }
};

const NAME = /^\.(?:watchroom|restore)-(?:(\w*)-(\d+)-)?[\w-]{6}$/;
/** Milliseconds after which no work goes on. */
const LONGEST = 86_400_000;

/** `now`: by the clock of the disk, which may be another machine's. */
const sweep = async (parent: string, now: number): Promise<void> => {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const [found, host, pid] = NAME.exec(name) ?? [];
    if (found === undefined) continue;
    const isLeft = host === HOST && pid !== undefined ? !isAlive(Number(pid)) : await isOld(join(parent, name), now);
    if (isLeft) await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
};

const isOld = (folder: string, now: number): Promise<boolean> =>
  stat(folder).then(
    ({ mtimeMs }) => now - mtimeMs > LONGEST,
    () => false,
  );

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
