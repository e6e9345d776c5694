import type { Instant } from '../time/instant.js';

export type Stop = () => void;

/** The only way to the time. Deadlines are instants; a timer is a hint to look again, and may come late or early. */
export interface Clock {
  now(): Instant;
  /** Milliseconds that never jump; for measuring lengths and for noticing that the wall clock jumped. */
  monotonic(): number;
  /** Calls back once, at `at` or soon after. */
  wakeAt(at: Instant, callback: () => void): Stop;
}
