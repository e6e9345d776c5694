import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/port/clock.js';
import type { Store } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import { openOutbox } from '../embedded/outbox.js';
import { enter } from './belong.js';
import { type Address, prepareConnection } from './connect.js';
import { prepareCollections } from './prepare.js';
import { openErrorAt } from './problem.js';
import { openReader } from './reader.js';
import { type MongodbStore, openWriter } from './writer.js';

export interface MongodbStoreOptions extends Address {
  /** The file in which commits wait on this desk while the server does not take them. */
  readonly outbox: string;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Told when something in `problems` has changed. */
  readonly changed: () => void;
}

/** Opens the shared store as its one writer, creating what is not there. Rejects with a `StoreOpenError`. */
export const openMongodbStore = async (options: MongodbStoreOptions): Promise<MongodbStore> => {
  const connection = await prepareConnection(options);
  const outbox = openOutbox(options.outbox);
  const close = async (): Promise<void> => {
    outbox.close();
    await connection.client.close();
  };
  try {
    await enter(connection, outbox);
    return await openWriter({ ...options, connection, outbox, token: randomUUID, deposed: () => undefined, close });
  } catch (error) {
    await close();
    throw openErrorAt(connection.place, error);
  }
};

/** Opens it for reading, also while a console writes it. Rejects with a `StoreOpenError`. */
export const readMongodbStore = async (address: Address): Promise<Store> => {
  const connection = await prepareConnection(address);
  return openReader({ ...connection, close: () => connection.client.close() });
};

/** Creates and verifies collections and indexes; answers where they are. Rejects with a `StoreOpenError`. */
export const prepareMongodbStore = async (address: Address): Promise<string> => {
  const { client, collections, place } = await prepareConnection(address);
  try {
    await prepareCollections(collections);
    return place;
  } catch (error) {
    throw openErrorAt(place, error);
  } finally {
    await client.close();
  }
};
