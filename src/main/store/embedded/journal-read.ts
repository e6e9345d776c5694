import type { Alert, Episode, EpisodeId, TimelineEntry } from '../../core/model/alert.js';
import type { AuditEntry, AuditVerdict } from '../../core/model/audit.js';
import type { BaselineHour, BaselineRecord } from '../../core/model/baseline.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Suppression } from '../../core/model/mute.js';
import type { Delivery } from '../../core/model/notification.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { DeliveryQuery, EpisodeQuery, Journal, Marks, Remembered } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
import { concludeWalk, type Walk, walkOn } from '../audit/chain.js';
import { revived, type SavedBaseline } from '../saved-baseline.js';
import { ranAt, ranWithin } from '../suppressions.js';
import { readLink } from './journal-write.js';
import type { Bindable, Sql } from './sql.js';

interface Body {
  readonly body: string;
}

/** Bodies were written by this program as the type they are read as; `user_version` says by which version of it. */
const bodies = <Entity>(sql: Sql, text: string, ...values: readonly Bindable[]): readonly Entity[] =>
  sql.rows<Body>(text, ...values).map(({ body }) => JSON.parse(body) as Entity);

/** What is open, has ended since, or still has something to be told of it. */
const IS_REMEMBERED = 'resolved_at IS NULL OR resolved_at >= ? OR owes = 1';

/** All of `Remembered` but the samples. */
export const readRemembered = (sql: Sql, since: Instant): Omit<Remembered, 'latest'> => ({
  alerts: bodies<Alert>(sql, 'SELECT body FROM alert'),
  episodes: bodies<Episode>(sql, `SELECT body FROM episode WHERE ${IS_REMEMBERED}`, since),
  sequences: readSequences(sql, since),
  suppressions: bodies<Suppression>(sql, 'SELECT body FROM suppression WHERE ended_at IS NULL'),
  deliveries: bodies<Delivery>(sql, 'SELECT body FROM delivery WHERE waiting = 1 OR (waiting = 0 AND decided_at >= ?)', since),
  segments: bodies<ObservationSegment>(
    sql,
    'SELECT body FROM segment WHERE to_at IS NULL OR to_at > ? ORDER BY from_at, scope',
    since,
  ),
  baselines: readBaselines(sql),
  marks: readMarks(sql),
});

const readSequences = (sql: Sql, since: Instant): Readonly<Record<string, number>> =>
  Object.fromEntries(
    sql
      .rows<{ id: string; sequence: number | null }>(
        `SELECT id, (SELECT max(sequence) FROM timeline WHERE episode = id) AS sequence
         FROM episode WHERE ${IS_REMEMBERED}`,
        since,
      )
      .flatMap(({ id, sequence }) => (sequence === null ? [] : [[id, sequence]])),
  );

const readBaselines = (sql: Sql): readonly BaselineRecord[] =>
  sql
    .rows<Body & { series: SeriesId; savedAt: Instant }>('SELECT series, saved_at AS savedAt, body FROM baseline ORDER BY id')
    .flatMap(({ series, savedAt, body }) => {
      const state = revived(JSON.parse(body) as SavedBaseline);
      return state === null ? [] : [{ series, savedAt, state }];
    });

const readMarks = (sql: Sql): Marks =>
  Object.fromEntries(
    sql.rows<Body & { name: string }>('SELECT name, body FROM mark').map(({ name, body }) => [name, JSON.parse(body)]),
  );

/** Each kind of question has a statement of its own: a condition that may not hold would keep the database from its index. */
export const episodesText = ({ fingerprint, after }: Pick<EpisodeQuery, 'fingerprint' | 'after'>): string =>
  `SELECT body FROM episode INDEXED BY ${fingerprint === undefined ? 'episode_by_fire' : 'episode_by_alert'}
   WHERE (resolved_at IS NULL OR resolved_at >= ?1) AND ${fingerprint === undefined ? '?2 IS NULL' : 'fingerprint = ?2'}
   AND fired_at <= ?3 AND ${after === undefined ? '?4 IS NULL AND ?5 IS NULL AND ?6 IS NULL' : '(fired_at, number, id) < (?4, ?5, ?6)'}
   ORDER BY fired_at DESC, number DESC, id DESC LIMIT ?7`;

export const readEpisodes = (sql: Sql, query: EpisodeQuery): readonly Episode[] => {
  const { since, until = EVER, fingerprint, after, limit } = query;
  const last = after === undefined ? EVER : after.firedAt;
  return bodies(
    sql,
    episodesText(query),
    since,
    fingerprint ?? null,
    Math.min(until, last),
    ...(after === undefined ? [null, null, null] : [after.firedAt, after.number, after.id]),
    limit,
  );
};

