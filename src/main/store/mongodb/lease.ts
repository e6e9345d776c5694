import { hostname } from 'node:os';
import { StoreOpenError } from '../error.js';
import { isDuplicate } from './apply.js';
import type { Collections } from './collections.js';

/** How long the right to write outlasts whoever held it and fell silent, and how often it is renewed. */
const LEASE = 30_000;
export const RENEWAL = 10_000;

export interface Lease {
  /** Whether the right is still ours. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes the one right to write. A desk that was killed has it again at once; another must wait until it ran out, by the server's own clock.
 * It keeps people from starting two by mistake: that two never both commit is seen to by the commits' numbers. Rejects with a `StoreOpenError` `locked`.
 */
export const takeLease = async (collections: Collections, desk: string, token: string): Promise<Lease> => {
  const { meta } = collections;
  const now = await serverNow(collections);
  try {
    await meta.updateOne(
      { _id: 'writer', $or: [{ desk }, { until: { $lt: new Date(now) } }] },
      { $set: { desk, token, host: hostname(), until: new Date(now + LEASE) } },
      { upsert: true },
    );
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const holder = await meta.findOne({ _id: 'writer' });
    throw new StoreOpenError(
      'locked',
      `another Watchroom (on ${String(holder?.host ?? 'another machine')}) already writes this MongoDB`,
      `Use the one that runs, or stop it and wait ${LEASE / 1_000} seconds; or name another database in the address.`,
    );
  }
  return {
    renew: async () => {
      const until = new Date((await serverNow(collections)) + LEASE);
      return (await meta.updateOne({ _id: 'writer', token }, { $set: { until } })).matchedCount > 0;
    },
    release: async () => {
      await meta.deleteOne({ _id: 'writer', token });
    },
  };
};

const serverNow = async ({ db }: Collections): Promise<number> => {
  const { localTime } = (await db.command({ hello: 1 })) as { readonly localTime?: Date };
  if (localTime === undefined) throw new Error('the server does not say what time it is');
  return localTime.getTime();
};
