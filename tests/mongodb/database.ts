import { type Db, MongoClient } from 'mongodb';
import type { Measure, Reading } from '../../src/main/core/model/reading.js';
import type { FeedTarget, TargetId } from '../../src/main/core/model/target.js';
import type { Clock } from '../../src/main/core/port/clock.js';
import type { MongodbFeed } from '../../src/main/core/port/feeds.js';
import type { Source } from '../../src/main/core/port/source.js';
import { type Instant, instant, seconds } from '../../src/main/core/time/instant.js';
import { createMongodbSource } from '../../src/main/source/mongodb/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createCountedClock } from '../support/servers/counted-clock.js';

/** A database of its own on the server of MONGODB_TEST_URI. */
export interface OwnDatabase {
  readonly db: Db;
  readonly uri: string;
  drop(): Promise<void>;
}

let count = 0;

export const createDatabase = async (): Promise<OwnDatabase> => {
  const server = process.env.MONGODB_TEST_URI;
  if (server === undefined) throw new Error('set MONGODB_TEST_URI to a MongoDB for tests');
  count += 1;
  const name = `watchroom_${process.pid}_${count}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (url.username !== '' && !url.searchParams.has('authSource')) url.searchParams.set('authSource', 'admin');
  const client = await new MongoClient(url.href).connect();
  return {
    db: client.db(name),
    uri: url.href,
    drop: async () => {
      await client.db(name).dropDatabase();
      await client.close();
    },
  };
};

/** Deletes every document, and leaves collections and indexes as they are. */
export const emptyDatabase = async (db: Db): Promise<void> => {
  const names = await db.listCollections({}, { nameOnly: true }).toArray();
  await Promise.all(names.map(({ name }) => db.collection(name).deleteMany({})));
};

export const feedOf = (uri: string, more: Partial<MongodbFeed> = {}): MongodbFeed => ({
  uri: { kind: 'plain', text: uri },
  database: null,
  collections: [],
  backups: null,
  allowInsecure: false,
  ...more,
});

export const mongodbTarget = (): FeedTarget => ({
  source: 'mongodb',
  id: 'mongodb' as TargetId,
  name: 'MongoDB',
  url: null,
  every: seconds(60),
  timeout: seconds(30),
  labels: {},
});

export const sourceOf = (
  feed: MongodbFeed,
  lastRead: (collection: string) => Promise<Instant | null> = async () => null,
): Source<FeedTarget> => createMongodbSource({ feed: () => feed, secrets: scriptedSecrets(), lastRead });

/** Looks as if it were `at` on the wall; the time that passes meanwhile is the machine's own. */
export const lookAt = (source: Source<FeedTarget>, at: Instant): Promise<Reading> => {
  const own = createCountedClock();
  const began = own.now();
  const now = () => instant(at + (own.now() - began));
  const wakeAt: Clock['wakeAt'] = (wanted, callback) => own.wakeAt(instant(began + (wanted - at)), callback);
  return source.read(mongodbTarget(), {
    clock: { now, monotonic: own.monotonic, wakeAt },
    signal: new AbortController().signal,
  });
};

/** The measures of a name as `label=value:number`, in the order of their time. */
export const said = (measures: readonly Measure[], name: string): readonly string[] =>
  measures
    .filter((measure) => measure.name === name)
    .map(({ labels = {}, value }) => {
      const text = Object.entries(labels)
        .map(([key, label]) => `${key}=${label}`)
        .sort()
        .join(',');
      return `${text}: ${value}`;
    });
