import type { Collection, IndexDescription } from 'mongodb';
import { StoreOpenError } from '../error.js';
import type { Collections } from './collections.js';
import { EXPIRY, type IndexPlan, indexPlans } from './indexes.js';
import { TOO_OLD } from './problem.js';
import { refuseUnfinished } from './unfinished.js';

/** Of how the collections are laid out; a later one is not understood. */
const LAYOUT = 1;

/** MongoDB 4.4. */
const LEAST_WIRE_VERSION = 9;

/** Creates what is not there and verifies the rest. Rejects with a `StoreOpenError`, having deleted nothing. */
export const prepareCollections = async (collections: Collections, as: 'desk' | 'transfer' = 'desk'): Promise<void> => {
  await inspectServer(collections);
  if (as === 'desk') await refuseUnfinished(collections);
  const there = new Set((await collections.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const plan of indexPlans(collections)) await prepareIndexes(plan, there.has(plan.collection.collectionName));
  await collections.meta.updateOne({ _id: 'layout' }, { $set: { version: LAYOUT } }, { upsert: true });
};

/** Whether this is a server, and a database, that can be used; answers the version of the layout. Only reads. */
export const inspectServer = async (collections: Collections): Promise<number | null> => {
  await checkServer(collections);
  return checkLayout(collections);
};

/** For reading: nothing is created, and a part is not taken for the whole. */
export const inspectCollections = async (collections: Collections): Promise<void> => {
  if ((await inspectServer(collections)) === null)
    throw new StoreOpenError(
      'missing',
      'there is no store in this MongoDB yet',
      'Run watchroom infrastructure init, or start Watchroom once.',
    );
  await refuseUnfinished(collections);
};

const checkServer = async ({ db }: Collections): Promise<void> => {
  const { maxWireVersion = 0 } = (await db.command({ hello: 1 })) as { readonly maxWireVersion?: number };
  if (maxWireVersion < LEAST_WIRE_VERSION) throw TOO_OLD;
};

const checkLayout = async ({ meta }: Collections): Promise<number | null> => {
  const doc = await meta.findOne({ _id: 'layout' });
  const version = typeof doc?.version === 'number' ? doc.version : null;
  if (version !== null && version > LAYOUT)
    throw new StoreOpenError(
      'from-the-future',
      `the store in MongoDB was written by a newer Watchroom (layout ${version}; this one knows ${LAYOUT})`,
      'Start the newer version, or name another database in the address. Nothing was changed.',
    );
  return version;
};

const prepareIndexes = async ({ collection, indexes }: IndexPlan, isCollectionThere: boolean): Promise<void> => {
  const known: readonly Known[] = isCollectionThere ? ((await collection.listIndexes().toArray()) as readonly Known[]) : [];
  const missing = indexes.filter((wanted) => !isThere(collection, wanted, known));
  if (missing.length === 0) return;
  try {
    await collection.createIndexes([...missing]);
  } catch (error) {
    if (!isIndexTrouble(error)) throw error;
    const names = missing.map(({ name }) => name).join(', ');
    throw new StoreOpenError(
      'unwritable',
      `the indexes ${names} of ${collection.collectionName} cannot be built (code ${String(error.code ?? 'unknown')})`,
      'See the log of the server; drop what stands in their way, then run watchroom infrastructure init again.',
    );
  }
};

type Known = Pick<IndexDescription, 'name' | 'key' | 'unique' | 'expireAfterSeconds'>;

/** An index of the same name that is another one would not do what it is for. */
const isThere = ({ collectionName }: Collection<never>, wanted: IndexDescription, known: readonly Known[]): boolean => {
  const found = known.find(({ name }) => name === wanted.name);
  if (found === undefined) return false;
  const isSame =
    JSON.stringify(found.key) === JSON.stringify(wanted.key) &&
    (found.unique ?? false) === (wanted.unique ?? false) &&
    (found.expireAfterSeconds === undefined) === (wanted.name !== EXPIRY);
  if (isSame) return true;
  throw new StoreOpenError(
    'unwritable',
    `the index ${found.name} of ${collectionName} is another one than Watchroom needs`,
    `Drop it (db.${collectionName}.dropIndex("${found.name}")), then run watchroom infrastructure init again.`,
  );
};

/** Unauthorized, AuthenticationFailed, Atlas's refusal, and a full disk: nothing to do with the index itself. */
const OTHER = new Set<unknown>([13, 18, 8000, 14031]);

/** The server's own answer, whatever its code: there are many reasons why an index cannot be built. */
const isIndexTrouble = (error: unknown): error is Error & { readonly code?: unknown } =>
  error instanceof Error && error.name === 'MongoServerError' && !OTHER.has('code' in error ? error.code : undefined);
