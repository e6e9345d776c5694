import { ShieldCheck } from 'lucide-react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useCalm } from '../../query/calm.js';
import { useAlerts, useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { byUrgency, sayAlert, sayHolder } from '../../text/alert.js';
import { capital } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { plain } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { NextEscalation } from './next-escalation.js';

const MOST = 5;

const Row = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const { tone, word } = sayAlert(row);
  return (
    <li className="border-b border-line last:border-0">
      <a
        href={`#${alertPath(row.id)}`}
        title={row.summary}
        className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2 hover:bg-hover"
      >
        <ToneIcon tone={tone} size={17} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{row.summary}</span>
          <span className="block truncate text-small text-faint">
            <span className={TONES[tone]}>{row.suppressed === null ? word : capital(sayHolder(row, now))}</span>
            {row.suppressed === null && ` · ${sayHolder(row, now)}`} · {row.name}
          </span>
        </span>
        <span className="text-right text-small whitespace-nowrap text-faint">
          <Ago at={row.startedAt} />
        </span>
      </a>
    </li>
  );
};

const TONES: Readonly<Record<string, string>> = {
  critical: 'font-semibold text-critical',
  warning: 'font-semibold text-warning',
  info: 'font-semibold text-info',
  muted: 'font-semibold text-muted',
};

const Calm = () => {
  const { tone, title } = useCalm();
  const popsUp = useView((view) => view.system.channels.some(({ kind, state }) => kind === 'desktop' && state !== 'off'));
  return (
    <p className="flex items-center gap-2 px-3 py-3 text-soft">
      {tone === 'good' ? (
        <ShieldCheck size={16} aria-hidden="true" className="shrink-0 text-good" />
      ) : (
        <ToneIcon tone={tone} size={16} />
      )}
      {tone === 'unseen'
        ? `${title}. What happened since is not known.`
        : `${title}. New alerts appear here${popsUp ? ' and as a pop-up on this desk' : ''}.`}
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
      title="Open alerts"
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
          <ul aria-label="Open alerts">
            {open.slice(0, MOST).map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        )}
        <NextEscalation />
      </Card>
    </Section>
  );
};
