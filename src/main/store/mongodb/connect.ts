import type { MongoClient } from 'mongodb';
import { createClient, databaseIn, isInsecure } from '../../driver/mongodb/client.js';
import { StoreOpenError } from '../error.js';
import { type Collections, collectionsOf } from './collections.js';

export interface Address {
  /** May hold a password: it is told to nobody but the driver. */
  readonly uri: string;
  /** Another machine may be spoken to without TLS. */
  readonly allowInsecure: boolean;
}

export interface Connection {
  readonly client: MongoClient;
  readonly collections: Collections;
  /** Hosts and database, without user and password. */
  readonly place: string;
}

/** How long is waited for a server, and for its answer: an engine that waits longer takes its store for hung. */
const [SERVER_WAIT, ANSWER_WAIT] = [3_000, 60_000];

/** Where the address names no database. */
const DATABASE = 'watchroom';

/**
 * Makes ready to speak to the server; the first question connects. What is written counts once most of a replica set have it, and what the
 * driver may send again, because the server can tell, it does.
 */
export const prepareConnection = async ({ uri, allowInsecure }: Address): Promise<Connection> => {
  const database = databaseIn(uri) ?? DATABASE;
  if (SERVERS_OWN.has(database)) throw serversOwn(database);
  const client = await createClient(uri, OPTIONS, noAddress);
  const collections = collectionsIn(client, database);
  if (!allowInsecure && isInsecure(client))
    throw new StoreOpenError(
      'refused',
      'the address in store.uri leads to another machine without TLS: alerts and the audit trail would cross the network readable',
      'Add tls=true to the address; or, where the way is safe by other means, set allowInsecure: true beside store.uri.',
    );
  return { client, collections, place: placeOf(client, database) };
};

/** What is kept there is replicated nowhere, or in the server's own way. */
const SERVERS_OWN: ReadonlySet<string> = new Set(['admin', 'local', 'config']);

const serversOwn = (database: string): StoreOpenError =>
  new StoreOpenError(
    'refused',
    `${database}, which store.uri names, is a database of the server’s own`,
    'Name another one in the address: mongodb://host:27017/watchroom; for a login in admin add authSource=admin.',
  );

const OPTIONS = {
  appName: 'Watchroom',
  maxPoolSize: 10,
  serverSelectionTimeoutMS: SERVER_WAIT,
  connectTimeoutMS: SERVER_WAIT,
  socketTimeoutMS: ANSWER_WAIT,
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  promoteBuffers: true,
  ignoreUndefined: true,
} as const;

const collectionsIn = (client: MongoClient, database: string): Collections => {
  try {
    return collectionsOf(client.db(database));
  } catch {
    throw noAddress();
  }
};

const noAddress = (): StoreOpenError =>
  new StoreOpenError(
    'refused',
    'what store.uri (MONGODB_URI) says is no address of a MongoDB',
    'Write mongodb://user:password@host:27017/database, with what is special in user or password percent-encoded.',
  );

const placeOf = ({ options: { srvHost, hosts } }: MongoClient, database: string): string =>
  `${srvHost ?? hosts.map((host) => host.toString()).join(',')}/${database}`;
