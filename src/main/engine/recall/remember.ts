import { completed } from '../../core/incident/untold.js';
import type { Fingerprint } from '../../core/model/alert.js';
import type { Config } from '../../core/model/config.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Owed } from '../../core/model/owed.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { SeriesId } from '../../core/model/sample.js';
import { beginObserving, unobservedLength } from '../../core/observe/observation.js';
import type { Remembered } from '../../core/port/journal.js';
import { owedOf, owedSince } from '../../core/report/owed.js';
import { indexRules } from '../../core/rule/rule-index.js';
import { type Duration, days, type Instant, instant, observedInstant } from '../../core/time/instant.js';
import { aim } from '../aim.js';
import { nothingAtRest } from '../attention.js';
import { recallCalendar } from '../calendar/calendar.js';
import { emptyDraft } from '../draft.js';
import { bornSeries, keepSample } from '../observe/intake.js';
import { goBack, settle } from '../observe/observing.js';
import { recallUnderWay } from '../outbox/under-way.js';
import { keepOwed, sinceOf } from '../plan/owed.js';
import { noteSent } from '../plan/quota.js';
import type { Trace } from '../trace.js';
import { doubtClock, isLive, keepSegment, type Settling, type World } from '../world.js';

/** A desk that was off over a long weekend, or a week, goes on with the series that it had. */
export const SERIES_KEPT: Duration = days(8);

/** What the desk was when it last wrote, read back from the marks. */
interface LastSeen {
  readonly aliveAt: Instant;
  readonly observed: number;
  readonly bornAt: Instant;
}

const lastSeen = (remembered: Remembered, now: Instant): LastSeen | null => {
  const { aliveAt, observed, bornAt } = remembered.marks;
  if (typeof aliveAt !== 'number' || typeof observed !== 'number') return null;
  return { aliveAt: instant(Math.min(aliveAt, now)), observed, bornAt: instant(typeof bornAt === 'number' ? bornAt : aliveAt) };
};

const numberMark = (remembered: Remembered, name: string): number => {
  const value = remembered.marks[name];
  return typeof value === 'number' ? value : 0;
};

export interface BornWorld {
  readonly config: Config;
  readonly remembered: Remembered;
  readonly now: Instant;
  readonly channels: readonly ChannelKind[];
  readonly trace: Trace;
  /** How often series have a sample that no target gives; null where nobody knows. */
  readonly every?: Duration | null;
  /** What the next daily summary is to tell; left out where nothing of it is forgotten. */
  readonly owed?: Owed;
}

/** The world as it was when the desk last wrote, with the time since then written down as not running. */
export const recall = ({ config, remembered, now, channels, trace, every = null, owed }: BornWorld): World => {
  const seen = lastSeen(remembered, now);
  const world = blankWorld(config, channels, trace, seen, now);
  for (const alert of remembered.alerts) {
    world.alerts.set(alert.fingerprint, alert);
    if (isLive(alert)) world.live.add(alert.fingerprint);
    world.lastAlertNumber = Math.max(world.lastAlertNumber, alert.number);
  }
  for (const stored of remembered.episodes) {
    const episode = completed(stored);
    world.episodes.set(episode.id, episode);
    if (episode.resolution !== null && !episode.recoveryPlanned) world.ended.add(episode.id);
    if (episode.waiting.length > 0) world.queued.add(episode.id);
  }
  for (const [id, sequence] of Object.entries(remembered.sequences)) world.sequences.set(id, sequence);
  for (const suppression of remembered.suppressions) world.suppressions.set(suppression.id, suppression);
  for (const delivery of remembered.deliveries) {
    world.deliveries.set(delivery.id, delivery);
    noteSent(world, delivery);
  }
  recallUnderWay(world, remembered);
  recallTelling(world, remembered, now);
  keepOwed(world, owed ?? owedOf(remembered.episodes, sinceOf(remembered.marks, now)));
  recallCalendar(world, remembered);
  world.lastAlertNumber = Math.max(world.lastAlertNumber, numberMark(remembered, 'alertNumber'));
  world.lastSuppressionNumber = numberMark(remembered, 'suppressionNumber');
  world.settling = recallBack(remembered);
  world.clockDoubtedUntil = observedInstant(numberMark(remembered, 'clockDoubtedUntil'));
  recallSegments(world, remembered.segments, seen, now);
  recallWaiting(world, remembered);
  for (const { series, state } of remembered.baselines) world.baselines.set(series, state);
  recallSeries(world, { config, remembered, now, channels, trace, every }, seen);
  goBack(world, now);
  aim(world, config, now);
  return world;
};

