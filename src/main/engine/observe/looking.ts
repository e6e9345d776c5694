import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Duration, Instant } from '../../core/time/instant.js';
import type { Poll } from '../poll.js';
import type { World } from '../world.js';
import { lookAgain, noticeGap, stopLooking } from './observing.js';

export interface LookingParts {
  readonly world: World;
  readonly clock: Clock;
  readonly log: Log;
  readonly poll: Poll;
  /** A gap between two ticks longer than this was a sleep or a jump of the clock; null: never judged by gaps. */
  readonly longestGap: Duration | null;
  /** Whether the desk's own network is known to be gone. */
  readonly isOffline: () => boolean;
  /** What changed is to be kept and shown. */
  readonly finish: () => void;
}

/** Knows whether the desk looks, and says so to the ledger: sleep, jumps of the clock, its own network. */
export interface Looking {
  isLooking(): boolean;
  /** A tick took place: notices sleeps that nobody announced. */
  ticked(): void;
  /** Compares the clock with the last tick; writes a gap down where there is one. */
  notice(): void;
  suspend(): void;
  resume(): void;
  offline(): void;
  online(): void;
}

/** So many ticks in a row while the system is said to sleep mean that it does not. */
const WAKEFUL_TICKS = 30;

export const createLooking = ({ world, clock, log, poll, longestGap, isOffline, finish }: LookingParts): Looking => {
  let lastTickAt = clock.now();
  let ticksAsleep = 0;

  const cause = (): string => world.observation.open.cause;

  const stop = (why: 'asleep' | 'offline'): void => {
    const now = clock.now();
    stopLooking(world, now, why, now);
    poll.pause();
    finish();
  };

  const again = (): void => {
    lastTickAt = clock.now();
    lookAgain(world, lastTickAt);
    poll.proceed();
    finish();
  };

  const gapFound = (from: Instant, now: Instant): void => {
    log.warn('desk.gap', { milliseconds: now - from });
    noticeGap(world, from, now);
    lastTickAt = now;
    poll.refresh();
    finish();
  };

  const notice = (): void => {
    const now = clock.now();
    if (longestGap !== null && cause() === 'observed' && Math.abs(now - lastTickAt) > longestGap) gapFound(lastTickAt, now);
  };

  const resume = (): void => {
    ticksAsleep = 0;
    if (cause() !== 'asleep') return;
    again();
    // The guard tells once of a network that it finds gone, and that may have been while the desk slept.
    if (isOffline()) stop('offline');
  };

  return {
    isLooking: () => cause() === 'observed',
    notice,
    ticked: () => {
      notice();
      lastTickAt = clock.now();
      // Nobody's clock ticks in its sleep: where the system never says that it woke, the ticks do.
      if (cause() === 'asleep') ticksAsleep += 1;
      if (ticksAsleep >= WAKEFUL_TICKS) resume();
    },
    suspend: () => {
      notice();
      if (cause() === 'observed') stop('asleep');
    },
    resume,
    offline: () => {
      log.warn('desk.offline');
      notice();
      if (cause() === 'observed') stop('offline');
    },
    online: () => {
      log.info('desk.online');
      if (cause() === 'offline') again();
    },
  };
};
