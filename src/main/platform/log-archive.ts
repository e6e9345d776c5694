import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip } from 'node:zlib';
import type { Instant } from '../core/time/instant.js';
import { isDraft, writeWhole } from '../driver/file/whole.js';
import { linesSince } from './log-lines.js';

/** Files of the log that are full: each is compressed, and goes once its last line is older than the log may be. */
export interface LogArchive {
  /** Takes the file that was just closed out of the way of the next; at once, and whole or not at all. */
  take(path: string, at: Instant): void;
  /** Forgets what was written before. */
  forgetBefore(at: Instant): void;
  /** Lets what has begun come to its end; the rest is done after the next start. */
  stop(): Promise<void>;
}

/** So many files are kept at most, whatever their age: a log that runs wild must not fill the disk. Compressed, some 400 MB. */
const MOST = 500;
const NAME = /^watchroom-(\d{8}T\d{6}\.\d{3}Z)\.log(?:\.gz)?$/;
const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** `20261126T030000.000Z`, so that names sort by time. */
const stampOf = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]/g, '');
const timeOf = (stamp: string): number => Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:'));

/** When each archived file was closed, the oldest first: plain, compressed, or for a moment both. */
const stampsIn = (folder: string): readonly string[] =>
  [...new Set(readdirSync(folder).flatMap((name) => NAME.exec(name)?.[1] ?? []))].sort();

const pathOf = (folder: string, stamp: string): string => join(folder, `watchroom-${stamp}.log`);

/** The text of every archived file, the newest first, read one by one. */
export function* archivedTexts(folder: string): Generator<string> {
  for (const stamp of [...stampsIn(folder)].reverse()) yield textOf(pathOf(folder, stamp));
}

/** The compressed file is put in place whole, before the plain one goes: one of the two is always there. */
const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return existsSync(`${path}.gz`) ? gunzipSync(readFileSync(`${path}.gz`)).toString('utf8') : '';
  }
};

export const hasArchive = (folder: string): boolean => stampsIn(folder).length > 0;

/** `failed` is told of a file that cannot be compressed or deleted; it is tried again with the next. */
export const openLogArchive = (folder: string, failed: (error: unknown) => void): LogArchive => {
  let isStopped = false;
  let work: Promise<unknown> = Promise.resolve();
  let forgotten: Instant | null = null;

  const after = (step: () => Promise<unknown>): void => {
    work = work.then(() => (isStopped ? undefined : step())).catch(failed);
  };
  const compressAll = async (): Promise<void> => {
    for (const stamp of stampsIn(folder)) {
      if (!isStopped && existsSync(pathOf(folder, stamp))) await compress(pathOf(folder, stamp));
    }
    for (const stamp of stampsIn(folder).slice(0, -MOST)) await remove(pathOf(folder, stamp));
  };
  const forget = async (): Promise<void> => {
    const before = forgotten;
    if (before === null) return;
    for (const stamp of stampsIn(folder)) {
      if (timeOf(stamp) >= before) return cut(pathOf(folder, stamp), before);
      await remove(pathOf(folder, stamp));
    }
  };

  for (const name of readdirSync(folder)) if (isDraft(name) || name.endsWith('.gz.new')) rmSync(join(folder, name));
  after(compressAll);
  return {
    take: (path, at) => {
      const last = stampsIn(folder).at(-1);
      const stamp = stampOf(last === undefined ? at : Math.max(at, timeOf(last) + 1));
      renameSync(path, pathOf(folder, stamp));
      after(compressAll);
    },
    forgetBefore: (at) => {
      forgotten = at;
      after(forget);
    },
    stop: () => {
      isStopped = true;
      return work.then(() => undefined);
    },
  };
};

const compress = async (path: string): Promise<void> => {
  // Both are there only where a crash came between the last two steps: then the compressed one is whole.
  if (!existsSync(`${path}.gz`)) await writeWhole(`${path}.gz`, await zip(await readFile(path)));
  await rm(path);
};

const remove = async (path: string): Promise<void> => {
  await rm(path, { force: true });
  await rm(`${path}.gz`, { force: true });
};

/** Only the oldest that is kept can hold lines of before. What is still plain is cut once it is compressed. */
const cut = async (path: string, before: Instant): Promise<void> => {
  if (!existsSync(`${path}.gz`)) return;
  const text = (await unzip(await readFile(`${path}.gz`))).toString('utf8');
  const kept = linesSince(text, before);
  if (kept === '') await remove(path);
  else if (kept !== text) await writeWhole(`${path}.gz`, await zip(kept));
};
