import type { Alert, Episode, EpisodeId, TimelineEntry } from '../core/model/alert.js';
import type { AuditDraft } from '../core/model/audit.js';
import type { BaselineHour, BaselineRecord } from '../core/model/baseline.js';
import type { ObservationSegment } from '../core/model/ledger.js';
import type { Suppression } from '../core/model/mute.js';
import type { Delivery } from '../core/model/notification.js';
import type { SeriesSample } from '../core/model/sample.js';
import type { Commit } from '../core/port/journal.js';

/** What changed since the last commit, keyed so that a later state replaces an earlier one. */
export interface Draft {
  readonly samples: SeriesSample[];
  readonly alerts: Map<string, Alert>;
  readonly episodes: Map<string, Episode>;
  readonly timeline: TimelineEntry[];
  readonly suppressions: Map<string, Suppression>;
  readonly deliveries: Map<string, Delivery>;
  readonly segments: Map<string, ObservationSegment>;
  readonly audit: AuditDraft[];
  readonly baselines: Map<string, BaselineRecord>;
  readonly baselineHours: BaselineHour[];
  readonly marks: Map<string, unknown>;
}

export const emptyDraft = (): Draft => ({
  samples: [],
  alerts: new Map(),
  episodes: new Map(),
  timeline: [],
  suppressions: new Map(),
  deliveries: new Map(),
  segments: new Map(),
  audit: [],
  baselines: new Map(),
  baselineHours: [],
  marks: new Map(),
});

/** Anything but samples, baselines and marks must be durable at once: someone may be told of it. */
export const isUrgent = (draft: Draft): boolean =>
  draft.timeline.length > 0 ||
  draft.audit.length > 0 ||
  draft.alerts.size > 0 ||
  draft.episodes.size > 0 ||
  draft.suppressions.size > 0 ||
  draft.deliveries.size > 0 ||
  draft.segments.size > 0;

export const isEmpty = (draft: Draft): boolean =>
  !isUrgent(draft) && draft.samples.length === 0 && draft.baselines.size === 0 && draft.marks.size === 0;

export const commitOf = (draft: Draft): Commit => ({
  samples: draft.samples,
  alerts: [...draft.alerts.values()],
  episodes: [...draft.episodes.values()],
  timeline: draft.timeline,
  suppressions: [...draft.suppressions.values()],
  deliveries: [...draft.deliveries.values()],
  segments: [...draft.segments.values()],
  audit: draft.audit,
  baselines: [...draft.baselines.values()],
  baselineHours: draft.baselineHours,
  marks: Object.fromEntries(draft.marks),
});

/** So many samples a commit carries at most: what a full disk has dammed up must not block the desk once it flows again. */
const MOST_SAMPLES = 20_000;
/** So many episodes at first too, where they stand apart: the first people are told while the rest is being written. */
export const FIRST_EPISODES = 1_000;

/** What the next commit carries, and what waits for the one after it. */
export interface Split {
  readonly now: Draft;
  readonly later: Draft;
}

/** An episode goes with its alert, timeline and messages in one commit; samples that nobody is told of may wait. */
export const split = (draft: Draft, mostEpisodes: number): Split => {
  const held = heldEpisodes(draft, mostEpisodes);
  return held.size > 0 ? withoutEpisodes(draft, held) : withoutSamples(draft);
};

const withoutSamples = (draft: Draft): Split => {
  if (draft.samples.length <= MOST_SAMPLES) return { now: draft, later: emptyDraft() };
  return {
    now: { ...draft, samples: draft.samples.slice(0, MOST_SAMPLES) },
    later: { ...emptyDraft(), samples: draft.samples.slice(MOST_SAMPLES) },
  };
};

/**
 * Those beyond what one commit carries. None where something that a person did, or one message of many alerts, ties them together; nor where a daily
 * summary leaves, for since when the next one counts is written with it.
 */
const heldEpisodes = ({ episodes, deliveries, audit, suppressions }: Draft, most: number): ReadonlySet<EpisodeId> => {
  if (episodes.size <= most || audit.length > 0 || suppressions.size > 0) return new Set();
  if ([...deliveries.values()].some(({ alerts, covers }) => alerts.length > 1 || covers !== undefined)) return new Set();
  const all = [...episodes.values()];
  const alerts = new Set(all.slice(most).map(({ fingerprint }) => fingerprint));
  return new Set(all.filter(({ fingerprint }) => alerts.has(fingerprint)).map(({ id }) => id));
};

/** The samples wait for the last of the episodes: after a crash in between, what was not remembered is found in them anew. */
const withoutEpisodes = (draft: Draft, held: ReadonlySet<EpisodeId>): Split => {
  const alerts = new Set([...held].map((id) => draft.episodes.get(id)?.fingerprint));
  const [timelineNow, timeline] = parted(draft.timeline, ({ episode }) => held.has(episode));
  const entries = {
    alerts: partedMap(draft.alerts, ({ fingerprint }) => alerts.has(fingerprint)),
    episodes: partedMap(draft.episodes, ({ id }) => held.has(id)),
    deliveries: partedMap(draft.deliveries, ({ episode }) => episode !== null && held.has(episode)),
  };
  const { samples, baselines, baselineHours } = draft;
  return {
    now: {
      ...draft,
      ...{ samples: [], baselines: new Map(), baselineHours: [], timeline: timelineNow },
      ...{ alerts: entries.alerts[0], episodes: entries.episodes[0], deliveries: entries.deliveries[0] },
    },
    later: {
      ...emptyDraft(),
      ...{ samples, baselines, baselineHours, timeline },
      ...{ alerts: entries.alerts[1], episodes: entries.episodes[1], deliveries: entries.deliveries[1] },
    },
  };
};

const parted = <Item>(items: readonly Item[], isHeld: (item: Item) => boolean): readonly [Item[], Item[]] => {
  const [now, later]: [Item[], Item[]] = [[], []];
  for (const item of items) (isHeld(item) ? later : now).push(item);
  return [now, later];
};

const partedMap = <Item>(
  items: ReadonlyMap<string, Item>,
  isHeld: (item: Item) => boolean,
): readonly [Map<string, Item>, Map<string, Item>] => {
  const [now, later] = parted([...items], ([, item]) => isHeld(item));
  return [new Map(now), new Map(later)];
};

/** A store that fails for hours must not fill the memory: beyond this the oldest samples give way. Some 100 MB. */
const MOST_KEPT = 1_000_000;

/** Puts a draft whose commit failed back in front of what came since; the later states win. */
export const restore = (failed: Draft, since: Draft): Draft => ({
  samples: failed.samples.concat(since.samples).slice(-MOST_KEPT),
  alerts: new Map([...failed.alerts, ...since.alerts]),
  episodes: new Map([...failed.episodes, ...since.episodes]),
  timeline: [...failed.timeline, ...since.timeline],
  suppressions: new Map([...failed.suppressions, ...since.suppressions]),
  deliveries: new Map([...failed.deliveries, ...since.deliveries]),
  segments: new Map([...failed.segments, ...since.segments]),
  audit: [...failed.audit, ...since.audit],
  baselines: new Map([...failed.baselines, ...since.baselines]),
  baselineHours: [...failed.baselineHours, ...since.baselineHours],
  marks: new Map([...failed.marks, ...since.marks]),
});
