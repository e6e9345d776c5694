import type { Alert, Episode, TimelineEntry } from '../../core/model/alert.js';
import type { AuditDraft } from '../../core/model/audit.js';
import type { BaselineHour, BaselineRecord } from '../../core/model/baseline.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Suppression } from '../../core/model/mute.js';
import type { Delivery } from '../../core/model/notification.js';
import type { Commit } from '../../core/port/journal.js';
import { canonicalJson } from '../audit/canonical-json.js';
import { CHAIN_START, chained, type Link } from '../audit/chain.js';
import { saved } from '../saved-baseline.js';
import type { Sql } from './sql.js';

/** Writes all of a commit but its samples. Belongs inside a transaction. */
export const writeRecords = (sql: Sql, commit: Commit): void => {
  for (const alert of commit.alerts) writeAlert(sql, alert);
  for (const episode of commit.episodes) writeEpisode(sql, episode);
  for (const entry of commit.timeline) writeTimelineEntry(sql, entry);
  for (const suppression of commit.suppressions) writeSuppression(sql, suppression);
  for (const delivery of commit.deliveries) writeDelivery(sql, delivery);
  for (const segment of commit.segments) writeSegment(sql, segment);
  for (const baseline of commit.baselines) writeBaseline(sql, baseline);
  for (const hour of commit.baselineHours) writeBaselineHour(sql, hour);
  for (const [name, value] of Object.entries(commit.marks)) writeMark(sql, name, value);
  if (commit.audit.length > 0) appendAudit(sql, commit.audit);
};

const writeAlert = (sql: Sql, alert: Alert): void => {
  sql.run('INSERT OR REPLACE INTO alert VALUES (?, ?)', alert.fingerprint, JSON.stringify(alert));
};

const writeEpisode = (sql: Sql, episode: Episode): void => {
  const { id, fingerprint, number, firedAt, resolution } = episode;
  const body = JSON.stringify(episode);
  // An update in place: a row that is deleted and written anew would touch every index, and a new page.
  sql.run(
    `INSERT INTO episode VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
     fingerprint = excluded.fingerprint, number = excluded.number, fired_at = excluded.fired_at,
     resolved_at = excluded.resolved_at, body = excluded.body`,
    id,
    fingerprint,
    number,
    firedAt,
    resolution?.at ?? null,
    body,
  );
};

const writeTimelineEntry = (sql: Sql, entry: TimelineEntry): void => {
  sql.run('INSERT OR REPLACE INTO timeline VALUES (?, ?, ?)', entry.episode, entry.sequence, JSON.stringify(entry));
};

const writeSuppression = (sql: Sql, suppression: Suppression): void => {
  const { id, ended } = suppression;
  sql.run('INSERT OR REPLACE INTO suppression VALUES (?, ?, ?)', id, ended?.at ?? null, JSON.stringify(suppression));
};

const writeDelivery = (sql: Sql, delivery: Delivery): void => {
  const { id, episode, decidedAt, state } = delivery;
  const waiting = state.kind === 'waiting' ? 1 : 0;
  sql.run(
    `INSERT INTO delivery VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
     episode = excluded.episode, decided_at = excluded.decided_at, waiting = excluded.waiting, body = excluded.body`,
    id,
    episode,
    decidedAt,
    waiting,
    JSON.stringify(delivery),
  );
};

const writeSegment = (sql: Sql, segment: ObservationSegment): void => {
  const { scope, from, to } = segment;
  sql.run('INSERT OR REPLACE INTO segment VALUES (?, ?, ?, ?)', scope, from, to, JSON.stringify(segment));
};

const writeBaseline = (sql: Sql, { series, savedAt, state }: BaselineRecord): void => {
  sql.run(
    `INSERT INTO baseline (series, saved_at, body) VALUES (?, ?, ?)
     ON CONFLICT (series) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body`,
    series,
    savedAt,
    JSON.stringify(saved(state)),
  );
};

const writeBaselineHour = (sql: Sql, { series, at, n, mean, deviation }: BaselineHour): void => {
  sql.run(
    'INSERT OR REPLACE INTO baseline_hour SELECT id, ?, ?, ?, ? FROM baseline WHERE series = ?',
    at,
    n,
    mean,
    deviation,
    series,
  );
};

const writeMark = (sql: Sql, name: string, value: unknown): void => {
  sql.run('INSERT OR REPLACE INTO mark VALUES (?, ?)', name, JSON.stringify(value ?? null));
};

const appendAudit = (sql: Sql, drafts: readonly AuditDraft[]): void => {
  let last = readLink(sql, 'head');
  for (const draft of drafts) {
    const { sequence, previous, hash, ...content } = chained(draft, last);
    sql.run('INSERT INTO audit VALUES (?, ?, ?, ?)', sequence, previous, hash, canonicalJson(content));
    last = { sequence, hash };
  }
  writeLink(sql, 'head', last);
};

/** `head`: the last entry written. `anchor`: the last one that retention deleted. */
export const readLink = (sql: Sql, place: 'head' | 'anchor'): Link =>
  sql.row<Link>('SELECT sequence, hash FROM audit_link WHERE place = ?', place) ?? CHAIN_START;

export const writeLink = (sql: Sql, place: 'head' | 'anchor', link: Link): void => {
  sql.run('INSERT OR REPLACE INTO audit_link VALUES (?, ?, ?)', place, link.sequence, link.hash);
};
