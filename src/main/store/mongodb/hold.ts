import { randomUUID } from 'node:crypto';
import type { Stop } from '../../core/port/clock.js';
import { StoreOpenError } from '../error.js';
import type { Collections } from './collections.js';

/** Records in `meta` of who needs commits to stay, although their samples are in their hours. */
const HOLDS = /^hold /;

/** How long one holds without being renewed, and how often it is: whoever dies amid a copy holds up nothing for long. */
const [LASTS, RENEWED] = [60_000, 15_000];

export interface Hold {
  /** Rejects with a `StoreOpenError` unless every commit that was there when it began, and every one since, has stayed until now. */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Keeps every commit that is there from now on, by the server's own clock. A machine that slept, or lost its way to the server for too long, has lost
 * the hold: it is renewed only while it lasts, so that one renewal that comes through proves that nothing went before. Rejects where it cannot be written.
 */
export const holdCommits = async ({ meta }: Pick<Collections, 'meta'>): Promise<Hold> => {
  const _id = `hold ${randomUUID()}`;
  const until = { $add: ['$$NOW', LASTS] };
  let isBroken = false;
  const renew = async (): Promise<void> => {
    const { matchedCount } = await meta.updateOne({ _id, $expr: { $gt: ['$until', '$$NOW'] } }, [{ $set: { until } }]);
    isBroken ||= matchedCount === 0;
  };
  await meta.deleteMany({ _id: { $regex: HOLDS }, $expr: { $lt: ['$until', '$$NOW'] } });
  await meta.updateOne({ _id }, [{ $set: { until } }], { upsert: true });
  // One that fails is tried again: whether it came too late is told by the next.
  const timer = setInterval(() => void renew().catch(() => undefined), RENEWED).unref();
  const stop: Stop = () => clearInterval(timer);
  return {
    confirm: async () => {
      if (!isBroken) await renew();
      if (isBroken) throw brokenHold();
    },
    release: async () => {
      stop();
      await meta.deleteOne({ _id });
    },
  };
};

/** What is copied would be of many instants. */
export const brokenHold = (): StoreOpenError =>
  new StoreOpenError(
    'failed',
    'the shared store was not held as it was while it was copied: this machine slept, or had no way to MongoDB for too long',
    'Nothing is wrong with the store. Make the backup again, on a machine that stays awake.',
  );

export const areHeld = async ({ meta }: Pick<Collections, 'meta'>): Promise<boolean> =>
  (await meta.findOne({ _id: { $regex: HOLDS }, $expr: { $gt: ['$until', '$$NOW'] } })) !== null;
