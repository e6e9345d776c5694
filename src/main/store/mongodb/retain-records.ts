import type { Document } from 'mongodb';
import type { Retention } from '../../core/model/config.js';
import { deleted } from './apply.js';
import type { AuditDoc, Collections, RecordName } from './collections.js';
import { readLink, refuseLaterTerm, writeAnchor } from './meta.js';
import type { ExpiryClock } from './seal.js';

/** Which of a collection's records have an end, and the field that says when it was. */
interface Ending {
  readonly name: RecordName;
  readonly field: string;
  readonly keep: 'alerts' | 'hour';
  readonly also?: object;
}

const ENDINGS: readonly Ending[] = [
  { name: 'suppressions', field: 'endedAt', keep: 'alerts' },
  { name: 'deliveries', field: 'decidedAt', keep: 'alerts', also: { waiting: false } },
  { name: 'segments', field: 'to', keep: 'hour' },
  { name: 'baseline_hours', field: 'at', keep: 'hour' },
  { name: 'baselines', field: 'savedAt', keep: 'hour' },
];

/** Deletes the records that are older than `keep` allows, and tells the server of the others from when on they are. Answers how many went. */
export const retainRecords = async (
  collections: Collections,
  keep: Retention,
  now: number,
  expiry: ExpiryClock,
): Promise<number> => {
  await refuseLaterTerm(collections);
  let count = await deleteEpisodes(collections, now - keep.alerts);
  for (const { name, field, keep: kept, also = {} } of ENDINGS)
    count += await deleted(collections.records[name], { [field]: { $type: 'number', $lt: now - keep[kept] }, ...also });
  count += await deleteAudit(collections, now - keep.audit);
  if (expiry !== null) await stamp(collections, expiry);
  return count;
};

/** A million lines would be too many names for one question. */
const STRIDE = 1_000;

/** Episodes go with their lines; an alert with the last of its episodes, unless something new is beginning. */
const deleteEpisodes = async ({ records }: Collections, before: number): Promise<number> => {
  const { episodes, timeline, alerts } = records;
  let count = 0;
  for (;;) {
    const due = await episodes
      .find({ resolvedAt: { $type: 'number', $lt: before } } as Document, { projection: { _id: 1 } })
      .limit(STRIDE)
      .toArray();
    if (due.length === 0) break;
    const ids = due.map(({ _id }) => _id);
    count += await deleted(timeline, { episode: { $in: ids } });
    count += await deleted(episodes, { _id: { $in: ids } });
  }
  const quiet = await alerts.find({ isQuiet: true } as Document, { projection: { _id: 1 } }).toArray();
  if (quiet.length === 0) return count;
  const kept = await episodes.aggregate<{ _id: string }>([{ $group: { _id: '$fingerprint' } }]).toArray();
  const has = new Set(kept.map(({ _id }) => _id));
  const gone = quiet.map(({ _id }) => _id).filter((id) => !has.has(id));
  for (let from = 0; from < gone.length; from += STRIDE)
    count += await deleted(alerts, { _id: { $in: gone.slice(from, from + STRIDE) }, isQuiet: true });
  return count;
};

/** Only ever a beginning of the chain goes; the last hash that goes is kept, so that the rest can still be verified. */
const deleteAudit = async (collections: Collections, before: number): Promise<number> => {
  const { audit } = collections;
  const { sequence } = await readLink(collections, 'anchor');
  const firstKept = await first(collections, { at: { $gte: before } });
  const last = await audit
    .find({ _id: { $gt: sequence, ...(firstKept === null ? {} : { $lt: firstKept._id }) } })
    .sort({ _id: -1 })
    .limit(1)
    .next();
  if (last === null) return 0;
  await writeAnchor(collections, { sequence: last._id, hash: last.hash });
  return deleted(audit, { _id: { $lte: last._id } });
};

const first = ({ audit }: Collections, filter: object): Promise<AuditDoc | null> =>
  audit.find(filter).sort({ _id: 1 }).limit(1).next();

/** What has ended and was not stamped yet expires by itself from now on, should no desk come any more. */
const stamp = async ({ records }: Collections, expiry: NonNullable<ExpiryClock>): Promise<void> => {
  const epoch = expiry(0);
  const from = (field: string): Document[] => [{ $set: { expiresFrom: { $add: [epoch, `$${field}`] } } }];
  const fresh = { expiresFrom: { $exists: false } };
  for (const { name, field, also = {} } of ENDINGS)
    await records[name].updateMany({ ...fresh, [field]: { $type: 'number' }, ...also } as Document, from(field));
  const ended = await records.episodes
    .find({ ...fresh, resolvedAt: { $type: 'number' } } as Document, { projection: { resolvedAt: 1 } })
    .toArray();
  for (const episode of ended as unknown as readonly { _id: string; resolvedAt: number }[]) {
    const stamped = { $set: { expiresFrom: expiry(episode.resolvedAt) } };
    await records.timeline.updateMany({ episode: episode._id } as Document, stamped);
    await records.episodes.updateOne({ _id: episode._id }, stamped);
  }
};
