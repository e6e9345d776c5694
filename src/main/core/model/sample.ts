import type { Instant } from '../time/instant.js';
import type { Labels } from './labels.js';

/** Canonical text of a series: `name{a="b",c="d"}` with its labels sorted by key. Two spellings of one series give one id. */
export type SeriesId = string & { readonly __id: 'series' };

/** A metric name and its labels. The name ends in its unit (`_seconds`, `_bytes`, `_ratio`) or in `_total` for a counter. */
export interface Series {
  readonly name: string;
  readonly labels: Labels;
}

export interface Sample {
  readonly at: Instant;
  /** In the unit that the series' name states. Never NaN and never infinite: such samples are refused at the border. */
  readonly value: number;
}

/** One sample of one series. */
export interface SeriesSample {
  readonly id: SeriesId;
  readonly series: Series;
  readonly at: Instant;
  readonly value: number;
}
