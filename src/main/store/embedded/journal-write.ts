import type { AuditDraft } from '../../core/model/audit.js';
import { canonicalJson } from '../audit/canonical-json.js';
import { CHAIN_START, chained, type Link } from '../audit/chain.js';
import type { PackedCommit } from './packed.js';
import type { Rows } from './rows.js';
import type { Sql } from './sql.js';

/** Writes all of a commit but its samples. Belongs inside a transaction. */
export const writeRecords = (sql: Sql, { rows, audit }: Pick<PackedCommit, 'rows' | 'audit'>): void => {
  for (const table of rows) writeRows(sql, table);
  if (audit.length > 0) appendAudit(sql, audit);
};

const writeRows = (sql: Sql, { text, width, values }: Rows): void => {
  for (let first = 0; first < values.length; first += width) sql.run(text, ...values.slice(first, first + width));
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
