import type { Db, MongoClient } from 'mongodb';
import type { MongodbFeed } from '../../core/port/feeds.js';
import { createClient, databaseIn, isInsecure } from '../../driver/mongodb/client.js';
import { MongodbProblem } from './problem.js';

export interface Connection {
  readonly client: MongoClient;
  /** Null where neither the address nor the configuration names one. */
  readonly database: Db | null;
}

/** Few enough to be no burden, enough for a query beside the questions to the server. */
const MOST_CONNECTIONS = 3;

/** Makes ready to read, and only to read: from a secondary where there is one. */
export const prepareConnection = async (feed: MongodbFeed, uri: string, waitMilliseconds: number): Promise<Connection> => {
  const client = await createClient(uri, options(waitMilliseconds), noAddress);
  if (!feed.allowInsecure && isInsecure(client)) {
    throw new MongodbProblem(
      'sources.mongodb.uri leads to another machine without TLS: add tls=true to it, or set allowInsecure: true beside it.',
    );
  }
  const named = feed.database ?? databaseIn(uri);
  return { client, database: named === null ? null : client.db(named) };
};

const options = (waitMilliseconds: number) => ({
  appName: 'Watchroom',
  readPreference: 'secondaryPreferred' as const,
  maxPoolSize: MOST_CONNECTIONS,
  serverSelectionTimeoutMS: waitMilliseconds,
  connectTimeoutMS: waitMilliseconds,
});

const noAddress = (): MongodbProblem =>
  new MongodbProblem(
    'sources.mongodb.uri is no address of a MongoDB: write mongodb://user:password@host:27017/database, with what is special in user or password percent-encoded.',
  );
