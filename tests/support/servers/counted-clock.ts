import type { Clock, Stop } from '../../../src/main/core/port/clock.js';
import { systemClock } from '../../../src/main/platform/clock.js';

/** The machine's own clock, which also tells how many wake-ups nobody stopped. */
export const createCountedClock = (): Clock & { pending(): number } => {
  const clock = systemClock();
  const waiting = new Set<symbol>();
  const wakeAt: Clock['wakeAt'] = (at, callback): Stop => {
    const id = Symbol('wake-up');
    waiting.add(id);
    const stop = clock.wakeAt(at, () => {
      waiting.delete(id);
      callback();
    });
    return () => {
      waiting.delete(id);
      stop();
    };
  };
  return { now: clock.now, monotonic: clock.monotonic, wakeAt, pending: () => waiting.size };
};
