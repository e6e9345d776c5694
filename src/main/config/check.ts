import type { ConfigProblem } from '../core/model/config.js';
import type { Instant } from '../core/time/instant.js';
import { readIfThere } from './disk.js';
import type { Environment } from './environment.js';
import { hasErrors } from './finding.js';
import { readShipped } from './profiles.js';
import { readConfig } from './read.js';

export interface CheckOptions {
  readonly file: string;
  readonly resourcesFolder: string;
  readonly environment: Environment;
  readonly user: string;
  readonly timeZone: string;
  /** When it is checked: what is over by then is said. */
  readonly now: Instant;
  /** Why a file cannot be read, in words for the person who named it. */
  readonly whyUnreadable: (error: unknown) => string;
}

export interface Check {
  /** 0: usable, perhaps with warnings. 1: has errors. 2: there is no such file, or it cannot be read. */
  readonly exitCode: 0 | 1 | 2;
  readonly problems: readonly ConfigProblem[];
  /** All of it for a person, with a caret under each place. */
  readonly text: string;
}

/** Checks a configuration file as a desk that starts with it would. */
export const checkConfigFile = async (options: CheckOptions): Promise<Check> => {
  const text = await readOrReason(options);
  if ('reason' in text) return { exitCode: 2, problems: [], text: `${options.file}: ${text.reason}` };
  const shipped = await readShipped(options.resourcesFolder);
  const context = {
    ...shipped,
    user: options.user,
    timeZone: options.timeZone,
    runtime: 'desk' as const,
    now: options.now,
  };
  const { problems } = readConfig(text.content, options.environment, context);
  return { exitCode: hasErrors(problems) ? 1 : 0, problems, text: describeProblems(options.file, text.content, problems) };
};

const readOrReason = async ({
  file,
  whyUnreadable,
}: CheckOptions): Promise<{ readonly content: string } | { readonly reason: string }> => {
  try {
    const content = await readIfThere(file);
    return content === null ? { reason: 'there is no such file' } : { content };
  } catch (problem) {
    return { reason: `cannot be read: ${whyUnreadable(problem)}` };
  }
};

/** The problems of a text for a terminal: a headline, then each with its line, a caret and its remedy. */
const describeProblems = (place: string, text: string, problems: readonly ConfigProblem[]): string => {
  const lines = text.split(/\r?\n/);
  return [headline(place, problems), ...problems.map((problem) => describe(place, lines, problem))].join('\n\n');
};

const headline = (place: string, problems: readonly ConfigProblem[]): string => {
  if (problems.length === 0) return `${place}: no problems`;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const counts = [counted(errors, 'error'), counted(problems.length - errors, 'warning')].filter((text) => text !== '');
  return `${place}: ${counts.join(', ')}`;
};

const counted = (count: number, word: string): string => (count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`);

const describe = (place: string, lines: readonly string[], problem: ConfigProblem): string => {
  const { line, column, path, message, remedy, severity } = problem;
  const head = `${severity}: ${path === '' ? '' : `${path} `}${message}`;
  if (line === null || column === null) return `${head}\n  ${remedy}`;
  return `${head}\n  ${place}:${line}:${column}\n${excerpt(lines[line - 1] ?? '', line, column)}\n  ${remedy}`;
};

const WIDEST = 100;

/** The line with a caret under the column; long lines are cut around it, tabs count one. */
const excerpt = (line: string, number: number, column: number): string => {
  const from = column > WIDEST ? column - WIDEST / 2 : 0;
  const shown = withoutSecrets(line)
    .replaceAll('\t', ' ')
    .slice(from, from + WIDEST);
  const margin = `  ${number} | `;
  return `${margin}${shown}\n${' '.repeat(margin.length + Math.max(0, column - 1 - from))}^`;
};

const SECRET_KEYS =
  /((?:token|secret|password|passphrase|bearer|dsn|uri|webhookUrl|writeKey|authToken|accountSid|accessKeyId|secretAccessKey|botToken|appToken)["']?\s*:\s*)(?!\{)("[^"]*"|'[^']*'|[^\s,}]+)/gi;

/** What stands behind the name of a secret, as dots of the same length, so that the caret stays right. */
const withoutSecrets = (line: string): string =>
  line.replaceAll(SECRET_KEYS, (_, key: string, value: string) => `${key}${'•'.repeat(value.length)}`);
