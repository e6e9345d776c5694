import type { Actor } from '../core/model/actor.js';
import type { Alert, Episode, TimelineKind } from '../core/model/alert.js';
import type { BaselineState } from '../core/model/baseline.js';
import type { CalendarKept } from '../core/model/calendar.js';
import type { Config } from '../core/model/config.js';
import type { Labels } from '../core/model/labels.js';
import type { ObservationSegment } from '../core/model/ledger.js';
import type { Suppression } from '../core/model/mute.js';
import type { Delivery } from '../core/model/notification.js';
import type { Owed } from '../core/model/owed.js';
import type { ChannelKind } from '../core/model/reason.js';
import type { Judgement, Rule, RuleId } from '../core/model/rule.js';
import type { Series, SeriesId } from '../core/model/sample.js';
import type { TargetId } from '../core/model/target.js';
import type { SuppressionIndex } from '../core/mute/suppression-index.js';
import { type Observation, observedAt } from '../core/observe/observation.js';
import { owedAfter } from '../core/report/owed.js';
import type { JudgeAt, Member } from '../core/rule/member.js';
import type { RuleIndex } from '../core/rule/rule-index.js';
import type { SampleWindow } from '../core/sample/sample-window.js';
import type { TargetState } from '../core/sample/target-state.js';
import { type Duration, days, type Instant, type ObservedInstant, observedInstant } from '../core/time/instant.js';
import type { Rest, Touched } from './attention.js';
import type { Draft } from './draft.js';
import type { Trace } from './trace.js';

/** One series, with its samples as far back as the longest window that looks at it. */
export interface SeriesState extends Member {
  readonly id: SeriesId;
  readonly series: Series;
  readonly samples: SampleWindow;
  readonly marked: Map<number, SampleWindow>;
  newestObserved: ObservedInstant;
  every: Duration | null;
  isEnded: boolean;
  /** Null where no rule asks what is usual. */
  baseline: BaselineState | null;
  /** How far back its rules look, and how many of the newest samples they need however old. */
  keep: Duration;
  keepNewest: number;
  bindings: Binding[];
}

/** One rule over one group of series: what makes one alert. */
export interface Binding {
  readonly rule: Rule;
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly members: SeriesState[];
  /** Its second of the round in which every alert is looked at. */
  readonly place: number;
  /** Since when it waits for a first series; null where it has had one, or waits for none. */
  since: ObservedInstant | null;
  judgement: Judgement;
  /** Why it could not be judged the last time; null where it could. */
  failure: string | null;
}

/** Why notifications wait: targets that have not had their fresh reading yet. */
export interface Settling {
  readonly waitingFor: Set<TargetId>;
  readonly until: Instant;
  /** What the desk comes back from; null on its very first start. */
  readonly back: { readonly cause: 'asleep' | 'offline' | 'stopped'; readonly from: Instant; readonly to: Instant } | null;
}

/** Everything the engine knows, in one place. Changed only inside a turn. */
export interface World {
  config: Config;
  observation: Observation;
  /** Segments that have ended within the last day, oldest first. */
  segments: ObservationSegment[];
  bornAt: Instant;
  /** Until this much has been observed the wall clock is not believed enough to delete by it. */
  clockDoubtedUntil: ObservedInstant;
  settling: Settling | null;
  readonly series: Map<SeriesId, SeriesState>;
  /** What was learnt of series before the start: each takes its own up again with its first sample. */
  readonly baselines: Map<SeriesId, BaselineState>;
  readonly bindings: Map<string, Binding>;
  ruleIndex: RuleIndex;
  /** Those that time alone can bring to breach: rules that wait for a sample. */
  readonly silences: Set<Binding>;
  /** Fingerprint -> since when a match that never had a series has been waited for. */
  readonly waiting: Map<string, ObservedInstant>;
  /** Series whose end was announced. */
  readonly endedSeries: Set<SeriesId>;
  /** The second, since the epoch, up to which the round that looks at every alert now and then has got. */
  roundTo: number;
  readonly rules: Map<RuleId, Rule>;
  readonly targets: Map<TargetId, TargetState>;
  readonly alerts: Map<string, Alert>;
  readonly episodes: Map<string, Episode>;
  readonly sequences: Map<string, number>;
  readonly suppressions: Map<string, Suppression>;
  readonly deliveries: Map<string, Delivery>;
  /** Deliveries of which an attempt is under way, and since when. */
  readonly underWay: Map<string, Instant>;
  /** Fingerprints of the alerts that time alone may move: what a tick looks at. */
  readonly live: Set<string>;
  /** Which of them need not be looked at for who is to be told. */
  readonly rest: Rest;
  /** What changed since the view was made last; null: nobody has made one yet. */
  touched: Touched | null;
  /** Resolved episodes of which nobody was told yet that they are. */
  readonly ended: Set<string>;
  /** The suppressions by what they mean; null: to be made again. */
  suppressionIndex: SuppressionIndex | null;
  /** Which open episode is explained by which other; null: to be judged again. */
  explained: ReadonlyMap<string, string> | null;
  /** Episodes of which something is decided and waits. */
  readonly queued: Set<string>;
  /** By channel, when firings last left one by one: what a storm is told by. */
  readonly storms: Map<ChannelKind, readonly Instant[]>;
  /** When what is limited went into the outbox within the last day, by limit. */
  readonly sent: Map<string, Instant[]>;
  /** The last time of a daily summary that has passed. */
  summaryAt: Instant;
  /** What the next one is to tell. */
  owed: Owed;
  /** Whether summaries are written; null: not known yet. */
  hasSummary: boolean | null;
  calendar: CalendarKept;
  lastAlertNumber: number;
  lastSuppressionNumber: number;
  /** Channels that this process could use. */
  readonly available: readonly ChannelKind[];
  /** Of those, the ones that the configuration turns on. */
  channels: readonly ChannelKind[];
  draft: () => Draft;
  readonly trace: Trace;
  turns: number;
}

