import type { MouseEvent } from 'react';
import type { CalendarRow } from '../../../preload/contract/views.js';
import { CALENDAR_STATES } from '../../text/calendar.js';
import { useNow } from '../../text/now.js';
import { dayNear } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Mark } from '../../ui/mark.js';

/** One task: how it stands, what is to be done and where, who did it last. */
export const CalendarLine = ({ row, onDone }: { row: CalendarRow; onDone: () => void }) => (
  <li className="flex items-start gap-4 border-b border-line px-4 py-2.5 last:border-0">
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{row.title}</span>
        <Mark {...CALENDAR_STATES[row.state]} />
        <span className="text-small text-faint">
          <When row={row} />
        </span>
      </p>
      <p className="text-soft">{row.what}</p>
      <p className="flex flex-wrap gap-x-3 text-small">
        {row.place !== null && <PlaceLink place={row.place} />}
        {row.command !== null && <code className="break-all font-mono text-soft">{row.command}</code>}
      </p>
      <p className="break-words text-small text-faint">
        <Last row={row} />
      </p>
    </div>
    <Button acts="calendar.done" aria-label={`Done: ${row.title}`} onClick={onDone}>
      Done
    </Button>
  </li>
);

/** What stands on this very page is scrolled to; where it is not drawn, nothing of it is there. */
const PlaceLink = ({ place: { name, path, section } }: { place: NonNullable<CalendarRow['place']> }) => {
  const onClick = (event: MouseEvent): void => {
    if (section === null) return;
    // A heading may say behind its name how things are.
    const heading = [...document.querySelectorAll('h2')].find(({ textContent }) => textContent.startsWith(section));
    if (heading === undefined) return;
    event.preventDefault();
    heading.scrollIntoView({ block: 'start' });
  };
  return (
    <a href={`#${path}`} onClick={onClick} className="text-accent hover:underline">
      {name}
    </a>
  );
};

const When = ({ row }: { row: CalendarRow }) => {
  const zone = useZone();
  const now = useNow();
  if (row.state === 'rests') return `due ${dayNear(row.dueAt, now, zone)}`;
  return `since ${dayNear(row.state === 'due' ? row.dueAt : row.overdueAt, now, zone)}`;
};

const Last = ({ row: { last } }: { row: CalendarRow }) =>
  last === null ? (
    'Not done yet, as far as is known'
  ) : (
    <>
      Done <Ago at={last.at} /> by {last.by}
      {last.note !== '' && `: ${last.note}`}
    </>
  );
