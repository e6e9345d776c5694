import type { Document, FindOptions, Sort } from 'mongodb';
import type { Alert, Episode, TimelineEntry } from '../../core/model/alert.js';
import type { AuditEntry, AuditVerdict } from '../../core/model/audit.js';
import type { BaselineHour, BaselineRecord } from '../../core/model/baseline.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Suppression } from '../../core/model/mute.js';
import type { Delivery } from '../../core/model/notification.js';
import type { DeliveryQuery, EpisodeQuery, Journal, Marks, Remembered } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
import { concludeWalk, type Walk, walkOn } from '../audit/chain.js';
import { revived } from '../saved-baseline.js';
import { ranAt, ranWithin } from '../suppressions.js';
import { AT_ONCE, type AuditDoc, type Collections, type RecordName } from './collections.js';
import { BY_DECISION, BY_FIRE } from './indexes.js';
import { readLatest } from './latest.js';
import { readLink } from './meta.js';
import type { SavedRecord } from './payload.js';
import type { Look } from './samples.js';

/** The journal's reading side. */
export const journalOf = (look: () => Promise<Look>): Omit<Journal, 'commit'> => {
  const at = async (): Promise<Collections> => (await look()).collections;
  return {
    remembered: async (since, seriesSince = since) => readRemembered(await look(), since, seriesSince),
    episodes: async (query) => readEpisodes(await at(), query),
    episode: async (id) => (await bodies<Episode>(await at(), 'episodes', { _id: id }))[0] ?? null,
    timeline: async (id) => bodies<TimelineEntry>(await at(), 'timeline', { episode: id }, { sequence: 1 }),
    deliveries: async (query) => readDeliveries(await at(), query),
    segments: async (from, to) =>
      bodies<ObservationSegment>(
        await at(),
        'segments',
        { from: { $lt: to }, $or: [{ to: null }, { to: { $gt: from } }] },
        { from: 1, scope: 1 },
      ),
    suppressionsAt: async (instant) => ranAt(await notEndedBy(await at(), instant), instant),
    suppressions: async (from, to) => ranWithin(await notEndedBy(await at(), from), from, to),
    baselineHours: async (series, from, to) =>
      bodies<BaselineHour>(await at(), 'baseline_hours', { series, at: { $gte: from, $lt: to } }, { at: 1 }),
    audit: async ({ before, limit }) => {
      const filter = before === undefined ? {} : { _id: { $lt: before } };
      return (await (await at()).audit.find(filter, AT_ONCE).sort({ _id: -1 }).limit(limit).toArray()).map(entryOf);
    },
    auditOf: async (request) => {
      const doc = await (await at()).audit.findOne({ asked: request }, { sort: { _id: 1 } });
      return doc === null ? null : entryOf(doc);
    },
    verifyAudit: async () => verify(await at()),
  };
};

/** Bodies were written by this program as the type they are read as. */
const bodies = async <Entity>(
  { records }: Collections,
  name: RecordName,
  filter: object,
  sort: Sort = { _id: 1 },
  page: Pick<FindOptions, 'limit' | 'hint'> = {},
): Promise<readonly Entity[]> => {
  const options: FindOptions = { ...AT_ONCE, projection: { body: 1 }, sort, ...page };
  const docs = await records[name].find(filter as Document, options).toArray();
  return docs.map(({ body }) => JSON.parse(body) as Entity);
};

const notEndedBy = (collections: Collections, at: Instant): Promise<readonly Suppression[]> =>
  bodies(collections, 'suppressions', { $or: [{ endedAt: null }, { endedAt: { $gt: at } }] });

const readEpisodes = (collections: Collections, query: EpisodeQuery): Promise<readonly Episode[]> => {
  const { since, until, fingerprint, after, limit } = query;
  const next =
    after &&
    laterThan([
      ['firedAt', after.firedAt],
      ['number', after.number],
      ['_id', after.id],
    ]);
  const filter = {
    firedAt: { $lte: Math.min(until ?? EVER, after?.firedAt ?? EVER) },
    ...(fingerprint === undefined ? {} : { fingerprint }),
    $and: [{ $or: [{ resolvedAt: null }, { resolvedAt: { $gte: since } }] }, ...(next === undefined ? [] : [next])],
  };
  const page = { limit, ...(fingerprint === undefined ? { hint: BY_FIRE } : {}) };
  return bodies(collections, 'episodes', filter, { firedAt: -1, number: -1, _id: -1 }, page);
};

