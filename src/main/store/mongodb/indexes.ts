import type { Collection, IndexDescription } from 'mongodb';
import type { Retention } from '../../core/model/config.js';
import type { Collections } from './collections.js';

/** The name of every index by which the server itself deletes what is old. */
export const EXPIRY = 'expiry';

/** Alerts and deliveries in the order in which they are paged through. */
export const [BY_FIRE, BY_DECISION] = ['by_fire', 'by_decision'] as const;

/** Which retention a collection follows by itself. */
export type Expiring = Exclude<keyof Retention, 'audit' | 'logs'>;

export interface IndexPlan {
  readonly collection: Collection<never>;
  readonly indexes: readonly IndexDescription[];
  /** Null: what is old goes by the desk alone. */
  readonly expires: Expiring | null;
}

/** The server may not delete by itself before a desk has said how long things are kept. */
const NEVER = 2 ** 31 - 1;

/** Seconds for which a desk that comes no more is remembered, and an answer that nobody fetched. */
const [DESK_KEPT, ANSWER_KEPT] = [7 * 86_400, 3_600];

/** Days at most that the server can be told; what is kept longer never goes by itself. */
export const expirySeconds = (length: number): number => Math.min(NEVER, Math.ceil(length / 1_000));

const expiry: IndexDescription = { key: { expiresFrom: 1 }, name: EXPIRY, expireAfterSeconds: NEVER };

/**
 * Every collection with its indexes. The audit trail never expires by itself: its beginning may go only together with the note of
 * which entry was the last to go, or it could not be verified any more.
 */
export const indexPlans = ({
  commits,
  parts,
  series,
  samples,
  rollups,
  records,
  audit,
  meta,
  desks,
  requests,
  shown,
}: Collections): readonly IndexPlan[] => {
  const byUnit: IndexDescription = { key: { u: 1, s: 1 }, name: 'by_time' };
  return [
    plan(commits, [{ key: { token: 1 }, name: 'by_token', unique: true }]),
    plan(parts, [{ key: { of: 1 }, name: 'by_commit' }]),
    plan(series, [
      { key: { number: 1 }, name: 'by_number', unique: true },
      { key: { name: 1 }, name: 'by_name' },
    ]),
    plan(samples, [byUnit, { key: { open: 1 }, name: 'by_open', sparse: true }], 'raw'),
    plan(rollups.minute, [byUnit], 'minute'),
    plan(rollups.fiveMinutes, [byUnit], 'fiveMinutes'),
    plan(rollups.hour, [byUnit], 'hour'),
    plan(records.alerts, []),
    plan(
      records.episodes,
      [
        { key: { resolvedAt: 1 }, name: 'by_end' },
        { key: { fingerprint: 1, firedAt: 1 }, name: 'by_alert' },
        { key: { firedAt: -1, number: -1, _id: -1 }, name: BY_FIRE },
      ],
      'alerts',
    ),
    plan(records.timeline, [{ key: { episode: 1, sequence: 1 }, name: 'by_episode' }], 'alerts'),
    plan(records.suppressions, [{ key: { endedAt: 1 }, name: 'by_end' }], 'alerts'),
    plan(
      records.deliveries,
      [
        { key: { episode: 1, decidedAt: 1 }, name: 'by_episode' },
        { key: { decidedAt: -1, _id: -1 }, name: BY_DECISION },
        { key: { waiting: 1, decidedAt: 1 }, name: 'by_state' },
      ],
      'alerts',
    ),
    plan(records.segments, [{ key: { to: 1 }, name: 'by_end' }], 'hour'),
    plan(records.baselines, [], 'hour'),
    plan(records.baseline_hours, [{ key: { series: 1, at: 1 }, name: 'by_series' }], 'hour'),
    plan(records.marks, []),
    plan(audit, [
      { key: { at: 1 }, name: 'by_time' },
      { key: { asked: 1 }, name: 'by_request', sparse: true },
    ]),
    plan(meta, []),
    plan(desks, [{ key: { seenAt: 1 }, name: EXPIRY, expireAfterSeconds: DESK_KEPT }]),
    plan(requests, [{ key: { answeredAt: 1 }, name: EXPIRY, expireAfterSeconds: ANSWER_KEPT }]),
    plan(shown, []),
  ];
};

const plan = (collection: unknown, indexes: readonly IndexDescription[], expires: Expiring | null = null): IndexPlan => ({
  collection: collection as Collection<never>,
  indexes: expires === null ? indexes : [...indexes, expiry],
  expires,
});
