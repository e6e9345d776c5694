import type { HandoverAlert } from '../../../preload/contract/views.js';
import { alertPath } from '../../state/place.js';
import { asBeginning, sayHolder } from '../../text/alert.js';
import { sayNextLevel, sayTold } from '../../text/handover.js';
import { useNow } from '../../text/now.js';
import { plain } from '../../text/quantity.js';
import { saySeverity } from '../../text/states.js';
import { roughly, shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Badge } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

/** Open alerts that are in the same hands, the worst first. Nothing is drawn where there are none. */
export const OpenAlerts = ({ title, alerts }: { title: string; alerts: readonly HandoverAlert[] }) =>
  alerts.length === 0 ? null : (
    <Section title={title} note={plain(alerts.length)}>
      <Card>
        <ul>
          {alerts.map((alert) => (
            <Line key={alert.row.id} alert={alert} />
          ))}
        </ul>
      </Card>
    </Section>
  );

const Line = ({ alert }: { alert: HandoverAlert }) => {
  const { row, told } = alert;
  const now = useNow();
  const zone = useZone();
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line px-3 py-2 last:border-0">
      <Badge {...saySeverity(row.severity)} />
      <div className="min-w-0">
        <a href={`#${alertPath(row.id)}`} className="font-medium break-words hover:underline">
          {row.summary}
        </a>
        <p className="break-words text-soft">
          {asBeginning(holderOf(alert, now, zone))} · {nextOf(alert, now, zone)}
        </p>
        <p className="text-small break-words text-faint">
          {told.length === 0 ? 'Nobody was told yet' : `Told: ${sayTold(told)}`}
        </p>
      </div>
      <p className="text-right whitespace-nowrap">
        since {shortly(row.startedAt, now, zone)}
        <span className="block text-small text-faint">
          for {roughly(now - row.startedAt)} · {row.id}
        </span>
      </p>
    </li>
  );
};

const nextOf = (alert: HandoverAlert, now: number, zone: string): string =>
  `${alert.next.kind === 'due' ? 'next: ' : ''}${sayNextLevel(alert, now, zone)}`;

/** Who has it, since when, and what they wrote. */
export const holderOf = ({ row }: HandoverAlert, now: number, zone: string): string => {
  if (row.suppressed !== null) {
    const { by, until, why } = row.suppressed;
    return `suppressed by ${by} until ${shortly(until, now, zone)}${why === '' ? '' : `: ${why}`}`;
  }
  if (row.acknowledged === null) return sayHolder(row, now);
  const { by, at, note } = row.acknowledged;
  return `${by} has it since ${shortly(at, now, zone)}${note === '' ? '' : `: ${note}`}`;
};
