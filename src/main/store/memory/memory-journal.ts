import { isOwed } from '../../core/incident/untold.js';
import type { Alert, Episode, EpisodeId, TimelineEntry } from '../../core/model/alert.js';
import type { AuditEntry, AuditVerdict } from '../../core/model/audit.js';
import type { BaselineHour, BaselineRecord } from '../../core/model/baseline.js';
import type { Retention } from '../../core/model/config.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Suppression } from '../../core/model/mute.js';
import type { Delivery } from '../../core/model/notification.js';
import type { Commit, Journal, Marks, Remembered } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
import { CHAIN_START, chained, concludeWalk, type Link, walkOn } from '../audit/chain.js';
import { isAuditDue, isBaselineDue, isDeliveryDue, isEpisodeDue, isSegmentDue, isSuppressionDue } from '../retention.js';
import { ranAt, ranWithin } from '../suppressions.js';
import type { MemoryHistory } from './memory-history.js';

export interface MemoryJournal {
  readonly journal: Omit<Journal, 'commit'>;
  apply(commit: Commit): void;
  /** Deletes records that are older than `keep` allows; returns how many. */
  retain(keep: Retention, now: Instant): number;
}

interface Records {
  readonly alerts: Map<string, Alert>;
  readonly episodes: Map<string, Episode>;
  readonly timeline: Map<string, Map<number, TimelineEntry>>;
  readonly suppressions: Map<string, Suppression>;
  readonly deliveries: Map<string, Delivery>;
  readonly segments: Map<string, ObservationSegment>;
  readonly baselines: Map<string, BaselineRecord>;
  readonly baselineHours: Map<string, BaselineHour>;
  readonly marks: Map<string, unknown>;
  audit: AuditEntry[];
  /** What the first kept audit entry follows. */
  anchor: Link;
}

export const createMemoryJournal = (history: MemoryHistory): MemoryJournal => {
  const records: Records = {
    alerts: new Map(),
    episodes: new Map(),
    timeline: new Map(),
    suppressions: new Map(),
    deliveries: new Map(),
    segments: new Map(),
    baselines: new Map(),
    baselineHours: new Map(),
    marks: new Map(),
    audit: [],
    anchor: CHAIN_START,
  };
  return {
    journal: {
      ...readingSide(records),
      remembered: async (since, seriesSince = since) => remembered(records, history, since, seriesSince),
    },
    apply: (commit) => apply(records, commit),
    retain: (keep, now) => retain(records, keep, now),
  };
};

const readingSide = (records: Records): Omit<Journal, 'commit' | 'remembered'> => ({
  episodes: async ({ since, until = EVER, fingerprint, after, limit }) =>
    [...records.episodes.values()]
      .filter((episode) => isOpenOrSince(episode, since) && (fingerprint ?? episode.fingerprint) === episode.fingerprint)
      .filter((episode) => episode.firedAt <= until && (after === undefined || newestFirst(after, episode) < 0))
      .sort(newestFirst)
      .slice(0, limit),
  episode: async (id) => records.episodes.get(id) ?? null,
  timeline: async (id) => timelineOf(records, id),
  deliveries: async ({ episode, since = 0, until = EVER, after, limit }) =>
    [...records.deliveries.values()]
      .filter((delivery) => (episode ?? delivery.episode) === delivery.episode)
      .filter(({ decidedAt }) => decidedAt >= since && decidedAt <= until)
      .filter((delivery) => after === undefined || lastDecidedFirst(after, delivery) < 0)
      .sort(lastDecidedFirst)
      .slice(0, limit),
  segments: async (from, to) =>
    inOrder(
      [...records.segments.values()].filter((segment) => segment.from < to && (segment.to === null || segment.to > from)),
    ),
  suppressions: async (from, to) => ranWithin([...records.suppressions.values()], from, to),
  suppressionsAt: async (at) => ranAt([...records.suppressions.values()], at),
  baselineHours: async (series, from, to) =>
    [...records.baselineHours.values()]
      .filter((hour) => hour.series === series && hour.at >= from && hour.at < to)
      .sort((a, b) => a.at - b.at),
  audit: async ({ before, limit }) =>
    records.audit
      .filter(({ sequence }) => sequence < (before ?? Number.POSITIVE_INFINITY))
      .toReversed()
      .slice(0, limit),
  auditOf: async (request) => records.audit.find(({ actor }) => actor.asked?.request === request) ?? null,
  verifyAudit: async () => verify(records),
});

const EVER = Number.POSITIVE_INFINITY;

const newestFirst = (a: Pick<Episode, 'id' | 'firedAt' | 'number'>, b: Pick<Episode, 'id' | 'firedAt' | 'number'>): number =>
  b.firedAt - a.firedAt || b.number - a.number || descending(a.id, b.id);

const lastDecidedFirst = (a: Pick<Delivery, 'id' | 'decidedAt'>, b: Pick<Delivery, 'id' | 'decidedAt'>): number =>
  b.decidedAt - a.decidedAt || descending(a.id, b.id);

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

