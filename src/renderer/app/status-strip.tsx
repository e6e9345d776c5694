import { History, Keyboard, Radar, Search } from 'lucide-react';
import { chooseSpan } from '../state/chosen-span.js';
import { useConnection, useSources, useView } from '../state/console.js';
import { prefer, RANGES, type TimeRange, usePreferences } from '../state/preferences.js';
import { useIsStale, useNow } from '../text/now.js';
import { orUnsure, sayCause, sayWatch, sayWatching } from '../text/states.js';
import { clockTime, roughly } from '../text/time.js';
import { Ago, useZone } from '../text/zone.js';
import { IconButton } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { Kbd } from '../ui/kbd.js';
import { Badge, Mark } from '../ui/mark.js';
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
  const { tone, word } = orUnsure(sayWatch(watch), useSources(), useIsStale(watch.freshUntil));
  if (connection.kind === 'lost') return <LostState since={connection.since} />;
  return (
    <div role="status" className="flex min-w-0 items-center gap-2 overflow-hidden whitespace-nowrap">
      {watch.state === 'problem' || watch.state === 'blind' ? (
        <Badge tone={tone} word={word} />
      ) : (
        <Mark tone={tone} word={word} />
      )}
      <span className="min-w-0 truncate text-soft max-lg:hidden">
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
    </div>
  );
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
        {desk.operator.role} · {desk.site.name}
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
