import type { Clock } from '../../core/port/clock.js';
import { after, type Instant } from '../../core/time/instant.js';

/** A wait that is over at an instant, or once the steady clock shows `doneBy`: a wall clock set back must hold nothing. */
export interface Wait {
  readonly until: Instant;
  readonly doneBy: number;
}

/** Milliseconds that are left of a wait; 0 or less: it is over. */
export const remaining = (clock: Clock, { until, doneBy }: Wait): number =>
  Math.min(until - clock.now(), doneBy - clock.monotonic());

export const waitOf = (clock: Clock, length: number): Wait => ({
  until: after(clock.now(), length),
  doneBy: clock.monotonic() + length,
});
