import type { Alert, Episode, EpisodeId, TimelineEntry } from '../model/alert.js';
import type { AuditDraft, AuditEntry, AuditVerdict } from '../model/audit.js';
import type { BaselineHour, BaselineRecord } from '../model/baseline.js';
import type { ObservationSegment } from '../model/ledger.js';
import type { Suppression } from '../model/mute.js';
import type { Delivery } from '../model/notification.js';
import type { SeriesId, SeriesSample } from '../model/sample.js';
import type { Instant } from '../time/instant.js';
import type { History } from './history.js';

/** Small facts that the engine keeps under a name, as JSON values. */
export type Marks = Readonly<Record<string, unknown>>;

/**
 * All that one or more turns changed: stored whole or not at all. Records replace the earlier one of the same identity
 * (alert: fingerprint · episode: id · timeline: episode and sequence · suppression: id · delivery: id · segment: scope and
 * `from` · sample: series and instant · baseline: series · baseline hour: series and instant · mark: name). An hour is kept
 * under its series' baseline, which is in the same commit or an earlier one. Audit drafts are appended, numbered and chained.
 */
export interface Commit {
  readonly samples: readonly SeriesSample[];
  readonly alerts: readonly Alert[];
  readonly episodes: readonly Episode[];
  readonly timeline: readonly TimelineEntry[];
  readonly suppressions: readonly Suppression[];
  readonly deliveries: readonly Delivery[];
  readonly segments: readonly ObservationSegment[];
  readonly audit: readonly AuditDraft[];
  readonly baselines: readonly BaselineRecord[];
  readonly baselineHours: readonly BaselineHour[];
  readonly marks: Marks;
}

/** What the engine needs to go on where it stopped. */
export interface Remembered {
  readonly alerts: readonly Alert[];
  /** Unresolved ones, and those resolved since `resolvedSince`. */
  readonly episodes: readonly Episode[];
  /** Highest sequence of each of those episodes' timelines. */
  readonly sequences: Readonly<Record<string, number>>;
  /** Those not ended. */
  readonly suppressions: readonly Suppression[];
  /** Those waiting, and those decided since `resolvedSince`. */
  readonly deliveries: readonly Delivery[];
  /** Those that end after `resolvedSince`, or are open. */
  readonly segments: readonly ObservationSegment[];
  /** The newest sample of every series since `seriesSince`. */
  readonly latest: readonly SeriesSample[];
  readonly baselines: readonly BaselineRecord[];
  readonly marks: Marks;
}

/** Newest first: by when they fired, then by their number, then by their id. */
export interface EpisodeQuery {
  /** Open episodes, and those that ended at or after `since`. */
  readonly since: Instant;
  /** Only those that fired at or before it. */
  readonly until?: Instant;
  readonly fingerprint?: string;
  /** Only those that come after this one: the next page. */
  readonly after?: Pick<Episode, 'id' | 'firedAt' | 'number'>;
  readonly limit: number;
}

/** Newest first: by when they were decided, then by their id. */
export interface DeliveryQuery {
  readonly episode?: EpisodeId;
  /** Decided at or after `since`, and at or before `until`. */
  readonly since?: Instant;
  readonly until?: Instant;
  /** Only those that come after this one: the next page. */
  readonly after?: Pick<Delivery, 'id' | 'decidedAt'>;
  readonly limit: number;
}

export interface Journal {
  /** What a desk needs to go on. `seriesSince`: a counter's rise is taken from its count before, however long ago; default: `resolvedSince`. */
  remembered(resolvedSince: Instant, seriesSince?: Instant): Promise<Remembered>;
  /** Resolves once the commit is durable. Rejects where it is not; then nothing of it was stored. */
  commit(commit: Commit): Promise<void>;
  episodes(query: EpisodeQuery): Promise<readonly Episode[]>;
  episode(id: EpisodeId): Promise<Episode | null>;
  timeline(id: EpisodeId): Promise<readonly TimelineEntry[]>;
  deliveries(query: DeliveryQuery): Promise<readonly Delivery[]>;
  segments(from: Instant, to: Instant): Promise<readonly ObservationSegment[]>;
  /** Suppressions that ran at an instant, as they stood then: not ended yet. */
  suppressionsAt(at: Instant): Promise<readonly Suppression[]>;
  /** Suppressions that ran at any time of `[from, to)`, as they are now, in the order in which they began. */
  suppressions(from: Instant, to: Instant): Promise<readonly Suppression[]>;
  /** What a baseline learnt of each hour that starts in `[from, to)`, oldest first. */
  baselineHours(series: SeriesId, from: Instant, to: Instant): Promise<readonly BaselineHour[]>;
  /** Newest first, those with a sequence below `before`. */
  audit(query: { readonly before?: number; readonly limit: number }): Promise<readonly AuditEntry[]>;
  /** The entry of what a desk asked under this id (`actor.asked`); null: that was not carried out. */
  auditOf(request: string): Promise<AuditEntry | null>;
  /** Walks the whole chain and names the first entry that does not fit. */
  verifyAudit(): Promise<AuditVerdict>;
}

/** A store: both sides, and an end. `stop` waits for commits under way. */
export interface Store {
  readonly journal: Journal;
  readonly history: History;
  stop(): Promise<void>;
}
