import type { Instant } from '../time/instant.js';

/** What an alert's rule looked at, as lines over time: what a picture in a message shows. */
export interface AlertChart {
  readonly from: Instant;
  readonly to: Instant;
  readonly firedAt: Instant;
  /** Whose ending states the unit of the values. */
  readonly metric: string;
  readonly threshold: number;
  /** The mean of each bucket as (instant, value), line by line; longer than `gapAfter` apart, nothing was seen in between. */
  readonly lines: readonly (readonly (readonly [number, number])[])[];
  /** In milliseconds. */
  readonly gapAfter: number;
}
