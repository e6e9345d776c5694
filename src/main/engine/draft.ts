import type { Alert, Episode, TimelineEntry } from '../core/model/alert.js';
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

/** What the next commit carries, and what waits for the one after it: samples alone, which nobody is told of. */
export const split = (draft: Draft): { readonly now: Draft; readonly later: Draft } => {
  if (draft.samples.length <= MOST_SAMPLES) return { now: draft, later: emptyDraft() };
  return {
    now: { ...draft, samples: draft.samples.slice(0, MOST_SAMPLES) },
    later: { ...emptyDraft(), samples: draft.samples.slice(MOST_SAMPLES) },
  };
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
