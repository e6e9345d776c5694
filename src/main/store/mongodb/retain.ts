import type { Retention } from '../../core/model/config.js';
import type { Instant } from '../../core/time/instant.js';
import { floorOf, HOUR, LEVELS, type Level, ROLLUP_LEVELS } from '../range/level.js';
import { deleted } from './apply.js';
import type { Collections } from './collections.js';
import { EXPIRY, expirySeconds, indexPlans } from './indexes.js';
import { type Floors, refuseLaterTerm, writeFloors } from './meta.js';
import { retainRecords } from './retain-records.js';
import { type ExpiryClock, sealCooled } from './seal.js';

export interface RetainParts {
  readonly collections: Collections;
  /** What was the rule before this pass. */
  readonly floors: Floors;
  readonly keep: Retention;
  readonly now: Instant;
  /** From here on nothing before these instants is read any more. */
  readonly moved: (floors: Floors) => void;
  /** Series, by their numbers, of which nothing is left. */
  readonly forgotten: (numbers: readonly number[]) => void;
  /** Series, by their numbers, that have samples outside their hours. */
  readonly inUse: () => ReadonlySet<number>;
}

/** Seals, then deletes. Nothing before a floor is read once the floor is noted, so that deleting may be cut off anywhere. */
export const retainAll = async (parts: RetainParts): Promise<{ readonly deleted: number; readonly sealed: number }> => {
  const { collections, keep, now } = parts;
  await refuseLaterTerm(collections);
  const expiry = await expiryClock(collections, keep, now);
  await setExpiry(collections, keep);
  const sealed = await sealCooled(collections, parts.floors, now, expiry);
  const floors = Object.fromEntries(LEVELS.map((level) => [level, floorOf(level, keep, now)])) as Record<Level, number>;
  await writeFloors(collections, floors);
  parts.moved(floors);
  const history = await deleteHistory(collections, floors);
  const series = await forgetSeries(parts, Math.min(...Object.values(floors)));
  return { deleted: history + series + (await retainRecords(collections, keep, now, expiry)), sealed };
};

/** Longer than this nothing need expire; a desk whose clock is in doubt says so, and what it then takes for old may be new. */
const LONGEST = 60 * 365 * 24 * HOUR;

/**
 * The server's own clock is the measure of what expires by itself: so each thing gets the age that it has by the desk's clock, on the server's.
 */
const expiryClock = async ({ db }: Collections, keep: Retention, now: number): Promise<ExpiryClock> => {
  if (keep.alerts > LONGEST) return null;
  const { localTime } = (await db.command({ hello: 1 })) as { readonly localTime?: Date };
  const server = localTime?.getTime();
  return server === undefined ? null : (end) => new Date(server + end - now);
};

/** Tells the server how long it is to keep what no desk looks after any more. */
const setExpiry = async (collections: Collections, keep: Retention): Promise<void> => {
  for (const { collection, expires } of indexPlans(collections)) {
    if (expires === null) continue;
    const wanted = expirySeconds(keep[expires]);
    const known = await collection.listIndexes().toArray();
    if (known.find(({ name }) => name === EXPIRY)?.expireAfterSeconds === wanted) continue;
    const { collectionName } = collection;
    await collections.db.command({ collMod: collectionName, index: { name: EXPIRY, expireAfterSeconds: wanted } });
  }
};

const deleteHistory = async ({ samples, rollups }: Collections, floors: Floors): Promise<number> => {
  const counts = await Promise.all([
    deleted(samples, { u: { $lt: floors.raw / HOUR } }),
    ...ROLLUP_LEVELS.map((level) => deleted(rollups[level], { last: { $lt: floors[level] } })),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
};

/** A series goes with the last of what was kept of it. */
const forgetSeries = async ({ collections, inUse, forgotten }: RetainParts, before: number): Promise<number> => {
  const { series, samples } = collections;
  const due = await series.find({ lastAt: { $lt: before } }, { projection: { number: 1 } }).toArray();
  const unsealed = new Set(await samples.distinct('s', { open: { $exists: true } }));
  const used = inUse();
  const gone = due.map(({ number }) => number).filter((number) => !unsealed.has(number) && !used.has(number));
  if (gone.length === 0) return 0;
  await refuseLaterTerm(collections);
  forgotten(gone);
  return deleted(series, { number: { $in: gone }, lastAt: { $lt: before } });
};
