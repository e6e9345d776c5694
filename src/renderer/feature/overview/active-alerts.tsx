import { ShieldCheck } from 'lucide-react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useAlerts, useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { byUrgency, sayAlert, sayHolder, sayLimit, sayNext, sayValue } from '../../text/alert.js';
import { useNow } from '../../text/now.js';
import { plain } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { Badge } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const MOST = 5;

const Row = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const { tone, word } = sayAlert(row);
  const next = sayNext(row, now);
  return (
    <li className="border-b border-line last:border-0">
      <a
        href={`#${alertPath(row.id)}`}
        className="grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2 hover:bg-hover"
      >
        <Badge tone={tone} word={word} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{row.summary}</span>
          <span className="block truncate text-small text-faint">
            {row.name} · {sayHolder(row, now)}
            {next !== null && ` · ${next}`}
          </span>
        </span>
        <span className="text-right">
          <span className="block font-semibold">
            {sayValue(row)} <span className="font-normal text-faint">{sayLimit(row)}</span>
          </span>
          <span className="block text-small text-faint">
            since <Ago at={row.startedAt} />
          </span>
        </span>
      </a>
    </li>
  );
};

const Calm = () => {
  const state = useView((view) => view.watch.state);
  const popsUp = useView((view) => view.system.channels.some(({ kind, state }) => kind === 'desktop' && state !== 'off'));
  return (
    <p className="flex items-center gap-2 px-3 py-3 text-soft">
      <ShieldCheck size={16} aria-hidden="true" className={state === 'blind' ? 'text-faint' : 'text-good'} />
      {state === 'blind'
        ? 'Nothing was firing when this desk last looked. What happened since is not known.'
        : `Nothing fires. New alerts appear here${popsUp ? ' and as a pop-up on this desk' : ''}.`}
    </p>
  );
};

/** What is wrong now, worst first. */
export const ActiveAlerts = () => {
  const open = useAlerts()
    .filter((row) => row.state === 'firing')
    .sort(byUrgency);
  return (
    <Section
      title="Active alerts"
      note={open.length === 0 ? undefined : plain(open.length)}
      actions={
        <a href="#/alerts" className="text-accent hover:underline">
          {open.length > MOST ? `Show all ${plain(open.length)}` : 'Open the list'}
        </a>
      }
    >
      <Card>
        {open.length === 0 ? (
          <Calm />
        ) : (
          <ul aria-label="Active alerts">
            {open.slice(0, MOST).map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        )}
      </Card>
    </Section>
  );
};
