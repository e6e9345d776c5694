import { hostname } from 'node:os';
import { StoreOpenError } from '../error.js';
import { type Collections, LEASE_KEY } from './collections.js';

/** How long the right to lead outlasts whoever held it and fell silent, and how often it is renewed. */
export const LEASE = 15_000;
export const RENEWAL = 5_000;

export interface Lease {
  /** Counts how often the lead was given: whoever holds an earlier one has lost it. */
  readonly term: number;
  /** Whether the right is still ours. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes the one right to lead, and with it the next term, in one step of the server and by the server's own clock. A desk that was killed has it again
 * at once; another must wait until it ran out. It keeps two from leading at the same time as a rule: that two never both commit is seen to
 * by the commits' numbers. Rejects with a `StoreOpenError` `locked`.
 */
export const takeLease = async (collections: Collections, desk: string, token: string): Promise<Lease> => {
  const { meta } = collections;
  await meta.updateOne({ _id: LEASE_KEY }, { $setOnInsert: { until: new Date(0), term: 0 } }, { upsert: true });
  // Should somebody have deleted the lease: the terms that were given stand in what they wrote.
  const least = Number((await meta.findOne({ _id: 'folded' }))?.term ?? 0);
  const taken = await meta.findOneAndUpdate(
    { _id: LEASE_KEY, $or: [{ desk }, { $expr: { $lt: ['$until', '$$NOW'] } }] },
    [
      {
        $set: {
          desk: { $literal: desk },
          token: { $literal: token },
          host: { $literal: hostname() },
          term: { $add: [{ $max: [{ $ifNull: ['$term', 0] }, least] }, 1] },
          until: { $add: ['$$NOW', LEASE] },
        },
      },
    ],
    { returnDocument: 'after' },
  );
  if (taken === null) throw await heldByAnother(collections);
  return {
    term: Number(taken.term),
    renew: async () =>
      (await meta.updateOne({ _id: LEASE_KEY, token }, [{ $set: { until: { $add: ['$$NOW', LEASE] } } }])).matchedCount > 0,
    release: async () => {
      await meta.updateOne({ _id: LEASE_KEY, token }, { $set: { until: new Date(0) } });
    },
  };
};

/** Rejects with a `StoreOpenError` `locked` where somebody leads. Only reads. */
export const refuseHeld = async (collections: Collections): Promise<void> => {
  const held = await collections.meta.findOne({ _id: LEASE_KEY, $expr: { $gt: ['$until', '$$NOW'] } });
  if (held !== null) throw await heldByAnother(collections);
};

const heldByAnother = async ({ meta }: Collections): Promise<StoreOpenError> => {
  const holder = await meta.findOne({ _id: LEASE_KEY });
  return new StoreOpenError(
    'locked',
    `another Watchroom (on ${String(holder?.host ?? 'another machine')}) already writes this MongoDB`,
    `Use the one that runs, or stop it and wait ${LEASE / 1_000} seconds; or name another database in the address.`,
  );
};