const isOpenOrSince = ({ resolution }: Episode, since: number): boolean => resolution === null || resolution.at >= since;

const timelineOf = (records: Records, id: EpisodeId): TimelineEntry[] =>
  [...(records.timeline.get(id)?.values() ?? [])].sort((a, b) => a.sequence - b.sequence);

const inOrder = (segments: readonly ObservationSegment[]): ObservationSegment[] =>
  [...segments].sort((a, b) => a.from - b.from || (a.scope < b.scope ? -1 : 1));

const verify = ({ audit, anchor }: Records): AuditVerdict => {
  const walk = walkOn({ last: anchor, entries: 0 }, audit);
  return 'kind' in walk ? walk : concludeWalk(walk, audit.at(-1) ?? anchor);
};

const remembered = (records: Records, history: MemoryHistory, since: Instant, seriesSince: Instant): Remembered => {
  const episodes = [...records.episodes.values()].filter((episode) => isOpenOrSince(episode, since) || isOwed(episode));
  const segments = [...records.segments.values()].filter(({ to }) => to === null || to > since);
  return {
    alerts: [...records.alerts.values()],
    episodes,
    sequences: Object.fromEntries(
      episodes.flatMap(({ id }) =>
        timelineOf(records, id)
          .slice(-1)
          .map(({ sequence }) => [id, sequence]),
      ),
    ),
    suppressions: [...records.suppressions.values()].filter(({ ended }) => ended === null),
    deliveries: [...records.deliveries.values()].filter(
      ({ state, decidedAt }) => state.kind === 'waiting' || decidedAt >= since,
    ),
    segments: inOrder(segments),
    latest: history.latest(seriesSince),
    baselines: [...records.baselines.values()],
    marks: Object.fromEntries(records.marks) satisfies Marks,
  };
};

const apply = (records: Records, commit: Commit): void => {
  for (const alert of commit.alerts) records.alerts.set(alert.fingerprint, alert);
  for (const episode of commit.episodes) records.episodes.set(episode.id, episode);
  for (const entry of commit.timeline) {
    const entries = records.timeline.get(entry.episode) ?? new Map<number, TimelineEntry>();
    records.timeline.set(entry.episode, entries.set(entry.sequence, entry));
  }
  for (const suppression of commit.suppressions) records.suppressions.set(suppression.id, suppression);
  for (const delivery of commit.deliveries) records.deliveries.set(delivery.id, delivery);
  for (const segment of commit.segments) records.segments.set(`${segment.from} ${segment.scope}`, segment);
  for (const baseline of commit.baselines) records.baselines.set(baseline.series, baseline);
  for (const hour of commit.baselineHours) records.baselineHours.set(`${hour.at} ${hour.series}`, hour);
  for (const draft of commit.audit) records.audit.push(chained(draft, records.audit.at(-1) ?? records.anchor));
  for (const [name, value] of Object.entries(commit.marks)) records.marks.set(name, value);
};

const retain = (records: Records, keep: Retention, now: Instant): number => {
  const alertsBefore = now - keep.alerts;
  const episodes = drop(records.episodes, (episode) => isEpisodeDue(episode, alertsBefore));
  const lines = drop(records.timeline, (_, id) => !records.episodes.has(id));
  const alerts = drop(records.alerts, (alert) => isAlertForgotten(records, alert));
  const suppressions = drop(records.suppressions, (suppression) => isSuppressionDue(suppression, alertsBefore));
  const deliveries = drop(records.deliveries, (delivery) => isDeliveryDue(delivery, alertsBefore));
  const segments = drop(records.segments, (segment) => isSegmentDue(segment, now - keep.hour));
  const hours = drop(records.baselineHours, ({ at }) => at < now - keep.hour);
  const baselines = drop(records.baselines, (baseline) => isBaselineDue(baseline, now - keep.hour));
  const audit = retainAudit(records, now - keep.audit);
  return episodes + lines + alerts + suppressions + deliveries + segments + hours + baselines + audit;
};

/** An alert goes with the last of its episodes, unless something new is beginning. */
const isAlertForgotten = (records: Records, { phase, episodes, fingerprint }: Alert): boolean =>
  episodes > 0 &&
  (phase.state === 'inactive' || phase.state === 'resolved') &&
  ![...records.episodes.values()].some((episode) => episode.fingerprint === fingerprint);

const drop = <Value>(map: Map<string, Value>, isDue: (value: Value, key: string) => boolean): number => {
  const due = [...map].filter(([key, value]) => isDue(value, key));
  for (const [key] of due) map.delete(key);
  return due.length;
};

/** Only ever a beginning of the chain goes; the last hash that goes is kept, so that the rest can still be verified. */
const retainAudit = (records: Records, before: number): number => {
  const firstKept = records.audit.findIndex((entry) => !isAuditDue(entry, before));
  const due = firstKept === -1 ? records.audit.length : firstKept;
  records.anchor = records.audit[due - 1] ?? records.anchor;
  records.audit = records.audit.slice(due);
  return due;
};
