import { countOf } from '../../core/calendar/due.js';
import type { CalendarRow } from '../../core/model/calendar.js';
import type { Instant } from '../../core/time/instant.js';
import { table } from '../terminal/table.js';
import type { Listed } from './listing.js';

export const OFF = 'The calendar is turned off: the configuration says “calendar: off”.';

const URGENCY = { overdue: 0, due: 1, rests: 2 } as const;
const WORD = { overdue: 'overdue', due: 'due', rests: 'in order' } as const;

/** What waits first, then what rests, each with its day by the site's clocks. */
export const calendarText = ({ rows, zone }: Listed): string => {
  if (rows === null) return OFF;
  const sorted = [...rows].sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
  const tasks = table(
    ['TASK', 'HOW OFTEN', 'STATE', '', 'LAST DONE'],
    sorted.map((row) => [row.id, row.interval, WORD[row.state], whenOf(row, zone), lastOf(row, zone)]),
    { colour: ([, , state]) => (state === 'overdue' ? 'bad' : null) },
  );
  return [tasks, '', sayCount(rows), ...waysOf(sorted)].join('\n');
};

const sayCount = (rows: readonly CalendarRow[]): string => {
  const { due, overdue } = countOf(rows, null);
  return due + overdue === 0 ? 'Nothing waits.' : `${overdue} overdue, ${due} due.`;
};

/** What is to be done of each that waits, and how. */
const waysOf = (rows: readonly CalendarRow[]): readonly string[] => {
  const waiting = rows.filter(({ state }) => state !== 'rests');
  if (waiting.length === 0) return [];
  return [
    ...waiting.flatMap(({ id, what, place, command }) => [
      '',
      `${id}: ${what}`,
      `  ${[place?.name, command].filter((way) => way !== undefined && way !== null).join(', ')}`,
    ]),
    '',
    `Done? watchroom calendar done ${waiting[0]?.id}`,
  ];
};

export const dayText = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at);

export const whenOf = ({ state, dueAt, overdueAt }: CalendarRow, zone: string): string =>
  state === 'rests' ? `due ${dayText(dueAt, zone)}` : `since ${dayText(state === 'due' ? dueAt : overdueAt, zone)}`;

const lastOf = ({ last }: CalendarRow, zone: string): string =>
  last === null ? '–' : `${dayText(last.at, zone)} by ${last.by}${last.note === '' ? '' : `: ${last.note}`}`;
