import { History, Keyboard, Radar, Search } from 'lucide-react';
import type { WatchView } from '../../preload/contract/views.js';
import { chooseSpan } from '../state/chosen-span.js';
import { useConnection, useSources, useView } from '../state/console.js';
import { prefer, RANGES, type TimeRange, usePreferences } from '../state/preferences.js';
import { useIsStale, useNow } from '../text/now.js';
import { count } from '../text/quantity.js';
import { orUnsure, type Saying, sayCause, sayFiring, sayHeld, sayWatch, sayWatching } from '../text/states.js';
import { clockTime, roughly } from '../text/time.js';
import { Ago, useZone } from '../text/zone.js';
import { IconButton } from '../ui/button.js';
import { names } from '../ui/class-names.js';
import { Choice } from '../ui/field.js';
import { Kbd } from '../ui/kbd.js';
import { Badge, Mark } from '../ui/mark.js';
import { useWide } from '../ui/use-wide.js';
import type { Doors } from './commands.js';

const SOURCE_WORDS = {
  ok: 'all sources fresh',
  failing: 'a source is failing',
  idle: 'no readings yet',
  stale: 'readings are out of date, the last',
} as const;

const Freshness = () => {
  const freshAt = useView((view) => view.watch.freshAt);
  const isStale = useIsStale(useView((view) => view.watch.freshUntil));
  const sources = useSources();
  const isFailing = sources.some((source) => source.state === 'failing');
  if (freshAt === null) return <span>{SOURCE_WORDS.idle}</span>;
  return (
    <span className={isFailing || isStale ? 'text-warning' : undefined}>
      {SOURCE_WORDS[isFailing ? 'failing' : isStale ? 'stale' : 'ok']} <Ago at={freshAt} />
    </span>
  );
};

const Blindness = () => {
  const blind = useView((view) => view.watch.blind);
  const now = useNow();
  return blind === null ? null : (
    <span>
      for {roughly(now - blind.since)}, because {sayCause(blind.cause)}
    </span>
  );
};

const MutedUntil = () => {
  const until = useView((view) => view.watch.mutedUntil);
  const zone = useZone();
  return until === null ? null : <span className="text-muted"> · muted until {clockTime(until, zone)}</span>;
};

/** The state of the watch in words. What is lost or blind comes before anything else. */
const State = () => {
  const watch = useView((view) => view.watch);
  const connection = useConnection();
  const isWide = useWide();
  const { tone, word } = orUnsure(sayWatch(watch), useSources(), useIsStale(watch.freshUntil));
  if (connection.kind === 'lost') return <LostState since={connection.since} />;
  return (
    <div role="status" className="flex min-w-0 items-center gap-2.5 overflow-hidden whitespace-nowrap">
      {watch.state === 'problem' ? (
        <Problems watch={watch} isNarrow={!isWide} otherwise={{ tone, word }} />
      ) : watch.state === 'blind' ? (
        <Badge tone={tone} word={word} />
      ) : (
        <Mark tone={tone} word={word} />
      )}
      {isWide ? <Full /> : <Short />}
    </div>
  );
};

/** A badge for each severity that fires; what is held does not shout with them. */
const Problems = ({ watch, isNarrow, otherwise }: { watch: WatchView; isNarrow: boolean; otherwise: Saying }) => {
  const firing = sayFiring(watch);
  const held = sayHeld(watch, isNarrow);
  if (firing.length === 0) return <Badge {...otherwise} />;
  return (
    <>
      {firing.map((saying) => (
        <Badge key={saying.tone} {...saying} />
      ))}
      {held !== '' && <span className="text-small text-faint">{held}</span>}
    </>
  );
};

