import { Siren } from 'lucide-react';
import { useView } from '../../state/console.js';
import { alertPath } from '../../state/place.js';
import { sayChannel } from '../../text/delivery.js';
import { useNow } from '../../text/now.js';
import { roughly, shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';

/** Who is told next of all that fires, if nobody does anything. */
export const NextEscalation = () => {
  const next = useView((view) => view.watch.nextEscalation);
  const now = useNow();
  const zone = useZone();
  if (next === null) return null;
  const isNow = next.at <= now;
  return (
    <a
      href={`#${alertPath(next.alert)}`}
      className="flex items-center gap-2.5 rounded-b-md border-t border-line bg-sunken px-3 py-2 hover:bg-hover"
      title={`${next.summary}: level ${next.level}, ${shortly(next.at, now, zone)}`}
    >
      <Siren size={15} aria-hidden="true" className="shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate">
        <span className="text-soft">Next: </span>
        <strong className="font-semibold">{next.team}</strong>{' '}
        {next.channels.length === 0 ? (
          <span className="text-warning">due, but no channel reaches them</span>
        ) : (
          <span className="text-soft">by {next.channels.map(sayChannel).join(', ')}</span>
        )}
      </span>
      <span className="whitespace-nowrap font-medium">{isNow ? 'now' : `in ${roughly(next.at - now)}`}</span>
    </a>
  );
};