const readDeliveries = (collections: Collections, query: DeliveryQuery): Promise<readonly Delivery[]> => {
  const { episode, since = 0, until, after, limit } = query;
  const filter = {
    ...(episode === undefined ? {} : { episode }),
    decidedAt: { $gte: since, $lte: Math.min(until ?? EVER, after?.decidedAt ?? EVER) },
    ...(after &&
      laterThan([
        ['decidedAt', after.decidedAt],
        ['_id', after.id],
      ])),
  };
  const page = { limit, ...(episode === undefined ? { hint: BY_DECISION } : {}) };
  return bodies(collections, 'deliveries', filter, { decidedAt: -1, _id: -1 }, page);
};

const EVER = Number.MAX_SAFE_INTEGER;

type Place = readonly (readonly [field: string, value: string | number])[];

/** What comes after a place in a descending order by these fields. */
const laterThan = (place: Place): object => ({
  $or: place.map(([field, value], i) => ({ ...Object.fromEntries(place.slice(0, i)), [field]: { $lt: value } })),
});

const readRemembered = async (look: Look, since: Instant, seriesSince: Instant): Promise<Remembered> => {
  const { collections } = look;
  /** What is open, has ended since, or still has something to be told of it. */
  const isRemembered = { $or: [{ resolvedAt: null }, { resolvedAt: { $gte: since } }, { owes: true }] };
  const [alerts, episodes, suppressions, deliveries, segments, baselines, marks, latest] = await Promise.all([
    bodies<Alert>(collections, 'alerts', {}),
    bodies<Episode>(collections, 'episodes', isRemembered),
    bodies<Suppression>(collections, 'suppressions', { endedAt: null }),
    bodies<Delivery>(collections, 'deliveries', { $or: [{ waiting: true }, { decidedAt: { $gte: since } }] }),
    bodies<ObservationSegment>(collections, 'segments', { $or: [{ to: null }, { to: { $gt: since } }] }, { from: 1, scope: 1 }),
    bodies<SavedRecord>(collections, 'baselines', {}, { born: 1 }),
    readMarks(collections),
    readLatest(look, seriesSince),
  ]);
  return {
    alerts,
    episodes,
    sequences: await readSequences(collections, episodes),
    suppressions,
    deliveries,
    segments,
    latest,
    baselines: baselines.flatMap(revivedOf),
    marks,
  };
};

export const revivedOf = ({ series, savedAt, state }: SavedRecord): readonly BaselineRecord[] => {
  const known = revived(state);
  return known === null ? [] : [{ series, savedAt, state: known }];
};

const readMarks = async ({ records }: Collections): Promise<Marks> =>
  Object.fromEntries((await records.marks.find().toArray()).map(({ _id, body }) => [_id, JSON.parse(body)]));

const readSequences = async (
  { records }: Collections,
  episodes: readonly Episode[],
): Promise<Readonly<Record<string, number>>> => {
  if (episodes.length === 0) return {};
  const found = await records.timeline
    .aggregate<{ _id: string; last: number }>([
      { $match: { episode: { $in: episodes.map(({ id }) => id) } } },
      { $group: { _id: '$episode', last: { $max: '$sequence' } } },
    ])
    .toArray();
  return Object.fromEntries(found.map(({ _id, last }) => [_id, last]));
};

/** A body that is no JSON any more reads as an empty one, which fits no hash. */
const entryOf = ({ _id, previous, hash, body }: AuditDoc): AuditEntry => ({
  ...contentIn(body),
  sequence: _id,
  previous,
  hash,
});

const contentIn = (body: unknown): AuditEntry => {
  try {
    const value: unknown = JSON.parse(String(body));
    return (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as AuditEntry;
  } catch {
    return {} as AuditEntry;
  }
};

/** Entries that are verified together. */
const STRIDE = 1_000;

const verify = async (collections: Collections): Promise<AuditVerdict> => {
  let walk: Walk = { last: await readLink(collections, 'anchor'), entries: 0 };
  for (;;) {
    const docs = await collections.audit
      .find({ _id: { $gt: walk.last.sequence } })
      .sort({ _id: 1 })
      .limit(STRIDE)
      .toArray();
    const walked = walkOn(walk, docs.map(entryOf));
    if ('kind' in walked) return walked;
    if (docs.length < STRIDE) return concludeWalk(walked, await readLink(collections, 'head'));
    walk = walked;
  }
};