const Full = () => {
  const watch = useView((view) => view.watch);
  return (
    <span className={names('min-w-0 truncate text-soft', watch.state === 'problem' && 'border-l border-line-strong/60 pl-3')}>
      {watch.state === 'blind' ? (
        <Blindness />
      ) : (
        <>
          {sayWatching(watch)}
          {' · '}
          <Freshness />
        </>
      )}
      {watch.isSettling && ' · settling: notifications wait for fresh readings'}
      <MutedUntil />
    </span>
  );
};

/** In a narrow window the one thing that matters most beside the state: that the readings are not as they should be, else how many targets there are. */
const Short = () => {
  const watch = useView((view) => view.watch);
  const isStale = useIsStale(watch.freshUntil);
  const isFailing = useSources().some((source) => source.state === 'failing');
  const now = useNow();
  const zone = useZone();
  const [look, text] = shortly(watch, { isStale, isFailing, now, zone });
  return <span className={names('min-w-0 truncate max-lg:hidden', look)}>{text}</span>;
};

interface Moment {
  readonly isStale: boolean;
  readonly isFailing: boolean;
  readonly now: number;
  readonly zone: string;
}

const shortly = (watch: WatchView, { isStale, isFailing, now, zone }: Moment): readonly [look: string, text: string] => {
  if (watch.blind !== null) return ['text-soft', `for ${roughly(now - watch.blind.since)}`];
  // Where nothing fires, the state itself says so.
  const isProblem = watch.state === 'problem';
  if (isFailing && isProblem) return ['text-warning', 'source failing'];
  if (isStale && isProblem) return ['text-warning', 'out of date'];
  if (watch.mutedUntil !== null) return ['text-muted', `until ${clockTime(watch.mutedUntil, zone)}`];
  return ['text-soft', watch.isSettling ? 'settling' : count(watch.targets.total, 'target')];
};

const LostState = ({ since }: { since: number }) => (
  <div role="status" className="flex min-w-0 items-center gap-2 whitespace-nowrap">
    <Badge tone="unseen" word="Connection lost" />
    <span className="truncate text-soft">
      what you see is from <Ago at={since} />
    </span>
  </div>
);

const Desk = () => {
  const desk = useView((view) => view.desk);
  return (
    <a
      href="#/settings"
      className="min-w-0 rounded-md px-1 text-right leading-tight hover:bg-hover"
      title="Change who sits at this desk"
    >
      <span className="block max-w-32 xl:max-w-44 truncate font-medium">{desk.operator.name}</span>
      <span className="block max-w-32 xl:max-w-44 truncate text-small text-faint">
        {desk.operator.role}
        <span className="max-xl:hidden"> · {desk.site.name}</span>
      </span>
    </a>
  );
};

const RANGE_OPTIONS = RANGES.map((value) => ({ value, label: value }));

export const StatusStrip = (props: Doors) => {
  const range = usePreferences((preferences) => preferences.range);
  return (
    <header className="flex h-(--strip) shrink-0 items-center gap-3 border-b border-line bg-surface px-4">
      <span className="flex items-center gap-2 pr-1 font-semibold">
        <Radar size={18} aria-hidden="true" className="text-accent" />
        <span className="max-xl:sr-only">Watchroom</span>
      </span>
      <State />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <Choice<TimeRange>
          label="Time range"
          size="small"
          options={RANGE_OPTIONS}
          value={range}
          onPick={(next) => {
            prefer({ range: next });
            chooseSpan(null);
          }}
        />
        <IconButton name="Go back to … (b)" onClick={props.onGoBack}>
          <History size={16} aria-hidden="true" />
        </IconButton>
        <button
          type="button"
          onClick={props.onSearch}
          className="flex h-7 items-center gap-2 rounded-md border border-line bg-sunken px-2 text-faint hover:text-ink"
        >
          <Search size={14} aria-hidden="true" />
          <span className="max-xl:sr-only">Search</span>
          <Kbd keys="Ctrl K" />
        </button>
        <Desk />
        <IconButton name="Keyboard help" onClick={props.onHelp}>
          <Keyboard size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </header>
  );
};
