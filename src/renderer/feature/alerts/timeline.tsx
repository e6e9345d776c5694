import type { TimelineEntry } from '../../../preload/contract/views.js';
import { useNow } from '../../text/now.js';
import { isState, quantity } from '../../text/quantity.js';
import { clockSeconds, dayOf, exactly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import type { MarkTone } from '../../ui/mark.js';
import { ToneIcon } from '../../ui/mark.js';
import { Unbroken } from '../../ui/unbroken.js';

const TONES: Readonly<Partial<Record<TimelineEntry['kind'], MarkTone>>> = {
  fired: 'critical',
  reopened: 'critical',
  resolved: 'good',
  acknowledged: 'info',
  suppressed: 'muted',
  held: 'muted',
  abandoned: 'warning',
  escalated: 'warning',
  flapping: 'warning',
};

const WORDS: Readonly<Record<TimelineEntry['kind'], string>> = {
  pending: 'Condition met',
  fired: 'Fired',
  resolved: 'Resolved',
  reopened: 'Reopened',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Acknowledgement taken back',
  'acknowledgement-ended': 'Acknowledgement ended',
  suppressed: 'Suppressed',
  unsuppressed: 'Suppression taken back',
  'suppression-ended': 'Suppression ended',
  notified: 'Notification decided',
  escalated: 'Escalated',
  held: 'Notification held',
  delivered: 'Delivered',
  abandoned: 'Not delivered',
  note: 'Note',
  flapping: 'Flapping',
};

const Line = ({ entry, metric }: { entry: TimelineEntry; metric: string }) => {
  const zone = useZone();
  const day = dayOf(entry.at, zone);
  const isToday = day === dayOf(useNow(), zone);
  return (
    <li className="grid grid-cols-[auto_1fr_auto] gap-x-2.5 py-1">
      <span className="pt-0.5">
        <ToneIcon tone={TONES[entry.kind] ?? 'neutral'} size={14} />
      </span>
      <span className="min-w-0 break-words">
        <span className="font-medium">{WORDS[entry.kind]}</span>
        {entry.by !== null && entry.by.via !== 'engine' && <span className="text-soft"> by {entry.by.name}</span>}
        {entry.value !== null && !isState(metric) && <span className="text-soft"> at {quantity(entry.value, metric)}</span>}
        {entry.text !== '' && (
          <span className="block text-soft">
            <Unbroken text={entry.text} />
          </span>
        )}
      </span>
      <time className="text-small text-faint" title={exactly(entry.at, zone)} dateTime={new Date(entry.at).toISOString()}>
        {isToday ? '' : `${day}, `}
        {clockSeconds(entry.at, zone)}
      </time>
    </li>
  );
};

/** The story of an episode, newest first. */
export const Timeline = ({ entries, metric }: { entries: readonly TimelineEntry[]; metric: string }) => (
  <ol>
    {entries.toReversed().map((entry) => (
      <Line key={entry.sequence} entry={entry} metric={metric} />
    ))}
  </ol>
);
