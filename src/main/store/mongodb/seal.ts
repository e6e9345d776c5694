import type { AnyBulkWriteOperation } from 'mongodb';
import type { Sample } from '../../core/model/sample.js';
import { encodeChunk } from '../codec/chunk.js';
import { rollupsOf } from '../codec/rollups-of.js';
import { COOLING, HOUR, hourOf, type RollupLevel } from '../range/level.js';
import { bulk } from './apply.js';
import { type Collections, keyOf, type RollupDoc, type SamplesDoc, SPAN } from './collections.js';
import { type Floors, notLater, refuseLaterTerm } from './meta.js';
import { samplesIn } from './samples.js';

/** Hours that are sealed together. */
const STRIDE = 250;

/** On the server's clock, when what ended at an instant on the desk's clock ended; null while nothing may expire by itself. */
export type ExpiryClock = ((end: number) => Date) | null;

interface Sealing {
  readonly doc: SamplesDoc;
  readonly hour: number;
  readonly samples: readonly Sample[];
}

/**
 * Turns the hours that have cooled into one body each, and rolls them up. An hour stays unsealed until its rollups are written, so that a cut
 * anywhere only has it done again. Samples that come for an hour whose samples retention has deleted are dropped: it can no longer be told whether
 * the rollups count them already. Answers how many were sealed.
 *
 * A desk that slept amid it, and was replaced, spoils nothing when it wakes: rollups that its successor has written are refused to it, and then it seals
 * nothing; an hour that has taken more samples is sealed by nobody who does not know of them. Rejects with a `StoreError` `taken` then.
 */
export const sealCooled = async (
  collections: Collections,
  floors: Floors,
  now: number,
  expiry: ExpiryClock,
): Promise<number> => {
  let sealed = 0;
  let after = -1;
  const before = hourOf(now - COOLING) / HOUR;
  for (;;) {
    const docs = await collections.samples
      .find({ open: { $lt: before }, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(STRIDE)
      .toArray();
    const last = docs.at(-1);
    if (last === undefined) return sealed;
    after = last._id;
    await refuseLaterTerm(collections);
    sealed += await sealAll(collections, floors, docs, expiry);
  }
};

const sealAll = async (
  collections: Collections,
  floors: Floors,
  docs: readonly SamplesDoc[],
  expiry: ExpiryClock,
): Promise<number> => {
  const all = docs.map((doc) => ({ doc, hour: doc.u * HOUR, samples: samplesIn(doc) }));
  const closed = await closedAmong(collections, floors, all);
  const open = all.filter((each) => !closed.has(each));
  await Promise.all(
    (['minute', 'fiveMinutes', 'hour'] as const).map((level) => writeRollups(collections, level, open, expiry)),
  );
  await noteNewest(collections, open);
  await bulk(
    collections.samples,
    open.map((each) => sealing(each, expiry)),
  );
  await bulk(
    collections.samples,
    [...closed].map(({ doc: { _id, to } }) => ({ deleteOne: { filter: { _id, to } } })),
  );
  return open.length;
};

/** Hours that were rolled up once, and whose samples are gone. */
const closedAmong = async (
  { rollups }: Collections,
  floors: Floors,
  all: readonly Sealing[],
): Promise<ReadonlySet<Sealing>> => {
  const late = all.filter(({ doc, hour }) => doc.body === undefined && hour < floors.raw);
  const found = await Promise.all(
    late.map(({ doc, hour }) =>
      rollups.hour.countDocuments({ _id: rollupKey('hour', doc.s, hour), [`hours.${hour}`]: { $exists: true } }),
    ),
  );
  return new Set(late.filter((_, i) => (found[i] ?? 0) > 0));
};

/** An hour that has taken more samples meanwhile is left for the next time. */
const sealing = ({ doc: { _id, to }, hour, samples }: Sealing, expiry: ExpiryClock): AnyBulkWriteOperation<SamplesDoc> => ({
  updateOne: {
    filter: { _id, to },
    update: {
      $set: { n: samples.length, body: encodeChunk(hour, samples), ...expiresFrom(expiry, hour) },
      $unset: { open: '', pieces: '' },
    },
  },
});

const expiresFrom = (expiry: ExpiryClock, hour: number): object =>
  expiry === null ? {} : { expiresFrom: expiry(hour + HOUR) };

const spanOf = (level: RollupLevel, hour: number): number => Math.floor(hour / (HOUR * SPAN[level]));
const rollupKey = (level: RollupLevel, series: number, hour: number): number => keyOf(series, spanOf(level, hour));

const writeRollups = async (
  { rollups, term }: Collections,
  level: RollupLevel,
  all: readonly Sealing[],
  expiry: ExpiryClock,
): Promise<void> => {
  const operations = all.flatMap(({ doc: { s }, hour, samples }): AnyBulkWriteOperation<RollupDoc>[] => {
    const body = rollupsOf(hour, samples).find((each) => each.level === level)?.body;
    if (body === undefined) return [];
    const update = {
      $set: { [`hours.${hour}`]: body, s, u: spanOf(level, hour), term },
      $min: { first: hour },
      $max: { last: hour, ...expiresFrom(expiry, hour) },
    };
    return [{ updateOne: { filter: { _id: rollupKey(level, s, hour), ...notLater(term) }, update, upsert: true } }];
  });
  await bulk(rollups[level], operations, 'refuse');
};

/** The newest sealed sample of each series, so that a start need not look for it among all hours. */
const noteNewest = ({ series }: Collections, all: readonly Sealing[]): Promise<void> => {
  const newest = new Map<number, Sample>();
  for (const { doc, samples } of all) {
    const last = samples.at(-1);
    if (last !== undefined && last.at >= (newest.get(doc.s)?.at ?? last.at)) newest.set(doc.s, last);
  }
  return bulk(
    series,
    [...newest].map(([number, { at, value }]) => ({
      updateOne: {
        filter: { number, $or: [{ lastAt: { $exists: false } }, { lastAt: { $lte: at } }] },
        update: { $set: { lastAt: at, lastValue: value } },
      },
    })),
  );
};
