import type { Alert } from '../../core/model/alert.js';
import type { Retention } from '../../core/model/config.js';
import type { Instant } from '../../core/time/instant.js';
import { readAuditAfter } from './journal-read.js';
import { readLink, writeLink } from './journal-write.js';
import type { Sql } from './sql.js';

/** Deletes at most about `most` records that are older than `keep` allows; returns how many. Belongs inside a transaction. */
export const retainRecords = (sql: Sql, keep: Retention, now: Instant, most: number): number => {
  const before = now - keep.alerts;
  return (
    deleteEpisodes(sql, before, most) +
    sql.run(within('suppression', 'id', 'ended_at < ?'), before, most) +
    sql.run(within('delivery', 'id', 'waiting = 0 AND decided_at < ?'), before, most) +
    sql.run(within('segment', '(scope, from_at)', 'to_at < ?', 'scope, from_at'), now - keep.hour, most) +
    sql.run(within('baseline_hour', '(baseline, at)', 'at < ?', 'baseline, at'), now - keep.hour, most) +
    sql.run(within('baseline', 'id', 'saved_at < ?'), now - keep.hour, most) +
    deleteAudit(sql, now - keep.audit, most)
  );
};

const within = (table: string, key: string, due: string, columns = key): string =>
  `DELETE FROM ${table} WHERE ${key} IN (SELECT ${columns} FROM ${table} WHERE ${due} LIMIT ?)`;

interface DueEpisode {
  readonly id: string;
  readonly fingerprint: string;
}

const deleteEpisodes = (sql: Sql, before: number, most: number): number => {
  const due = sql.rows<DueEpisode>('SELECT id, fingerprint FROM episode WHERE resolved_at < ? LIMIT ?', before, most);
  let lines = 0;
  for (const { id } of due) {
    lines += sql.run('DELETE FROM timeline WHERE episode = ?', id) > 0 ? 1 : 0;
    sql.run('DELETE FROM episode WHERE id = ?', id);
  }
  const alerts = [...new Set(due.map(({ fingerprint }) => fingerprint))].filter((fingerprint) => forgetAlert(sql, fingerprint));
  return due.length + lines + alerts.length;
};

/** An alert goes with the last of its episodes, unless something new is beginning. */
const forgetAlert = (sql: Sql, fingerprint: string): boolean => {
  if (sql.row('SELECT 1 FROM episode WHERE fingerprint = ?', fingerprint) !== undefined) return false;
  const body = sql.row<{ body: string }>('SELECT body FROM alert WHERE fingerprint = ?', fingerprint)?.body;
  if (body === undefined) return false;
  const { state } = (JSON.parse(body) as Alert).phase;
  if (state !== 'inactive' && state !== 'resolved') return false;
  return sql.run('DELETE FROM alert WHERE fingerprint = ?', fingerprint) > 0;
};

/** Only ever a beginning of the chain goes; the last hash that goes is kept, so that the rest can still be verified. */
const deleteAudit = (sql: Sql, before: number, most: number): number => {
  const oldest = readAuditAfter(sql, readLink(sql, 'anchor').sequence, most);
  const kept = oldest.findIndex(({ at }) => at >= before);
  const due = kept === -1 ? oldest : oldest.slice(0, kept);
  const last = due.at(-1);
  if (last === undefined) return 0;
  writeLink(sql, 'anchor', { sequence: last.sequence, hash: last.hash });
  return sql.run('DELETE FROM audit WHERE sequence <= ?', last.sequence);
};
