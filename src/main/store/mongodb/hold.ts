import { randomUUID } from 'node:crypto';
import type { Stop } from '../../core/port/clock.js';
import type { Collections } from './collections.js';

/** Records in `meta` of who needs commits to stay, although their samples are in their hours. */
const HOLDS = /^hold /;

/** How long one holds without being renewed, and how often it is: whoever dies amid a copy holds up nothing for long. */
const [LASTS, RENEWED] = [60_000, 15_000];

/** Keeps every commit that is there from now on, by the server's own clock. Rejects where it cannot be written. */
export const holdCommits = async ({ meta }: Pick<Collections, 'meta'>): Promise<{ release(): Promise<void> }> => {
  const _id = `hold ${randomUUID()}`;
  const renew = async (): Promise<void> => {
    await meta.updateOne({ _id }, [{ $set: { until: { $add: ['$$NOW', LASTS] } } }], { upsert: true });
  };
  await meta.deleteMany({ _id: { $regex: HOLDS }, $expr: { $lt: ['$until', '$$NOW'] } });
  await renew();
  const timer = setInterval(() => void renew().catch(() => undefined), RENEWED).unref();
  const stop: Stop = () => clearInterval(timer);
  return {
    release: async () => {
      stop();
      await meta.deleteOne({ _id });
    },
  };
};

export const areHeld = async ({ meta }: Pick<Collections, 'meta'>): Promise<boolean> =>
  (await meta.findOne({ _id: { $regex: HOLDS }, $expr: { $gt: ['$until', '$$NOW'] } })) !== null;
