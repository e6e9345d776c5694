import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Stop } from '../../src/main/core/port/clock.js';
import { type Instant, instant } from '../../src/main/core/time/instant.js';

export interface FakeClock extends Clock {
  /** Lets `milliseconds` pass on both clocks: runs what falls due in order, each at its own moment, and lets promises settle in between. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the wall clock forward (or back), without any time passing. What has become due runs at the next `advance`. */
  jump(milliseconds: number): void;
  /** How many wake-ups are still waiting. */
  pending(): number;
  /** Whether something is to be woken just so many milliseconds from now. */
  isDueIn(milliseconds: number): boolean;
}

interface Timer {
  readonly at: Instant;
  readonly doneBy: number;
  readonly callback: () => void;
}

/** Two turns of the event loop: promises settle, and what they set off through `setImmediate` does too. */
const settle = async (): Promise<void> => {
  await nextTurn();
  await nextTurn();
};

/** A clock that stands still until a test moves it. */
export const createFakeClock = (start: Instant): FakeClock => {
  let wall: number = start;
  let steady = 0;
  const timers = new Set<Timer>();

  const remaining = (timer: Timer): number => Math.max(0, Math.min(timer.at - wall, timer.doneBy - steady));

  const wakeAt = (at: Instant, callback: () => void): Stop => {
    const timer: Timer = { at, doneBy: steady + Math.max(0, at - wall), callback };
    timers.add(timer);
    return () => timers.delete(timer);
  };

  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || remaining(timer) < remaining(first)) first = timer;
    return first;
  };

  const pass = (milliseconds: number): void => {
    wall += milliseconds;
    steady += milliseconds;
  };

  const advance = async (milliseconds: number): Promise<void> => {
    const end = steady + milliseconds;
    await settle();
    for (let timer = next(); timer !== undefined && steady + remaining(timer) <= end; timer = next()) {
      pass(remaining(timer));
      timers.delete(timer);
      timer.callback();
      await settle();
    }
    pass(end - steady);
  };

  return {
    now: () => instant(wall),
    monotonic: () => steady,
    wakeAt,
    advance,
    jump: (milliseconds) => {
      wall += milliseconds;
    },
    pending: () => timers.size,
    isDueIn: (milliseconds) => [...timers].some((timer) => remaining(timer) === milliseconds),
  };
};
