import { setTimeout as wait } from 'node:timers/promises';
import type { ActionReceipt } from '../core/model/action.js';
import type { DrillReport } from '../core/model/drill.js';
import { parseDuration } from '../core/time/duration.js';
import { minutes, seconds } from '../core/time/instant.js';
import { defaultDataFolder } from '../platform/files.js';
import { type ConsoleClient, connect } from './console/client.js';
import { HEALTHY, print, printError, readArguments, tellTrouble, UNHEALTHY, UsageError } from './terminal/terminal.js';

const DRILL_HELP = `watchroom drill [--over 2m] [--report] [--json] [--data DIR]

Practises the escalation: tells everybody of every level for real, by the real channels, marked DRILL everywhere,
and prints what came of it for each person and channel as Markdown once the last level was told.

  --over LENGTH   the whole escalation takes so long instead of a day: 30s to 1h, 2m unless told
  --report        starts nothing; prints the report of the last drill
  --json          the report for machines

Exit code 0: everything got there; 1: something did not, or no console runs.

Example: watchroom drill --over 10m > drill.md`;

const OPTIONS = {
  over: { type: 'string', default: '2m' },
  report: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const SHORTEST = seconds(30);
const LONGEST = minutes(60);

export const drillCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(DRILL_HELP);
    return HEALTHY;
  }
  const over = parseDuration(values.over);
  if (over === undefined || over < SHORTEST || over > LONGEST)
    throw new UsageError(`“${values.over}” is no length for a drill: 30s to 1h.`);
  const console = await connect(values.data ?? defaultDataFolder());
  const report = values.report === true ? await lastOf(console) : await walk(console, over);
  if (report === null) {
    return tellTrouble({ code: 'not-found' }, 'There has been no drill yet.', values.json === true);
  }
  print(values.json === true ? JSON.stringify(report) : report.markdown);
  return isGood(report) ? HEALTHY : UNHEALTHY;
};

const lastOf = async (console: ConsoleClient): Promise<DrillReport | null> => {
  const [report] = (await console.call('drill.list', { limit: 1 })) as readonly DrillReport[];
  return report ?? null;
};

const LOOK_EVERY = 1_000;

/** Starts a drill and follows it until nothing of it is to come. */
const walk = async (console: ConsoleClient, over: number): Promise<DrillReport | null> => {
  const { alert } = (await console.call('drill.start', { over })) as ActionReceipt;
  printError(`The drill ${alert ?? ''} runs. Ctrl C stops watching it, not the drill.`);
  for (;;) {
    await wait(LOOK_EVERY);
    const report = await lastOf(console);
    if (report === null || report.id !== alert || report.endedAt !== null || isThrough(report)) return report;
  }
};

const isThrough = ({ levels, rows }: DrillReport): boolean =>
  levels.every(({ state }) => state !== 'to come') && rows.every(({ outcome }) => outcome !== 'waiting');

const isGood = ({ levels, rows }: DrillReport): boolean =>
  rows.length > 0 && rows.every(({ outcome }) => outcome !== 'failed') && levels.every(({ state }) => state !== 'nobody');
