import type { Clock, Stop } from '../core/port/clock.js';
import type { Instant } from '../core/time/instant.js';

/** No timer sleeps longer, so that a wall clock set forward is noticed within a minute, and Node's limit of 2^31 ms never matters. */
const LONGEST_SLEEP = 60_000;

const now = (): Instant => Date.now() as Instant;
const monotonic = (): number => performance.now();

/**
 * Waits on both clocks and calls back by whichever is done first: a wall clock set back must not hold a deadline for a day,
 * and one set forward must not leave it waiting. Callers look at the time again anyway.
 */
const wakeAt = (at: Instant, callback: () => void): Stop => {
  const doneBy = monotonic() + Math.max(0, at - now());
  const remaining = (): number => Math.min(at - now(), doneBy - monotonic());
  const sleep = (): NodeJS.Timeout => setTimeout(look, Math.min(Math.max(0, Math.ceil(remaining())), LONGEST_SLEEP));
  const look = (): void => {
    if (remaining() <= 0) callback();
    else timer = sleep();
  };
  let timer = sleep();
  return () => clearTimeout(timer);
};

/** The machine's own clock. Its timers keep the process alive until they are stopped. */
export const systemClock = (): Clock => ({ now, monotonic, wakeAt });
