import { isOwed } from '../../core/incident/untold.js';
import type { Episode } from '../../core/model/alert.js';
import type { Config } from '../../core/model/config.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Owed } from '../../core/model/owed.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { Remembered } from '../../core/port/journal.js';
import { newestUpTo } from '../../core/sample/window-read.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { recallBaselines } from '../recall/baselines.js';
import { recall, SERIES_KEPT, settleAfterStart } from '../recall/remember.js';
import { recallWindows } from '../recall/windows.js';
import type { Trace } from '../trace.js';
import { nowOf, type World } from '../world.js';
import type { PastAct } from './acts.js';
import type { PlayedSeries } from './feed.js';
import type { Recorded } from './recorded.js';

/** Any channel that the configuration turns on can be used: nothing is sent. */
const CHANNELS: readonly ChannelKind[] = ['desktop', 'email', 'slack', 'sms', 'webhook'];

/** As far back as the desk remembers what is over when it starts. */
const MEMORY = days(1) + hours(1);
/** A desk that is found at work has observed for longer than anything of it is old. */
const LONG_SINCE = days(400);

const NOTHING: Remembered = {
  alerts: [],
  episodes: [],
  sequences: {},
  suppressions: [],
  deliveries: [],
  segments: [],
  latest: [],
  baselines: [],
  marks: {},
};

export interface BootParts {
  readonly config: Config;
  readonly recorded: Recorded;
  readonly trace: Trace;
}

/** A desk's process, started at `now` with what it remembers, as the engine starts it. */
const boot = async (
  { config, recorded, trace }: BootParts,
  remembered: Remembered,
  now: Instant,
  owed?: Owed,
): Promise<World> => {
  const known = owed === undefined ? {} : { owed };
  const world = recall({ config, remembered, now, channels: CHANNELS, trace, ...known });
  await recallWindows(world, recorded, now);
  await recallBaselines(world, recorded, now);
  settleAfterStart(world, now);
  return world;
};

/** The very first start of a desk. */
export const bootFirst = (parts: BootParts, now: Instant): Promise<World> => boot(parts, NOTHING, now);

/** What there was before a desk that is found at work. */
export interface Before {
  readonly series: readonly PlayedSeries[];
  readonly ledger: readonly ObservationSegment[];
  readonly acts: readonly PastAct[];
  /** What it has learnt; left out where it is to learn from what is recorded. */
  readonly baselines?: Remembered['baselines'];
}

/** A desk that was at work already by `now`: it knows the newest samples and what people had muted, and nothing fires yet. */
export const bootAmid = async (parts: BootParts, before: Before, now: Instant): Promise<World> => {
  const { series, ledger, acts, baselines = [] } = before;
  const since = after(now, -MEMORY);
  const found = await Promise.all(
    series.map(async ({ id, series }) => {
      const newest = await parts.recorded.newest(id, after(now, -SERIES_KEPT), now);
      return newest === null ? [] : [{ id, series, ...newest }];
    }),
  );
  const segments = ledger.filter(({ to, from }) => to !== null && to <= now && from < now && to >= since);
  const marks = { aliveAt: now, observed: LONG_SINCE, bornAt: ledger[0]?.from ?? now };
  const suppressions = acts.flatMap((act) => (act.kind === 'suppress' ? [act.suppression] : []));
  return boot(parts, { ...NOTHING, latest: found.flat(), suppressions, segments, marks, baselines }, now);
};

/** The next process of the same desk, which stopped at `stoppedAt`: it remembers what was committed. */
export const bootAgain = (
  parts: BootParts,
  world: World,
  marks: ReadonlyMap<string, unknown>,
  stop: { readonly stoppedAt: Instant; readonly now: Instant },
): Promise<World> => boot(parts, committed(world, marks, stop.stoppedAt, stop.now), stop.now, world.owed);

const committed = (world: World, marks: ReadonlyMap<string, unknown>, stoppedAt: Instant, now: Instant): Remembered => {
  const since = after(now, -MEMORY);
  return {
    alerts: [...world.alerts.values()],
    episodes: [...world.episodes.values()].filter((episode) => isOpenOrSince(episode, since) || isOwed(episode)),
    sequences: Object.fromEntries(world.sequences),
    suppressions: [...world.suppressions.values()],
    deliveries: [...world.deliveries.values()].filter(({ state, decidedAt }) => state.kind === 'waiting' || decidedAt >= since),
    segments: [...world.segments, world.observation.open],
    latest: latestOf(world, after(now, -SERIES_KEPT)),
    baselines: [...world.series.values()].flatMap(({ id, baseline }) =>
      baseline === null ? [] : [{ series: id, savedAt: stoppedAt, state: baseline }],
    ),
    marks: { ...Object.fromEntries(marks), aliveAt: stoppedAt, observed: nowOf(world, stoppedAt).observed },
  };
};

const isOpenOrSince = ({ resolution }: Episode, since: Instant): boolean => resolution === null || resolution.at >= since;

const latestOf = (world: World, since: Instant): readonly SeriesSample[] =>
  [...world.series.values()].flatMap(({ id, series, samples }) => {
    const newest = newestUpTo(samples, Number.POSITIVE_INFINITY);
    return newest === null || newest.at < since ? [] : [{ id, series, at: instant(newest.at), value: newest.value }];
  });
