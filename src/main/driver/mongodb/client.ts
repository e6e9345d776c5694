import type { MongoClient, MongoClientOptions } from 'mongodb';
import { endWithSocket } from './end-with-socket.js';

/**
 * A client that connects with the first question. The driver is loaded here, so that nobody else pays for it.
 * @param refused what to throw where the address is none: the driver's own text may quote it with its password
 */
export const createClient = async (uri: string, options: MongoClientOptions, refused: () => Error): Promise<MongoClient> => {
  const { MongoClient } = await import('mongodb');
  await endWithSocket();
  try {
    return new MongoClient(uri, options);
  } catch {
    throw refused();
  }
};

/** Whether it leads to another machine without TLS. */
export const isInsecure = ({ options: { tls, srvHost, hosts } }: MongoClient): boolean =>
  !tls && (srvHost !== undefined || hosts.some((each) => each.socketPath === undefined && !isThisMachine(each.host)));

const isThisMachine = (host: string | undefined): boolean =>
  host !== undefined && (host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host));

/** The database that an address names; null: none. */
export const databaseIn = (uri: string): string | null => {
  const [, name] = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri) ?? [];
  return name === undefined ? null : decoded(name);
};

/** What cannot be decoded is no name that a server takes: the driver says so. */
const decoded = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};
