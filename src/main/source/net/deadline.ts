import { setMaxListeners } from 'node:events';
import type { Clock, Stop } from '../../core/port/clock.js';
import { after, type Duration } from '../../core/time/instant.js';

/** A length of time that a piece of work may take, however it behaves. */
export interface Deadline {
  /** Aborts when the time is up, or when one of the outer signals does. */
  readonly signal: AbortSignal;
  /** True where the time was up; false where somebody else ended it. */
  readonly isPast: () => boolean;
  /** Must be called when the work is over. */
  readonly stop: Stop;
}

/**
 * Starts a deadline of `length`. It is measured on the monotonic clock, because a wall clock that jumps
 * must neither end a look early nor stretch it.
 */
export const startDeadline = (clock: Clock, length: Duration, outer: readonly AbortSignal[]): Deadline => {
  const controller = new AbortController();
  const startedAt = clock.monotonic();
  let isPast = false;
  let stopTimer: Stop = () => undefined;
  const look = (): void => {
    const rest = length - (clock.monotonic() - startedAt);
    if (rest > 0) {
      stopTimer = clock.wakeAt(after(clock.now(), Math.ceil(rest)), look);
      return;
    }
    isPast = true;
    controller.abort();
  };
  const forward = (): void => controller.abort();
  // Hundreds of looks may share one signal; each takes its listener away again, so many are no leak.
  setMaxListeners(0, ...outer);
  for (const signal of outer) signal.addEventListener('abort', forward, { once: true });
  if (outer.some((signal) => signal.aborted)) controller.abort();
  look();
  const stop = (): void => {
    stopTimer();
    for (const signal of outer) signal.removeEventListener('abort', forward);
  };
  return { signal: controller.signal, isPast: () => isPast, stop };
};

/** Resolves after `length`, or as soon as one of the signals aborts. */
export const pause = async (clock: Clock, length: Duration, outer: readonly AbortSignal[]): Promise<void> => {
  const deadline = startDeadline(clock, length, outer);
  await new Promise<void>((resolve) => {
    if (deadline.signal.aborted) return resolve();
    deadline.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  deadline.stop();
};
