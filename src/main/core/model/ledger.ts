import type { Instant } from '../time/instant.js';

export type UnobservedCause = 'asleep' | 'offline' | 'stopped' | 'source-failing';

/** A stretch in which this desk looked, or did not and why. Segments of one scope join without gap or overlap. */
export interface ObservationSegment {
  /**
   * `desk`, or `source:<kind>` for a single failing source. `settling`: from when the desk looked again until it might speak;
   * that lies within what it observed, and not all of it is written down.
   */
  readonly scope: string;
  readonly from: Instant;
  /** Open while null. */
  readonly to: Instant | null;
  readonly cause: 'observed' | UnobservedCause;
}
