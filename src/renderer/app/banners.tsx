import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { SystemView } from '../../preload/contract/views.js';
import { useConnection, useView } from '../state/console.js';
import { Ago } from '../text/zone.js';
import { names } from '../ui/class-names.js';
import { type MarkTone, ToneIcon } from '../ui/mark.js';

const GROUND: Readonly<Record<string, string>> = {
  critical: 'bg-critical-soft border-critical/40',
  warning: 'bg-warning-soft border-warning/40',
  info: 'bg-info-soft border-info/40',
  unseen: 'bg-hover border-line-strong',
};

type Banner = SystemView['banners'][number];

/** Where a problem is mended, by what its id begins with. */
const PLACES: readonly (readonly [begins: RegExp, href: string, name: string])[] = [
  [/^(?:channel-|unavailable-|no-channel)/, '#/system?part=notifications', 'Notifications'],
  [/^number-/, '#/system/sms', 'Set up SMS'],
  [/^config-/, '#/settings?part=configuration', 'Configuration'],
  [/^(?:store|shared-store|recording)/, '#/system?part=engine-and-store', 'Engine and store'],
  [/^backup/, '#/settings/backups-and-heartbeat', 'Backups'],
  [/^heartbeat/, '#/settings/backups-and-heartbeat', 'Heartbeat'],
];

const Place = ({ id }: { id: string }) => {
  const [, href, name] = PLACES.find(([begins]) => begins.test(id)) ?? [];
  if (href === undefined) return null;
  return (
    <a href={href} className="whitespace-nowrap text-ink underline underline-offset-2">
      {name}
    </a>
  );
};

interface LineProps {
  readonly tone: MarkTone;
  readonly text: string;
  readonly remedy: string;
  readonly since: number;
  readonly id?: string;
}

const Line = ({ tone, text, remedy, since, id = '' }: LineProps) => (
  <li className={names('flex items-center gap-2.5 border-b px-5 py-1.5', GROUND[tone])}>
    {/* The hatch stays beside the words, which are read on a plain ground. */}
    <span className={names(tone === 'unseen' && 'hatch -my-1.5 -ml-5 flex items-center self-stretch pr-3 pl-5')}>
      <span className="block rounded-full bg-surface p-0.5">
        <ToneIcon tone={tone} />
      </span>
    </span>
    <p className="min-w-0 flex-1">
      <strong className="font-medium">{text}</strong> <span className="text-soft">{remedy}</span> <Place id={id} />
    </p>
    <span className="rounded-md bg-surface px-1.5 text-small text-soft">
      <Ago at={since} />
    </span>
  </li>
);

const RANK: Readonly<Record<Banner['severity'], number>> = { critical: 0, warning: 1, info: 2 };
/** More than so many leave the page too little room: then all but the first two wait behind a button that counts them. */
const MOST = 3;

/** What is wrong with the watch itself, and what to do about it. Above every page, the worst first. */
export const Banners = () => {
  const banners = useView((view) => view.system.banners);
  const connection = useConnection();
  const [isOpen, setOpen] = useState(false);
  if (banners.length === 0 && connection.kind !== 'lost') return null;
  const ranked = [...banners].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const isMany = ranked.length > MOST;
  const shown = isMany && !isOpen ? ranked.slice(0, MOST - 1) : ranked;
  const hidden = ranked.length - (MOST - 1);
  return (
    <section
      aria-label="Problems of the watch"
      className={names('flex shrink-0 flex-col', isOpen ? 'max-h-[45vh]' : 'max-h-40')}
    >
      <ul className="min-h-0 overflow-y-auto">
        {connection.kind === 'lost' && (
          <Line
            tone="unseen"
            text={connection.why}
            remedy="This window shows what was known before and takes no actions until the connection is back. It is tried again by itself."
            since={connection.since}
          />
        )}
        {shown.map(({ id, severity, text, remedy, since }) => (
          <Line key={id} {...{ id, text, remedy, since }} tone={severity} />
        ))}
      </ul>
      {isMany && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex w-full shrink-0 items-center gap-2 border-b border-line bg-surface px-5 py-1 text-left text-soft hover:bg-hover hover:text-ink"
        >
          {isOpen ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
          {isOpen ? 'Show the first two only' : `${hidden} more ${hidden === 1 ? 'problem' : 'problems'} of the watch`}
        </button>
      )}
    </section>
  );
};
