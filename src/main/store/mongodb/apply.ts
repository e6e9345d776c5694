import type { AnyBulkWriteOperation, Collection, Document } from 'mongodb';
import type { AuditEntry } from '../../core/model/audit.js';
import { canonicalJson } from '../audit/canonical-json.js';
import { takenOver } from '../error.js';
import type { AuditDoc, Collections, RecordDoc } from './collections.js';
import { type Written, writtenBy } from './documents.js';
import type { NewSeries, Recorded } from './payload.js';

/** Records of one commit that can be told apart by the order in which they were born. */
const MOST_RECORDS = 2 ** 20;

/**
 * Carries a commit that is durable over into the collections. May be repeated, and may come late: what a later commit wrote stays, because
 * a record takes only what was committed after what it holds.
 */
export const applyRecords = async (collections: Collections, commit: number, recorded: Recorded): Promise<void> => {
  await Promise.all([
    insertSeries(collections, recorded.newSeries),
    appendAudit(collections, recorded.audit),
    reviveLines(collections, recorded),
    ...writtenBy(recorded).map(([name, records]) =>
      bulk(
        collections.records[name],
        records.map((record, i) => replacing(record, commit, i)),
      ),
    ),
  ]);
};

const replacing = ({ id, fields, body }: Written, commit: number, i: number): AnyBulkWriteOperation<RecordDoc> => ({
  updateOne: {
    filter: { _id: id, commit: { $lt: commit } },
    update: {
      $set: { ...fields, commit, body },
      $unset: { expiresFrom: '' },
      $setOnInsert: { born: commit * MOST_RECORDS + i },
    },
    upsert: true,
  },
});

/** An episode that is open (again) keeps its lines, however old. */
const reviveLines = async ({ records }: Collections, { episodes }: Recorded): Promise<void> => {
  const open = episodes.filter(({ resolution }) => resolution === null).map(({ id }) => id);
  if (open.length > 0)
    await records.timeline.updateMany({ episode: { $in: open } } as Document, { $unset: { expiresFrom: '' } });
};

const insertSeries = ({ series }: Collections, added: readonly NewSeries[]): Promise<void> =>
  bulk(
    series,
    added.map(({ id, ...rest }) => ({
      updateOne: { filter: { _id: id }, update: { $setOnInsert: rest }, upsert: true },
    })),
  );

const appendAudit = async ({ audit, meta }: Collections, entries: readonly AuditEntry[]): Promise<void> => {
  const last = entries.at(-1);
  if (last === undefined) return;
  await bulk(
    audit,
    entries.map((entry) => ({
      updateOne: { filter: { _id: entry.sequence }, update: { $setOnInsert: auditDocOf(entry) }, upsert: true },
    })),
  );
  const { sequence, hash } = last;
  await bulk(meta, [
    { updateOne: { filter: { _id: 'head', sequence: { $lt: sequence } }, update: { $set: { sequence, hash } }, upsert: true } },
  ]);
};

export const auditDocOf = ({ sequence: _, previous, hash, ...content }: AuditEntry): Omit<AuditDoc, '_id'> => ({
  ...{ at: content.at, previous, hash, body: canonicalJson(content) },
  ...(content.actor.asked === undefined ? {} : { asked: content.actor.asked.request }),
});

/** The code of a key that is there already: of a guarded write, that it was done before or came too late. */
const DUPLICATE = 11_000;

export const isDuplicate = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === DUPLICATE;

/** Operations sent together. */
const STRIDE = 1_000;

/**
 * Does all that can be done, in any order. What a guard holds back is left as it is; where that says that a later term has begun (`refuse`), it
 * rejects with a `StoreError` `taken`.
 */
export const bulk = async <Doc extends Document>(
  collection: Collection<Doc>,
  operations: readonly AnyBulkWriteOperation<Doc>[],
  heldBack: 'leave' | 'refuse' = 'leave',
): Promise<void> => {
  for (let from = 0; from < operations.length; from += STRIDE) {
    try {
      await collection.bulkWrite(operations.slice(from, from + STRIDE), { ordered: false });
    } catch (error) {
      if (!isDuplicate(error) || !writeErrorsOf(error).every(isDuplicateCode)) throw error;
      if (heldBack === 'refuse') throw takenOver();
    }
  }
};

const writeErrorsOf = (error: unknown): readonly { readonly code?: unknown }[] => {
  const errors: unknown = error instanceof Error && 'writeErrors' in error ? error.writeErrors : [];
  return Array.isArray(errors) ? errors : [errors as { code?: unknown }];
};

const isDuplicateCode = ({ code }: { readonly code?: unknown }): boolean => code === DUPLICATE;

/** Deletes what a filter finds; answers how many went. */
export const deleted = async <Doc extends Document>(collection: Collection<Doc>, filter: object): Promise<number> =>
  (await collection.deleteMany(filter)).deletedCount;
