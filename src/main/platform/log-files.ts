import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Instant, instant } from '../core/time/instant.js';
import { writeWholeNow } from '../driver/file/whole-now.js';
import { archivedTexts, hasArchive, type LogArchive, openLogArchive } from './log-archive.js';
import { linesSince, timeOfLine } from './log-lines.js';

export interface LogFiles {
  write(line: string): void;
  /** Cuts off all lines that were written before, in every file; a file that has no other goes. */
  forgetBefore(at: Instant): void;
  /** Resolves once no file is worked on any more. */
  close(): Promise<void>;
}

const LIVE = 'watchroom.log';

export const hasLog = (folder: string): boolean => existsSync(folder) && (existsSync(join(folder, LIVE)) || hasArchive(folder));

/** The text of every file, the newest first; one is read only when it is asked for. Holds while another process writes them. */
export function* logTexts(folder: string): Generator<string> {
  const path = join(folder, LIVE);
  const live = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const archived = archivedTexts(folder);
  const newest = archived.next().value ?? '';
  // Where the file was turned while it was read, it has become the newest of the archived ones, and may have got longer.
  if (live !== '' && !newest.startsWith(live)) yield live;
  if (newest !== '') yield newest;
  yield* archived;
}

/** Written through at once: the lines before a crash are those that matter. A full disk must not stop the console, so a failed write is said once on standard error. */
export const openLogFiles = (folder: string, fileBytes: number): LogFiles => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, LIVE);
  let hasComplained = false;
  const complain = (error: unknown): void => {
    if (!hasComplained) process.stderr.write(`The log in ${folder} cannot be written: ${String(error)}\n`);
    hasComplained = true;
  };
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      complain(error);
    }
  };
  const archive = openLogArchive(folder, complain);
  attempt(() => adoptOlder(folder, archive));
  let live: LiveFile | null = openLive(path);

  const turn = (line: string): void => {
    live?.close();
    live = null;
    archive.take(path, instant(Number.isNaN(timeOfLine(line)) ? Date.now() : timeOfLine(line)));
  };
  return {
    write: (line) => {
      if (live?.isFullFor(line, fileBytes) === true) attempt(() => turn(line));
      attempt(() => {
        live ??= openLive(path);
        live.append(line);
      });
    },
    forgetBefore: (at) =>
      attempt(() => {
        live?.close();
        live = null;
        cutBefore(path, at);
        live = openLive(path);
        archive.forgetBefore(at);
      }),
    close: () => {
      live?.close();
      live = null;
      return archive.stop();
    },
  };
};

interface LiveFile {
  /** Whether a line belongs into the next file: this one is full, or of another day. */
  isFullFor(line: string, fileBytes: number): boolean;
  append(line: string): void;
  close(): void;
}

const openLive = (path: string): LiveFile => {
  const file = openSync(path, 'a+', 0o600);
  let { size } = fstatSync(file);
  // A line that a crash has torn must not take the next one with it.
  let isTorn = size > 0 && lastByteOf(file, size) !== NEWLINE;
  let day = dayOf(firstLineOf(file));
  return {
    isFullFor: (line, fileBytes) => size > 0 && (size + line.length > fileBytes || (day !== null && dayOf(line) !== day)),
    append: (line) => {
      const bytes = Buffer.from(isTorn ? `\n${line}` : line);
      isTorn = true;
      for (let written = 0; written < bytes.length; ) {
        const count = writeSync(file, bytes, written);
        written += count;
        size += count;
      }
      isTorn = false;
      day ??= dayOf(line);
    },
    close: () => closeSync(file),
  };
};

const NEWLINE = 10;

const lastByteOf = (file: number, size: number): number | undefined => {
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, size - 1);
  return byte[0];
};

const firstLineOf = (file: number): string => {
  const start = Buffer.alloc(200);
  return start.toString('utf8', 0, readSync(file, start, 0, start.length, 0));
};

/** `2026-11-26`, in UTC: a file holds one day, so that what is too old can go with its file. */
const dayOf = (line: string): string | null => /"time":"(\d{4}-\d\d-\d\d)T/.exec(line)?.[1] ?? null;

/** Earlier versions numbered their files, the oldest highest; what they wrote is archived by when it ended. */
const adoptOlder = (folder: string, archive: LogArchive): void => {
  const older = readdirSync(folder).filter((name) => /^watchroom\.[1-9]\.log$/.test(name));
  for (const name of older.sort().reverse()) {
    const path = join(folder, name);
    archive.take(path, instant(Math.floor(statSync(path).mtimeMs)));
  }
};

const cutBefore = (path: string, at: Instant): void => {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
  const text = readFileSync(path, 'utf8');
  const kept = linesSince(text, at);
  if (kept === '') rmSync(path);
  if (kept === '' || kept === text) return;
  writeWholeNow(path, kept);
};
