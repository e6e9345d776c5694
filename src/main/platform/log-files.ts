import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../core/time/instant.js';

export interface LogFiles {
  write(line: string): void;
  /** Cuts off all lines that were written before, in every file; a file that has no other goes. */
  forgetBefore(at: Instant): void;
  close(): void;
}

/** The newest file and those before it: `watchroom.log`, `watchroom.1.log` … */
const FILES = 5;
const fileName = (age: number): string => (age === 0 ? 'watchroom.log' : `watchroom.${age}.log`);

/** The files that are there, the oldest first. */
export const listLogFiles = (folder: string): readonly string[] =>
  Array.from({ length: FILES }, (_, index) => join(folder, fileName(FILES - 1 - index))).filter((file) => existsSync(file));

/** Written through at once: the lines before a crash are those that matter. A full disk must not stop the console, so a failed write is said once on standard error. */
export const openLogFiles = (folder: string, fileBytes: number): LogFiles => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName(0));
  let file: number | null = null;
  let bytes = 0;
  let hasComplained = false;

  const open = (): void => {
    file = openSync(path, 'a', 0o600);
    bytes = statSync(path).size;
  };
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const append = (line: string): void => {
    if (bytes + line.length > fileBytes && bytes > 0) {
      close();
      shift(folder);
      open();
    }
    if (file !== null) bytes += writeSync(file, line);
  };
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!hasComplained) process.stderr.write(`The log in ${folder} cannot be written: ${String(error)}\n`);
      hasComplained = true;
    }
  };
  open();
  return {
    write: (line) => attempt(() => append(line)),
    forgetBefore: (at) =>
      attempt(() => {
        close();
        for (let age = 0; age < FILES; age += 1) cutBefore(join(folder, fileName(age)), at);
        open();
      }),
    close,
  };
};

const shift = (folder: string): void => {
  const present = new Set(readdirSync(folder));
  rmSync(join(folder, fileName(FILES - 1)), { force: true });
  for (let age = FILES - 2; age >= 0; age -= 1) {
    if (present.has(fileName(age))) renameSync(join(folder, fileName(age)), join(folder, fileName(age + 1)));
  }
};

const cutBefore = (path: string, at: Instant): void => {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
  const lines = readFileSync(path, 'utf8').split(/(?<=\n)/);
  const kept = lines.findIndex((line) => timeOf(line) >= at);
  if (kept < 0) rmSync(path);
  if (kept <= 0) return;
  // Beside it first: a crash in between must not cost what is to be kept.
  writeFileSync(`${path}.new`, lines.slice(kept).join(''), { mode: 0o600 });
  renameSync(`${path}.new`, path);
};

/** Milliseconds since the epoch; NaN for a line that a crash has torn, which goes with those before it. */
const timeOf = (line: string): number => Date.parse(/"time":"([^"]+)"/.exec(line)?.[1] ?? '');
