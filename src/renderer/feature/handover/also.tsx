import type { ReactNode } from 'react';
import type { AlertRow, HandoverHeld, HandoverNote, SuppressionRow } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { sayEnd, sayHeld, sayMatchers } from '../../text/handover.js';
import { useNow } from '../../text/now.js';
import { count, plain } from '../../text/quantity.js';
import { saySeverity } from '../../text/states.js';
import { roughly, shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const List = <Item,>(props: {
  title: string;
  items: readonly Item[];
  none: string;
  more?: number;
  render: (item: Item) => ReactNode;
}) => (
  // Where there is nothing, that takes one line.
  <Section
    title={props.title}
    note={props.items.length === 0 ? props.none : plain(props.items.length + (props.more ?? 0))}
    className={props.items.length === 0 ? '-mb-3' : ''}
  >
    {props.items.length > 0 && (
      <Card>
        <ul>{props.items.map(props.render)}</ul>
      </Card>
    )}
    {(props.more ?? 0) > 0 && <p className="text-faint">and {count(props.more ?? 0, 'older one')}</p>}
  </Section>
);

const Line = (props: { mark?: ReactNode; what: ReactNode; detail: string; when: ReactNode }) => (
  <li className="flex items-baseline gap-2.5 border-b border-line px-3 py-1.5 last:border-0">
    {props.mark !== undefined && <span className="self-start pt-0.5">{props.mark}</span>}
    <div className="min-w-0 flex-1 break-words">
      {props.what}
      <p className="text-small break-words text-faint">{props.detail}</p>
    </div>
    <span className="text-right whitespace-nowrap text-soft">{props.when}</span>
  </li>
);

const Alert = ({ id, summary }: { id: string; summary: string }) => (
  <a href={`#${alertPath(id)}`} className="font-medium hover:underline">
    {summary}
  </a>
);

const isEqual = (row: SuppressionRow, label: string): string | null => {
  const [only, ...others] = row.matchers;
  return only?.label === label && only.operator === '=' && others.length === 0 ? only.value : null;
};

/** What is suppressed: a rule or a target by its name, else by its matchers. */
const Muted = ({ row }: { row: SuppressionRow }) => {
  const rule = useView((view) => view.rules[isEqual(row, 'rule') ?? '']?.name);
  const target = useView((view) => view.targets[isEqual(row, 'target') ?? '']?.name);
  if (rule !== undefined) return <span className="font-medium">Rule: {rule}</span>;
  if (target !== undefined) return <span className="font-medium">Target: {target}</span>;
  return <span className="font-mono">{sayMatchers(row)}</span>;
};

/** Suppressions that end in the next shift, and what is heard again then. */
export const Ending = ({ rows }: { rows: readonly SuppressionRow[] }) => {
  const now = useNow();
  const zone = useZone();
  return (
    <List
      title="Suppressions that end within 12 h"
      none="None ends within the next 12 h."
      items={rows}
      render={(row) => (
        <Line
          key={row.id}
          mark={<ToneIcon tone="muted" />}
          what={<Muted row={row} />}
          detail={`${row.by}${row.why === '' ? '' : `: ${row.why}`} · ${
            row.mutes === 0 ? 'mutes nothing now' : `${count(row.mutes, 'open alert')} will be heard again`
          }`}
          when={`ends ${shortly(row.endsAt, now, zone)}, in ${roughly(Math.max(0, row.endsAt - now))}`}
        />
      )}
    />
  );
};

/** What quiet hours kept from people. */
export const Held = ({ rows }: { rows: readonly HandoverHeld[] }) => {
  const now = useNow();
  const zone = useZone();
  return (
    <List
      title="Held back by quiet hours"
      none="Quiet hours held nothing back."
      items={rows}
      render={(one) => (
        <Line
          key={`${one.alert} ${one.channel}`}
          mark={<ToneIcon tone={saySeverity(one.severity).tone} />}
          what={<Alert id={one.alert} summary={one.summary} />}
          detail={sayHeld(one, now, zone)}
          when={`fired ${shortly(one.firedAt, now, zone)}`}
        />
      )}
    />
  );
};

export const Ended = ({ rows, more }: { rows: readonly AlertRow[]; more: number }) => {
  const now = useNow();
  const zone = useZone();
  return (
    <List
      title="Ended in this shift"
      none="Nothing ended in this shift."
      items={rows}
      more={more}
      render={(row) => (
        <Line
          key={row.id}
          mark={<ToneIcon tone="good" />}
          what={<Alert id={row.id} summary={row.summary} />}
          detail={`was ${saySeverity(row.severity).word.toLowerCase()}, ended ${sayEnd(row)}`}
          when={row.resolvedAt === null ? '' : shortly(row.resolvedAt, now, zone)}
        />
      )}
    />
  );
};

export const Notes = ({ notes }: { notes: readonly HandoverNote[] }) => {
  const now = useNow();
  const zone = useZone();
  return (
    <List
      title="Notes on alerts"
      none="Nobody wrote a note in this shift."
      items={notes}
      render={(note) => (
        <Line
          key={`${note.alert} ${note.at}`}
          what={<p className="whitespace-pre-wrap">{note.text}</p>}
          detail={`${note.by} on ${note.alert}${note.summary === null ? '' : `, ${note.summary}`}`}
          when={shortly(note.at, now, zone)}
        />
      )}
    />
  );
};
