import { GripVertical, X } from 'lucide-react';
import type { WatchView } from '../../../preload/contract/views.js';
import { useAbout } from '../../query/reads/desk.js';
import { useAlerts, useCall, useConnection, useSources, useView } from '../../state/console.js';
import { go } from '../../state/place.js';
import { byUrgency } from '../../text/alert.js';
import { useIsStale } from '../../text/now.js';
import { plain } from '../../text/quantity.js';
import {
  orUnsure,
  type Saying,
  sayCause,
  saySeverity,
  sayWatch,
  sayWatching,
  sayWatchShortly,
  type Tone,
} from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';

const GROUNDS: Readonly<Record<Tone, string>> = {
  critical: 'border-critical bg-critical-soft',
  warning: 'border-warning bg-warning-soft',
  info: 'border-info bg-info-soft',
  good: 'border-line-strong bg-surface',
  muted: 'border-muted bg-muted-soft',
  unseen: 'border-line-strong hatch',
  neutral: 'border-line-strong bg-surface',
};

const TEXTS: Readonly<Record<Tone, string>> = {
  critical: 'text-critical',
  warning: 'text-warning',
  info: 'text-info',
  good: 'text-good',
  muted: 'text-muted',
  unseen: 'text-ink',
  neutral: 'text-soft',
};

/** The watch in one line that lies over other windows: state, counts, the worst alert, and how fresh all of it is. */
export const StripPage = () => {
  const watch = useView((view) => view.watch);
  const isLost = useConnection().kind === 'lost';
  const sources = useSources();
  const isStale = useIsStale(watch.freshUntil);
  const { tone, word }: Saying = isLost
    ? { tone: 'unseen', word: 'Connection lost' }
    : orUnsure(sayWatchShortly(watch), sources, isStale);
  const open = useOpenConsole();
  return (
    <main className={names('flex h-full max-h-14 min-h-11 items-stretch border-2', GROUNDS[tone])}>
      <h1 className="sr-only">Watchroom: compact strip</h1>
      <p role="status" className="sr-only">
        {word}
      </p>
      <span className="draggable grid w-6 shrink-0 cursor-grab place-items-center text-faint" title="Drag me">
        <GripVertical size={14} aria-hidden="true" />
      </span>
      <button
        type="button"
        onClick={open}
        title={`${isLost ? word : sayWatch(watch).word}: open the console`}
        className={names(
          'flex min-w-0 flex-1 items-center gap-2 pr-1 text-left hover:brightness-110',
          tone === 'unseen' && 'my-0.5 rounded-md bg-surface pl-1',
        )}
      >
        <ToneIcon tone={tone} size={20} />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="flex items-center gap-2.5">
            <strong className={names('truncate font-semibold', TEXTS[tone])}>{word}</strong>
            <Counts watch={watch} />
          </span>
          <span className="block truncate text-small text-soft">
            <Second watch={watch} />
          </span>
        </span>
        <Freshness watch={watch} />
      </button>
      <Close />
    </main>
  );
};

/** The console, at what is to be done. A strip in a window of its own leaves it where it is, and brings it to the front. */
const useOpenConsole = (): (() => void) => {
  const call = useCall();
  const isDesktop = useAbout()?.shell === 'desktop';
  return () => {
    const opener = window.opener as Window | null;
    if (isDesktop) void call('window.showConsole', { alert: null });
    else if (opener === null || opener.closed) go('/alerts');
    else {
      opener.location.hash = '/alerts';
      opener.focus();
    }
  };
};

const Counts = ({ watch: { firing, acknowledged, suppressed } }: { watch: WatchView }) => (
  <>
    {(['critical', 'warning', 'info'] as const).map((severity) =>
      firing[severity] === 0 ? null : (
        <span key={severity} className={names('flex items-center gap-1 font-semibold', TEXTS[severity])}>
          <ToneIcon tone={severity} size={12} />
          {plain(firing[severity])}
          <span className="sr-only"> {saySeverity(severity).word}</span>
        </span>
      ),
    )}
    {acknowledged + suppressed > 0 && (
      <span className="text-small whitespace-nowrap text-soft">{plain(acknowledged + suppressed)} in hand</span>
    )}
  </>
);

/** What is worst; where nothing is, what is watched, or why nothing is seen. */
const Second = ({ watch }: { watch: WatchView }) => {
  const [worst] = useAlerts()
    .filter(({ state, isTest }) => state === 'firing' && !isTest)
    .sort(byUrgency);
  if (watch.blind !== null) return `because ${sayCause(watch.blind.cause)}`;
  return worst?.summary ?? sayWatching(watch);
};

const Freshness = ({ watch: { freshAt, freshUntil, blind } }: { watch: WatchView }) => {
  const isStale = useIsStale(freshUntil);
  const isFailing = useSources().some(({ state }) => state === 'failing');
  const connection = useConnection();
  const at = connection.kind === 'lost' ? connection.since : freshAt;
  return (
    <span className="shrink-0 text-right text-small leading-tight text-soft">
      <span className={names('block', (isFailing || isStale) && 'font-semibold text-warning')}>
        {connection.kind === 'lost'
          ? 'as of'
          : blind !== null
            ? 'last seen'
            : isFailing
              ? 'source fails'
              : isStale
                ? 'out of date'
                : 'fresh'}
      </span>
      {at === null ? 'no reading' : <Ago at={at} />}
    </span>
  );
};

const Close = () => {
  const call = useCall();
  const isDesktop = useAbout()?.shell === 'desktop';
  const close = (): void => {
    if (isDesktop) void call('window.showStrip', { isShown: false });
    else if (window.opener === null) go('/');
    else window.close();
  };
  return (
    <button
      type="button"
      aria-label="Close the strip"
      title="Close the strip"
      onClick={close}
      className="grid w-7 shrink-0 place-items-center text-soft hover:bg-hover hover:text-ink"
    >
      <X size={14} aria-hidden="true" />
    </button>
  );
};
