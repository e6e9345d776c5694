import { type DestinationStream, pino } from 'pino';
import type { Log, LogFacts } from '../core/port/log.js';
import type { Instant } from '../core/time/instant.js';
import { openLogFiles } from './log-files.js';

export interface LogPlan {
  /** Where the files go; null: no files. */
  readonly folder: string | null;
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Also told every line (standard error, in a terminal). */
  readonly stream?: DestinationStream;
  /** Size in bytes at which a file is closed and the next begun; 10 MiB unless told. */
  readonly fileBytes?: number;
}

export interface KeptLog extends Log {
  /** Tells of each line at level error: its name, and what its facts say, secrets masked. */
  onError(tell: (name: string, text: string) => void): void;
  /** Forgets what the files hold of before. */
  forgetBefore(at: Instant): void;
  /** Resolves once no file is worked on any more. */
  stop(): Promise<void>;
}

const FILE_BYTES = 10 * 1024 * 1024;
const SECRET_FACT = /(?:^|[a-z_])(?:token|password|secret|authorization|cookie|apiKey|api_key)$/i;
const SECRET_IN_TEXT =
  /((?:bearer|basic)\s+|[?&](?:token|code|key|secret|password|signature)=)[^\s@&"']+|(?<=:\/\/[^/\s:@]+:)[^\s@/"']+(?=@)/gi;

/** Named facts as JSON lines, in files that rotate by size. Facts named like a secret are masked, and so are secrets inside addresses. */
export const createLog = (plan: LogPlan): KeptLog => {
  const file = plan.folder === null ? null : openLogFiles(plan.folder, plan.fileBytes ?? FILE_BYTES);
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
  const listeners: ((name: string, text: string) => void)[] = [];
  return {
    debug: (name, facts) => logger.debug(masked(facts), name),
    info: (name, facts) => logger.info(masked(facts), name),
    warn: (name, facts) => logger.warn(masked(facts), name),
    error: (name, facts) => {
      const said = masked(facts);
      logger.error(said, name);
      for (const tell of listeners) tell(name, textOf(said));
    },
    onError: (tell) => listeners.push(tell),
    forgetBefore: (at) => file?.forgetBefore(at),
    stop: async () => file?.close(),
  };
};

const masked = (facts: LogFacts = {}): LogFacts =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, SECRET_FACT.test(name) ? '***' : maskText(fact)]));

const textOf = (facts: LogFacts): string =>
  Object.entries(facts)
    .map(([name, fact]) => `${name}=${fact}`)
    .join(' ');

const PERSON = /[^\s<>"'(),:;@/]+@(?=[^\s<>"'(),:;@/]+\.)|\+[1-9]\d{6,14}(?!\d)/g;

/** Secrets, and the addresses of people: logs are kept, copied and read by many. */
const maskText = (fact: LogFacts[string]): LogFacts[string] =>
  typeof fact === 'string'
    ? fact
        .replace(SECRET_IN_TEXT, (_, before: string | undefined) => `${before ?? ''}***`)
        .replace(PERSON, (found) => (found.endsWith('@') ? '***@' : '***'))
    : fact;
