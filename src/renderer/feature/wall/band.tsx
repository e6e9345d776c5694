import type { ReactNode } from 'react';
import { useConnection, useSources, useView } from '../../state/console.js';
import { useIsStale, useNow } from '../../text/now.js';
import { orUnsure, type Saying, sayCause, sayWatch, type Tone } from '../../text/states.js';
import { clockTime, roughly } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';

const GROUNDS: Readonly<Record<Tone, string>> = {
  critical: 'bg-critical-fill text-on-accent',
  warning: 'bg-warning-soft text-warning',
  info: 'bg-info-soft text-info',
  good: 'bg-good-soft text-good',
  muted: 'bg-muted-soft text-muted',
  unseen: 'hatch',
  neutral: 'bg-surface text-soft',
};

/** Nothing that is shown can be taken for now: the desk is blind, or this screen lost it. */
export const useIsUnseen = (): boolean => {
  const connection = useConnection();
  const isBlind = useView((view) => view.watch.blind !== null);
  return isBlind || connection.kind === 'lost';
};

/** The state of the watch in one line that is read from the other end of the room, with the time and how fresh it is. */
export const Band = () => {
  const watch = useView((view) => view.watch);
  const connection = useConnection();
  const isLost = connection.kind === 'lost';
  const sources = useSources();
  const isStale = useIsStale(watch.freshUntil);
  const { tone, word }: Saying = isLost
    ? { tone: 'unseen', word: 'Connection lost' }
    : orUnsure(sayWatch(watch), sources, isStale);
  const isFilled = tone === 'critical';
  return (
    <header className={names(BAND, GROUNDS[tone])}>
      <p
        role="status"
        className={names(
          'flex min-w-0 items-center gap-[1.2vw] text-wall-state font-semibold',
          tone === 'unseen' && 'rounded-md bg-surface px-[1vw] text-ink',
        )}
      >
        <span className={names('shrink-0 [&>svg]:size-[1em]', isFilled && '[&>svg]:text-on-accent')}>
          <ToneIcon tone={tone} />
        </span>
        <span className="min-w-0">{unbroken(word)}</span>
      </p>
      <div className={names('shrink-0 text-right', tone === 'unseen' && 'rounded-md bg-surface px-[1vw] text-ink')}>
        <Clock />
        <p className="text-wall-small">
          {isLost ? (
            <>
              what you see is from <Ago at={connection.since} />
            </>
          ) : (
            <Freshness />
          )}
        </p>
      </div>
    </header>
  );
};

/** Wider than the screen by as much as the picture moves, so that no edge shows beside it. */
const BAND = '-mx-2 -mt-2 flex items-center justify-between gap-[2vw] px-[calc(2.5vw+8px)] pt-[calc(1.2vw+8px)] pb-[1.2vw]';

/** A count stays with its word. */
const unbroken = (words: string): string => words.replaceAll(/(\d) (?=\w)/g, '$1\u00a0');

const Clock = () => {
  const now = useNow();
  const zone = useZone();
  return <p className="text-wall-text font-semibold">{clockTime(now, zone)}</p>;
};

const Freshness = (): ReactNode => {
  const { freshAt, freshUntil, blind } = useView((view) => view.watch);
  const isStale = useIsStale(freshUntil);
  const isFailing = useSources().some(({ state }) => state === 'failing');
  const now = useNow();
  if (blind !== null) return `for ${roughly(now - blind.since)}, because ${sayCause(blind.cause)}`;
  if (freshAt === null) return 'no reading yet';
  return (
    <>
      {isFailing && <strong>a source is failing · </strong>}
      {isStale && !isFailing && <strong>out of date · </strong>}
      last reading <Ago at={freshAt} />
    </>
  );
};
