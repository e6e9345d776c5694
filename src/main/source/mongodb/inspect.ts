import type { Db, Document } from 'mongodb';
import type { MongodbCollection } from '../../core/port/feeds.js';
import { nearest } from '../../core/text/nearest.js';
import { isNotOffered, MongodbProblem } from './problem.js';

/** What a look at a collection's set-up needs. */
export interface Inspecting {
  readonly database: Db;
  readonly signal: AbortSignal;
  readonly maxTimeMS: number;
}

/** Looks whether a collection is there, whether its time field holds dates, and whether an index finds them. Notes are for people. */
export const inspectCollection = async (
  { collection, time }: MongodbCollection,
  inspecting: Inspecting,
): Promise<readonly string[]> => {
  await inspectName(collection, inspecting);
  await inspectTime(collection, time, inspecting);
  return (await hasIndex(collection, time, inspecting))
    ? []
    : [
        `${collection} has no index that begins with ${time}, so each look reads all of it: db.getCollection("${collection}").createIndex({ "${time}": 1 }).`,
      ];
};

const inspectName = async (collection: string, { database }: Inspecting): Promise<void> => {
  const names = await namesIn(database);
  if (names === null || names.includes(collection)) return;
  const meant = nearest(collection, names);
  const remedy = meant === undefined ? 'Check the name and the database.' : `Did you mean ${meant}?`;
  throw new MongodbProblem(`There is no collection ${collection} in the database ${database.databaseName}. ${remedy}`);
};

/** Null where this user may not know the names. */
const namesIn = async (database: Db): Promise<readonly string[] | null> => {
  try {
    const found = await database.listCollections({}, { nameOnly: true }).toArray();
    return found.map(({ name }) => name);
  } catch (error) {
    if (isNotOffered(error)) return null;
    throw error;
  }
};

const inspectTime = async (collection: string, time: string, { database, signal, maxTimeMS }: Inspecting): Promise<void> => {
  const look = { projection: { [time]: 1 }, maxTimeMS, signal };
  const newest = await database.collection(collection).findOne({}, { ...look, sort: { _id: -1 } });
  if (newest === null || valueAt(newest, time) instanceof Date) return;
  const dated = await database.collection(collection).findOne({ [time]: { $type: 'date' } }, look);
  if (dated !== null) return;
  const said = valueAt(newest, time) === undefined ? `have no field ${time}` : `hold no date in ${time}`;
  throw new MongodbProblem(
    `The documents of ${collection} ${said}: set "time" to the field with their time, which must be a date, no text or number.`,
  );
};

const valueAt = (document: Document, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inside, step) => (inside as Readonly<Record<string, unknown>> | undefined)?.[step], document);

/** By the server's own plan where it tells it, else by the list of indexes; a user that may know neither is not warned. */
const hasIndex = async (collection: string, time: string, inspecting: Inspecting): Promise<boolean> => {
  const planned = await orNull(() => usesIndex(collection, time, inspecting));
  return planned ?? (await orNull(() => isIndexed(collection, time, inspecting))) ?? true;
};

const orNull = async (ask: () => Promise<boolean>): Promise<boolean | null> => {
  try {
    return await ask();
  } catch (error) {
    if (isNotOffered(error)) return null;
    throw error;
  }
};

const usesIndex = async (collection: string, time: string, { database, maxTimeMS }: Inspecting): Promise<boolean> => {
  const recent = { [time]: { $gte: new Date(Date.UTC(2100, 0)) } };
  const plan = await database.collection(collection).find(recent).maxTimeMS(maxTimeMS).explain('queryPlanner');
  return !JSON.stringify(plan).includes('"COLLSCAN"');
};

const isIndexed = async (collection: string, time: string, { database }: Inspecting): Promise<boolean> => {
  const indexes = await database.collection(collection).listIndexes().toArray();
  return indexes.some(({ key }) => Object.keys(key as Document)[0] === time);
};