const EVER = Number.MAX_SAFE_INTEGER;

export const readEpisode = (sql: Sql, id: EpisodeId): Episode | null =>
  bodies<Episode>(sql, 'SELECT body FROM episode WHERE id = ?', id)[0] ?? null;

export const readTimeline = (sql: Sql, id: EpisodeId): readonly TimelineEntry[] =>
  bodies(sql, 'SELECT body FROM timeline WHERE episode = ? ORDER BY sequence', id);

export const deliveriesText = ({ episode, after }: Pick<DeliveryQuery, 'episode' | 'after'>): string =>
  `SELECT body FROM delivery INDEXED BY ${episode === undefined ? 'delivery_by_decision' : 'delivery_by_episode'}
   WHERE ${episode === undefined ? '?1 IS NULL' : 'episode = ?1'} AND decided_at >= ?2 AND decided_at <= ?3
   AND ${after === undefined ? '?4 IS NULL AND ?5 IS NULL' : '(decided_at, id) < (?4, ?5)'}
   ORDER BY decided_at DESC, id DESC LIMIT ?6`;

export const readDeliveries = (sql: Sql, query: DeliveryQuery): readonly Delivery[] => {
  const { episode, since = 0, until = EVER, after, limit } = query;
  const last = after === undefined ? EVER : after.decidedAt;
  return bodies(
    sql,
    deliveriesText(query),
    episode ?? null,
    since,
    Math.min(until, last),
    ...(after === undefined ? [null, null] : [after.decidedAt, after.id]),
    limit,
  );
};

export const readSegments = (sql: Sql, from: Instant, to: Instant): readonly ObservationSegment[] =>
  bodies(sql, 'SELECT body FROM segment WHERE from_at < ? AND (to_at IS NULL OR to_at > ?) ORDER BY from_at, scope', to, from);

export const readSuppressionsAt = (sql: Sql, at: Instant): readonly Suppression[] => ranAt(notEndedBy(sql, at), at);

export const readSuppressions = (sql: Sql, from: Instant, to: Instant): readonly Suppression[] =>
  ranWithin(notEndedBy(sql, from), from, to);

const notEndedBy = (sql: Sql, at: Instant): readonly Suppression[] =>
  bodies(sql, 'SELECT body FROM suppression WHERE ended_at IS NULL OR ended_at > ? ORDER BY id', at);

export const readBaselineHours = (sql: Sql, series: SeriesId, from: Instant, to: Instant): readonly BaselineHour[] =>
  sql
    .rows<Omit<BaselineHour, 'series'>>(
      `SELECT at, n, mean, deviation FROM baseline_hour
       WHERE baseline = (SELECT id FROM baseline WHERE series = ?) AND at >= ? AND at < ? ORDER BY at`,
      series,
      from,
      to,
    )
    .map((hour) => ({ series, ...hour }));

interface AuditRow extends Body {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

const auditEntry = ({ sequence, previous, hash, body }: AuditRow): AuditEntry => ({
  ...(JSON.parse(body) as AuditEntry),
  sequence,
  previous,
  hash,
});

export const readAudit = (sql: Sql, { before, limit }: Parameters<Journal['audit']>[0]): readonly AuditEntry[] =>
  sql
    .rows<AuditRow>(
      'SELECT * FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    )
    .map(auditEntry);

/** Looks through all of it: the desks that ask others share a store elsewhere. */
export const readAuditOf = (sql: Sql, request: string): AuditEntry | null =>
  sql
    .rows<AuditRow>(
      `SELECT * FROM audit WHERE CASE WHEN json_valid(body) THEN body ->> '$.actor.asked.request' END = ? ORDER BY sequence LIMIT 1`,
      request,
    )
    .map(auditEntry)[0] ?? null;

/** The oldest entries after `sequence`. A body that is no JSON any more reads as an empty one, which fits no hash. */
export const readAuditAfter = (sql: Sql, sequence: number, limit: number): readonly AuditEntry[] =>
  sql
    .rows<AuditRow>('SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?', sequence, limit)
    .map((row) => auditEntry(isJsonObject(row.body) ? row : { ...row, body: '{}' }));

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Entries verified at a stretch, so that commits get in between: a few milliseconds' worth. */
const STRIDE = 1_000;

/** The next stretch of a walk along the chain (null: from its start), or the verdict. */
export const verifyStretch = (sql: Sql, walk: Walk | null): Walk | AuditVerdict => {
  const from = walk ?? { last: readLink(sql, 'anchor'), entries: 0 };
  const entries = readAuditAfter(sql, from.last.sequence, STRIDE);
  const walked = walkOn(from, entries);
  if ('kind' in walked || entries.length === STRIDE) return walked;
  return concludeWalk(walked, readLink(sql, 'head'));
};
