import { join } from 'node:path';
import { defaultDataFolder } from '../platform/files.js';
import { hasLog, logTexts } from '../platform/log-files.js';
import { refuseForbidden } from './permission.js';
import { table } from './terminal/table.js';
import { HEALTHY, print, readArguments, UNHEALTHY, UsageError, wordOf } from './terminal/terminal.js';

const LOGS_HELP = `watchroom logs WHAT [--lines N] [--json] [--data DIR]

Reads what the console wrote down, the newest last, archived files too. Works whether one runs or not.

  errors        errors and warnings
  monitoring    everything

  --lines N     at most so many lines (default 50)
  --json        the lines as they stand in the files

Exit code 0: read, and no error among them; 1: there are errors, or there is no log.

Example: watchroom logs errors --lines 200`;

const OPTIONS = {
  lines: { type: 'string', default: '50' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Line {
  readonly level: string;
  readonly time: string;
  readonly event: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const WANTED: Readonly<Record<'errors' | 'monitoring', (line: Line) => boolean>> = {
  errors: ({ level }) => level === 'error' || level === 'warn',
  monitoring: () => true,
};

export const logsCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(LOGS_HELP);
    return HEALTHY;
  }
  const what = wordOf(positionals[0], ['errors', 'monitoring']);
  const isWanted = WANTED[what];
  const most = countOf(values.lines);
  const folder = join(values.data ?? defaultDataFolder(), 'logs');
  await refuseForbidden(folder);
  if (!hasLog(folder)) {
    print(values.json === true ? '[]' : `There is no log in ${folder}. A console writes one once it starts.`);
    return UNHEALTHY;
  }
  const lines = newest(folder, isWanted, most);
  print(values.json === true ? JSON.stringify(lines) : sayLines(lines, what));
  return lines.some(({ level }) => level === 'error') ? UNHEALTHY : HEALTHY;
};

const countOf = (text: string): number => {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`“${text}” is no number of lines: 1–999999.`);
};

/** From the newest file back, until there are enough. */
const newest = (folder: string, isWanted: (line: Line) => boolean, most: number): readonly Line[] => {
  let lines: readonly Line[] = [];
  for (const text of logTexts(folder)) {
    lines = [...text.split('\n').flatMap(lineOf).filter(isWanted), ...lines];
    if (lines.length >= most) break;
  }
  return lines.slice(-most);
};

/** A line that a crash cut short is none. */
const lineOf = (text: string): readonly Line[] => {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    return typeof line?.event === 'string' && typeof line.time === 'string' && typeof line.level === 'string'
      ? [line as Line]
      : [];
  } catch {
    return [];
  }
};

const sayLines = (lines: readonly Line[], what: string): string => {
  if (lines.length === 0) return what === 'errors' ? 'No errors or warnings.' : 'Nothing was written down.';
  return table(
    ['time', 'level', 'event', 'facts'],
    lines.map(({ time, level, event, facts }) => [time, level, event, sayFacts(facts)]),
    { colour: ([, level]) => (level === 'error' ? 'bad' : null) },
  );
};

const sayFacts = (facts: Line['facts'] = {}): string =>
  Object.entries(facts)
    .map(([name, fact]) => `${name}=${String(fact)}`)
    .join(' ');
