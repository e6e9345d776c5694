import type { Instant } from '../time/instant.js';
import type { Severity } from './rule.js';

/** What fired and what ended on one day of the calendar of UTC. Tests and drills are no part of it. */
export interface CountedDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly fired: Readonly<Record<Severity, number>>;
  readonly ended: number;
}

/** What no daily summary has told yet: counted as it happens, so that nothing has to be kept for it. */
export interface Owed {
  /** All that happened after it is counted. */
  readonly since: Instant;
  /** Only those on which anything happened, oldest first. */
  readonly days: readonly CountedDay[];
}