/** The two clocks of a turn at `now`, and the site's zone. */
export const nowOf = (world: World, now: Instant): JudgeAt => ({
  now,
  observed: observedAt(world.observation, now),
  zone: world.config.site.timeZone,
});

export const keepAlert = (world: World, alert: Alert): void => {
  world.alerts.set(alert.fingerprint, alert);
  world.draft().alerts.set(alert.fingerprint, alert);
  world.rest.awake.add(alert.fingerprint);
  world.touched?.alerts.add(alert.fingerprint);
  if (isLive(alert)) world.live.add(alert.fingerprint);
  else world.live.delete(alert.fingerprint);
};

/** Time alone may move it: pending, firing, or held after a resolve by hand. */
export const isLive = ({ phase }: Alert): boolean =>
  phase.state === 'pending' || phase.state === 'firing' || (phase.state === 'resolved' && phase.heldUntilObserved !== null);

/** An episode that the world holds for certain; throws where it does not, which is a bug. */
export const episodeOf = (world: World, id: string): Episode => {
  const episode = world.episodes.get(id);
  if (episode === undefined) throw new Error(`the world holds no episode ${id}`);
  return episode;
};

export const keepEpisode = (world: World, episode: Episode): void => {
  const known = world.episodes.get(episode.id);
  if (known === undefined || (known.resolution === null) !== (episode.resolution === null)) {
    world.explained = null;
    world.rest.areMutesNew = true;
  }
  world.owed = owedAfter(world.owed, known, episode);
  world.episodes.set(episode.id, episode);
  world.rest.awake.add(episode.fingerprint);
  world.touched?.episodes.add(episode.id);
  if (episode.waiting.length > 0) world.queued.add(episode.id);
  else world.queued.delete(episode.id);
  world.draft().episodes.set(episode.id, episode);
  if (episode.resolution !== null && !episode.recoveryPlanned) world.ended.add(episode.id);
};

export const keepSuppression = (world: World, suppression: Suppression): void => {
  world.suppressionIndex = null;
  world.rest.areMutesNew = true;
  if (suppression.ended === null) world.suppressions.set(suppression.id, suppression);
  else world.suppressions.delete(suppression.id);
  world.draft().suppressions.set(suppression.id, suppression);
};

export const keepDelivery = (world: World, delivery: Delivery): void => {
  world.deliveries.set(delivery.id, delivery);
  world.draft().deliveries.set(delivery.id, delivery);
};

export const keepSegment = (world: World, segment: ObservationSegment): void => {
  world.segments.push(segment);
  world.draft().segments.set(`${segment.scope}@${segment.from}`, segment);
};

/** Adds a line to an episode's story. */
export const tell = (
  world: World,
  episode: Episode,
  line: {
    readonly at: Instant;
    readonly kind: TimelineKind;
    readonly by?: Actor;
    readonly text: string;
    readonly value?: number | null;
  },
): void => {
  const sequence = (world.sequences.get(episode.id) ?? 0) + 1;
  world.sequences.set(episode.id, sequence);
  world.draft().timeline.push({
    episode: episode.id,
    sequence,
    at: line.at,
    kind: line.kind,
    by: line.by ?? null,
    text: line.text,
    value: line.value ?? null,
  });
};

/** The next alert's number. Numbers are never used again, also after a restart. */
export const numberAlert = (world: World): number => {
  world.lastAlertNumber += 1;
  world.draft().marks.set('alertNumber', world.lastAlertNumber);
  return world.lastAlertNumber;
};

/** A gap of this length may just as well be a clock that was set wrong. */
const DOUBTFUL_GAP = days(7);
const DOUBT = days(1);

/** After a gap of a week or more the clock must prove itself for an observed day. */
export const doubtClock = (world: World, gap: number, observed: ObservedInstant): void => {
  if (gap < DOUBTFUL_GAP) return;
  world.clockDoubtedUntil = observedInstant(observed + DOUBT);
  world.draft().marks.set('clockDoubtedUntil', world.clockDoubtedUntil);
};
