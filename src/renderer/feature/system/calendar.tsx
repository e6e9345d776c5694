import { useState } from 'react';
import type { CalendarRow } from '../../../preload/contract/views.js';
import { Unread } from '../../query/answered.js';
import { useCalendar } from '../../query/reads/reports.js';
import { useView } from '../../state/console.js';
import { INTERVALS } from '../../text/calendar.js';
import { count, plain } from '../../text/quantity.js';
import { Card, Section, Skeleton } from '../../ui/section.js';
import { WhyNot } from '../../ui/why-not.js';
import { CalendarDialog } from './calendar-dialog.js';
import { CalendarLine } from './calendar-line.js';

/** The regular care of the watch as checklists: what waits, since when, and who did it last. Nothing is drawn while it is off. */
export const Calendar = () => {
  // A view that was recorded before there was a calendar has none.
  const waits = useView((view) => view.system.calendar ?? null);
  const { data, error, refetch } = useCalendar();
  const [task, ask] = useState<CalendarRow | null>(null);
  if (waits === null) return null;
  return (
    <Section anew title="Calendar" note={sayWaiting(waits)}>
      {error !== null && <Unread title="The calendar could not be read" error={error} onAgain={refetch} />}
      {data === undefined && error === null && <Skeleton className="h-64" />}
      {data !== undefined && error === null && (
        <>
          <WhyNot act="calendar.done" />
          <div className="grid gap-3 min-[1280px]:grid-cols-2">
            {INTERVALS.map(({ interval, name }) => (
              <Checklist key={interval} name={name} rows={data.filter((row) => row.interval === interval)} onDone={ask} />
            ))}
          </div>
        </>
      )}
      {task !== null && <CalendarDialog row={task} onClose={() => ask(null)} />}
    </Section>
  );
};

const sayWaiting = ({ due, overdue }: { readonly due: number; readonly overdue: number }): string => {
  if (due + overdue === 0) return 'Nothing of the regular care of the watch waits';
  if (overdue === 0) return `${count(due, 'task')} due`;
  return due === 0 ? `${count(overdue, 'task')} overdue` : `${plain(overdue)} overdue, ${plain(due)} due`;
};

const Checklist = (props: { name: string; rows: readonly CalendarRow[]; onDone: (row: CalendarRow) => void }) => (
  <Card>
    <h3 className="border-b border-line px-4 py-2 font-medium">{props.name}</h3>
    <ul aria-label={props.name}>
      {props.rows.map((row) => (
        <CalendarLine key={row.id} row={row} onDone={() => props.onDone(row)} />
      ))}
    </ul>
  </Card>
);