const blankWorld = (
  config: Config,
  channels: readonly ChannelKind[],
  trace: Trace,
  seen: LastSeen | null,
  now: Instant,
): World => {
  const draft = emptyDraft();
  return {
    config,
    observation: beginObserving(now, observedInstant(seen?.observed ?? 0)),
    segments: [],
    bornAt: seen?.bornAt ?? now,
    clockDoubtedUntil: observedInstant(0),
    settling: null,
    series: new Map(),
    baselines: new Map(),
    bindings: new Map(),
    ruleIndex: indexRules([]),
    silences: new Set(),
    waiting: new Map(),
    endedSeries: new Set(),
    roundTo: 0,
    rules: new Map(),
    targets: new Map(),
    alerts: new Map(),
    episodes: new Map(),
    sequences: new Map(),
    suppressions: new Map(),
    deliveries: new Map(),
    underWay: new Map(),
    live: new Set<Fingerprint>(),
    rest: nothingAtRest(),
    touched: null,
    ended: new Set(),
    suppressionIndex: null,
    explained: null,
    queued: new Set(),
    storms: new Map(),
    sent: new Map(),
    summaryAt: now,
    owed: owedSince(now),
    hasSummary: null,
    calendar: { done: {}, changedAt: null },
    lastAlertNumber: 0,
    lastSuppressionNumber: 0,
    available: channels,
    channels: [],
    draft: () => draft,
    trace,
    turns: 0,
  };
};

/** What rules have waited for since when, and which series are over, as it was when the desk stopped. */
const recallWaiting = (world: World, { marks }: Remembered): void => {
  for (const [fingerprint, since] of (marks.waiting as readonly (readonly [string, number])[] | undefined) ?? [])
    world.waiting.set(fingerprint, observedInstant(since));
  for (const id of (marks.endedSeries as readonly SeriesId[] | undefined) ?? []) world.endedSeries.add(id);
};

/** A summary that was owed when the desk stopped is still owed. */
const recallBack = ({ marks }: Remembered): Settling | null => {
  const back = marks.back as Settling['back'] | undefined;
  return back == null ? null : { waitingFor: new Set(), until: instant(0), back };
};

/** Storms under way, and the daily summary that was last: a desk that starts for the first time owes none. */
const recallTelling = (world: World, { marks }: Remembered, now: Instant): void => {
  const storms = (marks.storms ?? {}) as Readonly<Partial<Record<ChannelKind, readonly Instant[]>>>;
  for (const [channel, firings] of Object.entries(storms)) world.storms.set(channel as ChannelKind, firings);
  world.summaryAt = typeof marks.summaryAt === 'number' ? instant(Math.min(marks.summaryAt, now)) : now;
  world.draft().marks.set('summaryAt', world.summaryAt);
  world.hasSummary = typeof marks.hasSummary === 'boolean' ? marks.hasSummary : null;
};

/** Closes the segment that was open, writes the time since then down as stopped, and begins to observe. */
const recallSegments = (world: World, known: readonly ObservationSegment[], seen: LastSeen | null, now: Instant): void => {
  for (const segment of known) {
    if (segment.to !== null) world.segments.push(segment);
    else keepSegment(world, { ...segment, to: instant(Math.max(segment.from, seen?.aliveAt ?? 0)) });
  }
  if (seen !== null && now > seen.aliveAt) {
    doubtClock(world, now - seen.aliveAt, world.observation.before);
    keepSegment(world, { scope: 'desk', from: seen.aliveAt, to: now, cause: 'stopped' });
    world.trace(now, { event: 'unobserved', cause: 'stopped', from: seen.aliveAt, to: now });
  }
  world.draft().segments.set('open', world.observation.open);
  world.draft().marks.set('bornAt', world.bornAt);
};

/** Puts the newest sample of each series back, as old on the observed clock as it was. */
const recallSeries = (world: World, { config, remembered, now, every = null }: BornWorld, seen: LastSeen | null): void => {
  if (seen === null) return;
  const intervals = new Map<string, Duration>(config.targets.map((target) => [target.id, target.every]));
  for (const sample of remembered.latest) {
    const state = bornSeries(world, sample, intervals.get(sample.series.labels.target ?? '') ?? every);
    const age = Math.max(0, seen.aliveAt - sample.at) - unobservedLength(world.segments, sample.at, seen.aliveAt);
    // After a jump backwards of the clock the newest sample may lie in the future: nothing could follow it there.
    keepSample(state, Math.min(sample.at, now), sample.value);
    state.newestObserved = observedInstant(Math.max(0, seen.observed - Math.max(0, age)));
  }
};

/** Begins to settle after a start: with a summary where the desk had not run for a while. */
export const settleAfterStart = (world: World, now: Instant): void => {
  const stopped = world.segments.findLast((segment) => segment.cause === 'stopped' && segment.to === now);
  settle(world, now, stopped === undefined ? null : { from: stopped.from, to: now, cause: 'stopped' });
};
