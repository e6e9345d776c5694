import type { Delivery } from '../../core/model/notification.js';
import { withLostAttempt } from '../../core/notify/attempt.js';
import type { Remembered } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
import { keepDelivery, type World } from '../world.js';

const MARK = 'underWay';

export const noteBegun = (world: World, { id }: Delivery, now: Instant): void => {
  world.underWay.set(id, now);
};

export const noteEnded = (world: World, { id }: Delivery): void => {
  world.underWay.delete(id);
};

/** Puts what is under way into the next commit: one small mark for all of it, and no further writing of each delivery. */
export const writeUnderWay = (world: World): void => {
  world.draft().marks.set(MARK, Object.fromEntries(world.underWay));
};

/** What was under way when the last run died may have arrived: its delivery waits, and knows of the attempt. */
export const recallUnderWay = (world: World, { marks }: Remembered): void => {
  for (const [id, begunAt] of Object.entries((marks[MARK] ?? {}) as Readonly<Record<string, Instant>>)) {
    const delivery = world.deliveries.get(id);
    if (delivery?.state.kind === 'waiting') keepDelivery(world, withLostAttempt(delivery, begunAt));
  }
  writeUnderWay(world);
};
