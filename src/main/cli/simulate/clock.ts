import type { Clock, Stop } from '../../core/port/clock.js';
import { type Duration, duration, type Instant, instant } from '../../core/time/instant.js';

/** A clock that moves only when told: elapsed time for a scenario's script, wall-clock time for the engine. */
export interface VirtualClock extends Clock {
  elapsed(): Duration;
  /** Moves to an offset from the start, without calling anybody. */
  moveTo(elapsed: Duration): void;
  /** Moves the wall clock alone. */
  jump(by: Duration): void;
  /** Offset at which the next timer is due; null without one. */
  nextTimer(): Duration | null;
  /** Calls back all timers that are due. */
  fire(): void;
}

export const createVirtualClock = (start: Instant): VirtualClock => {
  let elapsed = 0;
  let shifted = 0;
  const timers = new Set<{ readonly at: Instant; readonly callback: () => void }>();

  const now = (): Instant => instant(start + elapsed + shifted);

  const wakeAt = (at: Instant, callback: () => void): Stop => {
    const timer = { at, callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };

  return {
    now,
    monotonic: () => elapsed,
    wakeAt,
    elapsed: () => duration(elapsed),
    moveTo: (offset) => {
      elapsed = offset;
    },
    jump: (by) => {
      shifted += by;
    },
    nextTimer: () => {
      let earliest = Number.POSITIVE_INFINITY;
      for (const timer of timers) earliest = Math.min(earliest, timer.at);
      return Number.isFinite(earliest) ? duration(Math.max(elapsed, earliest - start - shifted)) : null;
    },
    fire: () => {
      for (const timer of [...timers]) {
        if (timer.at > now()) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
  };
};
