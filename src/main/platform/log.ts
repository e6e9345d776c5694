import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, pino } from 'pino';
import type { Log, LogFacts } from '../core/port/log.js';

export interface LogPlan {
  /** Where the files go; null: no files. */
  readonly folder: string | null;
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Also told every line (standard error, in a terminal). */
  readonly stream?: DestinationStream;
  /** Size in bytes at which a file is closed and the next begun; 10 MiB unless told. */
  readonly fileBytes?: number;
}

export type StoppableLog = Log & { stop(): void };

/** The newest file and those before it: `watchroom.log`, `watchroom.1.log` … */
const FILES = 5;
const FILE_BYTES = 10 * 1024 * 1024;
const SECRET_FACT = /(?:^|[a-z_])(?:token|password|secret|authorization|cookie|apiKey|api_key)$/i;
const SECRET_IN_TEXT =
  /((?:bearer|basic)\s+|[?&](?:token|code|key|secret|password|signature)=)[^\s@&"']+|(?<=:\/\/[^/\s:@]+:)[^\s@/"']+(?=@)/gi;

/** Named facts as JSON lines, in files that rotate by size. Facts named like a secret are masked, and so are secrets inside addresses. */
export const createLog = (plan: LogPlan): StoppableLog => {
  const file = plan.folder === null ? null : openRotating(plan.folder, plan.fileBytes ?? FILE_BYTES);
  const streams = [file, plan.stream].filter((stream) => stream !== null && stream !== undefined);
  const destination: DestinationStream = {
    write: (line) => {
      for (const stream of streams) stream.write(line);
    },
  };
  const logger = pino(
    {
      level: plan.level,
      base: null,
      messageKey: 'event',
      nestedKey: 'facts',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    debug: (name, facts) => logger.debug(masked(facts), name),
    info: (name, facts) => logger.info(masked(facts), name),
    warn: (name, facts) => logger.warn(masked(facts), name),
    error: (name, facts) => logger.error(masked(facts), name),
    stop: () => file?.close(),
  };
};

const masked = (facts: LogFacts = {}): LogFacts =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, SECRET_FACT.test(name) ? '***' : maskText(fact)]));

const maskText = (fact: LogFacts[string]): LogFacts[string] =>
  typeof fact === 'string' ? fact.replace(SECRET_IN_TEXT, (_, before: string | undefined) => `${before ?? ''}***`) : fact;

const fileName = (age: number): string => (age === 0 ? 'watchroom.log' : `watchroom.${age}.log`);

/** Written through at once: the lines before a crash are those that matter. A full disk must not stop the console, so a failed write is said once on standard error. */
const openRotating = (folder: string, fileBytes: number): DestinationStream & { close(): void } => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName(0));
  let file: number | null = openSync(path, 'a', 0o600);
  let bytes = statSync(path).size;
  let hasComplained = false;

  const rotate = (): void => {
    if (file !== null) closeSync(file);
    file = null;
    shift(folder);
    file = openSync(path, 'a', 0o600);
    bytes = 0;
  };
  const append = (line: string): void => {
    if (bytes + line.length > fileBytes && bytes > 0) rotate();
    if (file !== null) bytes += writeSync(file, line);
  };
  const complain = (error: unknown): void => {
    if (!hasComplained) process.stderr.write(`The log in ${folder} cannot be written: ${String(error)}\n`);
    hasComplained = true;
  };
  return {
    write: (line) => {
      try {
        append(line);
      } catch (error) {
        complain(error);
      }
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
};

const shift = (folder: string): void => {
  const present = new Set(readdirSync(folder));
  rmSync(join(folder, fileName(FILES - 1)), { force: true });
  for (let age = FILES - 2; age >= 0; age -= 1) {
    if (present.has(fileName(age))) renameSync(join(folder, fileName(age)), join(folder, fileName(age + 1)));
  }
};
