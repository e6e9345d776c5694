import { createHash } from 'node:crypto';
import type { AuditDraft, AuditEntry, AuditVerdict } from '../../core/model/audit.js';
import { canonicalJson } from './canonical-json.js';

/** A place in the chain: an entry's number and hash. */
export interface Link {
  readonly sequence: number;
  readonly hash: string;
}

/** What stands before the first entry. */
export const CHAIN_START: Link = { sequence: 0, hash: '0'.repeat(64) };

/** The draft as the entry that follows `last`. */
export const chained = (draft: AuditDraft, last: Link): AuditEntry => {
  const entry = { ...contentOf(draft), sequence: last.sequence + 1 };
  return { ...entry, previous: last.hash, hash: hashOf(last.hash, entry) };
};

const contentOf = ({ at, actor, action, subject, details }: AuditDraft): AuditDraft => ({
  at,
  actor,
  action,
  subject,
  details,
});

const hashOf = (previous: string, content: AuditDraft & { readonly sequence: number }): string =>
  createHash('sha256')
    .update(`${previous}\n${canonicalJson(content)}`)
    .digest('hex');

/** How far a walk along the chain has come. */
export interface Walk {
  readonly last: Link;
  readonly entries: number;
}

/** Where the walk has come to after these entries, or the verdict that ends it: the first entry that does not fit. */
export const walkOn = (walk: Walk, entries: readonly AuditEntry[]): Walk | Extract<AuditVerdict, { kind: 'changed' }> => {
  let { last } = walk;
  let count = walk.entries;
  for (const entry of entries) {
    const text = misfit(entry, last);
    if (text !== null) return { kind: 'changed', entries: count, sequence: last.sequence + 1, text };
    last = { sequence: entry.sequence, hash: entry.hash };
    count += 1;
  }
  return { last, entries: count };
};

const misfit = (entry: AuditEntry, last: Link): string | null => {
  const wanted = last.sequence + 1;
  if (entry.sequence !== wanted) return `entry ${wanted} is missing: entry ${entry.sequence} comes in its place`;
  if (entry.previous !== last.hash) return `entry ${wanted} does not follow from the entry before it`;
  const { previous, hash, ...content } = entry;
  if (hash !== hashOf(previous, content)) return `entry ${wanted} is not what was written`;
  return null;
};

/**
 * The verdict after the last entry, which must be the one that was last written (`head`). Entries missing from the end are
 * found this way only while `head` itself was left alone: whoever removes both is found only by a head that was noted elsewhere.
 */
export const concludeWalk = (walk: Walk, head: Link): AuditVerdict => {
  if (walk.last.sequence === head.sequence && walk.last.hash === head.hash)
    return { kind: 'intact', entries: walk.entries, head: walk.last.hash };
  const sequence = walk.last.sequence + 1;
  const text =
    walk.last.sequence < head.sequence
      ? `entry ${sequence} and all after it are missing: ${head.sequence} was the last one written`
      : `the last entry is not the one that was last written`;
  return { kind: 'changed', entries: walk.entries, sequence, text };
};
