import type { CalendarRow } from '../../../core/model/calendar.js';
import { heading, table, text } from '../block.js';
import type { ReportBlock } from '../document.js';

/** Of the regular care of the watch what nobody did for too long, by name; of the rest, how much is due. */
export const careOf = (rows: readonly CalendarRow[]): readonly ReportBlock[] => {
  if (rows.length === 0) return [];
  const overdue = rows.filter(({ state }) => state === 'overdue');
  const due = rows.filter(({ state }) => state === 'due').length;
  const counts = overdue.length + due === 0 ? 'Nothing waits.' : `${overdue.length} overdue, ${due} due.`;
  const said = text(`${counts} All of it: watchroom calendar`);
  if (overdue.length === 0) return [heading('Care of the watch'), said];
  return [
    heading('Care of the watch'),
    said,
    table(
      ['Overdue', 'Since', 'What to do', 'Where', 'Last done'],
      overdue.map(({ title, overdueAt, what, place, command, last }) => [
        title,
        new Date(overdueAt).toISOString(),
        what,
        [place?.name, command].filter((way) => way !== undefined && way !== null).join(', '),
        last === null ? '–' : `${new Date(last.at).toISOString()} by ${last.by}`,
      ]),
    ),
  ];
};
