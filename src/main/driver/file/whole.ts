import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { syncFolder } from './sync-folder.js';

/** How a file is written as a whole. */
export interface Manner {
  /** Its rights, from the first byte on. Where nothing is said, only its owner may read and write it. */
  readonly mode?: number;
  /** Whether the folder is made where it is not there (`made`, for its owner only), or must be there. `made` where nothing is said. */
  readonly folder?: 'made' | 'there';
}

export const OWNER_ONLY = 0o600;

/**
 * Writes a file as a whole: a reader, or a crash at any moment, sees the old content or the new one, and once this resolves the
 * new one is on the disk. Of several writers at once one wins, with all that it wrote. A symbolic link stays, and what it points
 * at is replaced. Rejects with the system's error, which names `file`; then the old file is as it was, and nothing lies beside it.
 */
export const writeWhole = async (file: string, content: string | Uint8Array, manner: Manner = {}): Promise<void> => {
  try {
    const goal = await goalOf(file);
    if (manner.folder !== 'there') await makeFolder(dirname(goal));
    const draft = join(dirname(goal), draftName());
    try {
      await writeSynced(draft, content, manner.mode ?? OWNER_ONLY);
      await rename(draft, goal);
    } catch (problem) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw problem;
    }
    await syncFolder(dirname(goal));
    await removeLeftovers(goal);
  } catch (problem) {
    throw namedAfter(file, problem);
  }
};

/** A name that no other writer takes, in no process. */
export const draftName = (): string => `.watchroom-${randomBytes(6).toString('hex')}.tmp`;

/** Whether a file of this name is one that somebody is still writing, or was when it was killed. */
export const isDraft = (name: string): boolean => /^\.watchroom-[0-9a-f]{12}\.tmp$/.test(name);

/** The system's error as one of `file`: whoever reads it knows no draft. Its `code` stays. */
export const namedAfter = (file: string, problem: unknown): unknown => {
  if (!(problem instanceof Error)) return problem;
  const { code, errno } = problem as NodeJS.ErrnoException;
  if (code === undefined) return problem;
  const [what] = problem.message.split(/, [a-z]+(?: '|$)/);
  return Object.assign(new Error(`${what}, write '${file}'`, { cause: problem }), { code, errno, path: file });
};

/** What is replaced: the end of all links, be it there or not yet. */
const goalOf = async (file: string): Promise<string> => {
  try {
    return await realpath(file);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem;
    const link = await readlink(file).catch(() => null);
    return link === null ? file : goalOf(resolve(await realpath(dirname(file)), link));
  }
};

/** A folder that was made is as durable as what is put into it. */
const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = resolve(folder); made.length >= resolve(first).length; made = dirname(made)) await syncFolder(dirname(made));
};

const writeSynced = async (draft: string, content: string | Uint8Array, mode: number): Promise<void> => {
  const handle = await open(draft, 'wx', mode);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** No writer takes that long. In milliseconds. */
const LEFT_AFTER = 3_600_000;

/** What writers that were killed have left in the folder. Its own clock says how old they are. */
const removeLeftovers = async (goal: string): Promise<void> => {
  try {
    const drafts = (await readdir(dirname(goal))).filter(isDraft);
    if (drafts.length === 0) return;
    const { mtimeMs: now } = await stat(goal);
    for (const draft of drafts.map((name) => join(dirname(goal), name))) {
      if ((await stat(draft)).mtimeMs < now - LEFT_AFTER) await rm(draft, { force: true });
    }
  } catch {
    // Its writer has just ended, or nobody may: it costs a little room until the next time.
  }
};
