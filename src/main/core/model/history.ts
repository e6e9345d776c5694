import type { Instant } from '../time/instant.js';
import type { UnobservedCause } from './ledger.js';
import type { Deploy } from './performance.js';
import type { Series, SeriesId } from './sample.js';

/** `[bucket's start in ms, min, mean, max, n]`. */
export type HistoryPoint = readonly [number, number, number, number, number];

export interface HistoryRange {
  readonly id: SeriesId;
  readonly series: Series;
  readonly unit: string;
  /** Length of a bucket in seconds. */
  readonly resolution: number;
  readonly points: readonly HistoryPoint[];
}

export interface HistoryAnswer {
  readonly from: Instant;
  readonly to: Instant;
  readonly ranges: readonly HistoryRange[];
  /** What went live meanwhile, oldest first. */
  readonly deploys: readonly Deploy[];
  readonly unobserved: readonly { readonly from: Instant; readonly to: Instant; readonly cause: UnobservedCause }[];
}
