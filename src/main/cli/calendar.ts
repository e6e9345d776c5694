import { CALENDAR_TASKS } from '../core/calendar/tasks.js';
import type { ActionReceipt } from '../core/model/action.js';
import type { CalendarRow } from '../core/model/calendar.js';
import { nearest } from '../core/text/nearest.js';
import { defaultDataFolder } from '../platform/files.js';
import { type Listed, listFrom, listStored, toBody } from './calendar/listing.js';
import { calendarText, dayText, OFF, whenOf } from './calendar/text.js';
import { type ConsoleClient, connect, NotRunningError, RefusedError } from './console/client.js';
import { HEALTHY, print, printError, readArguments, UNHEALTHY, UsageError, wordOf } from './terminal/terminal.js';

const CALENDAR_HELP = `watchroom calendar [--json] [--data DIR]
watchroom calendar done TASK [--note TEXT] [--json] [--data DIR]
watchroom calendar undo TASK [--json] [--data DIR]

The regular care of the watch: what is due, what is overdue, who did it last. Where no console runs it tells what was kept.

  done    notes that TASK was done, whenever it was due, for every desk and in the audit trail
  undo    takes back what was noted of TASK last
  --note  what was found, and what was changed

Exit code 0: nothing is overdue, or it was noted; 1: something is overdue, or no console runs; 2: not a known task or command line.

Example: watchroom calendar done fire-drill --note "Everybody was reached"`;

const OPTIONS = {
  note: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const LONGEST_NOTE = 2_000;

export const calendarCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 2);
  if (values.help === true) {
    print(CALENDAR_HELP);
    return HEALTHY;
  }
  const [what, task] = positionals;
  const dataFolder = values.data ?? defaultDataFolder();
  const asJson = values.json === true;
  if (values.note !== undefined && what !== 'done') throw new UsageError('--note belongs to done.');
  if (what === undefined) return tellList(dataFolder, asJson);
  return act(dataFolder, asJson, { what: wordOf(what, ['done', 'undo']), task: knownTask(task), note: noteOf(values.note) });
};

const knownTask = (task: string | undefined): string => {
  const ids = CALENDAR_TASKS.map(({ id }) => id);
  if (task === undefined) throw new UsageError(`Name the task: ${ids.join(', ')}.`);
  if (ids.includes(task)) return task;
  const meant = nearest(task, ids);
  throw new UsageError(
    `The calendar has no task “${task}”. ${meant === undefined ? `It has: ${ids.join(', ')}.` : `Did you mean “${meant}”?`}`,
  );
};

const noteOf = (text = ''): string => {
  if (text.length > LONGEST_NOTE) throw new UsageError(`--note is too long: at most ${LONGEST_NOTE} characters.`);
  return text.trim();
};

const tellList = async (dataFolder: string, asJson: boolean): Promise<number> => {
  try {
    return tell(await listFrom(await connect(dataFolder)), asJson, true);
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    const stored = await listStored(dataFolder);
    if (stored === null) throw error;
    if (!asJson) printError(`${error.message}\nIt kept:`);
    return tell(stored, asJson, false);
  }
};

const tell = (listed: Listed, asJson: boolean, isRunning: boolean): number => {
  const body = toBody(listed, isRunning);
  print(asJson ? JSON.stringify(body) : calendarText(listed));
  return isRunning && body.overdue === 0 ? HEALTHY : UNHEALTHY;
};

interface Asked {
  readonly what: 'done' | 'undo';
  readonly task: string;
  readonly note: string;
}

const act = async (dataFolder: string, asJson: boolean, { what, task, note }: Asked): Promise<number> => {
  const console = await connect(dataFolder);
  const before = await listFrom(console);
  if (before.rows === null) throw new RefusedError('conflict', OFF);
  const receipt = (await (what === 'done'
    ? console.call('calendar.done', { task, note })
    : undo(console, rowIn(before, task)))) as ActionReceipt;
  const { rows, zone } = await listFrom(console);
  const row = rowIn({ rows }, task);
  if (asJson) print(JSON.stringify({ ...toBody({ rows: [row], zone }, true).tasks[0], waits: receipt.waits ?? null }));
  else print(receipt.waits ?? sayDone(what, row, zone));
  return HEALTHY;
};

const undo = (console: ConsoleClient, { id, last }: CalendarRow): Promise<unknown> => {
  if (last === null) throw new RefusedError('conflict', `Nothing is noted of ${id} that could be taken back.`);
  return console.call('calendar.undo', { task: id, at: last.at });
};

const rowIn = ({ rows }: Pick<Listed, 'rows'>, task: string): CalendarRow => {
  const row = rows?.find(({ id }) => id === task);
  if (row === undefined)
    throw new RefusedError('not-found', `The console's calendar has no task ${task}: it is of another version.`);
  return row;
};

const sayDone = (what: Asked['what'], row: CalendarRow, zone: string): string => {
  if (what === 'done') return `${row.title}: noted as done by ${row.last?.by ?? 'you'}, next due ${dayText(row.dueAt, zone)}.`;
  const stands = { rests: 'in order', due: 'due', overdue: 'overdue' }[row.state];
  return `${row.title}: taken back. It is ${stands}, ${whenOf(row, zone)}.`;
};
