import type { Retention } from '../model/config.js';
import type { Matcher } from '../model/rule.js';
import type { Sample, Series, SeriesId } from '../model/sample.js';
import type { HistoryRange } from '../model/view.js';
import type { Instant } from '../time/instant.js';

export interface SeriesSelector {
  readonly name?: string;
  readonly matchers?: readonly Matcher[];
}

export interface RangeQuery {
  readonly series: readonly SeriesId[];
  /** Samples of `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
  /** Most points a series gets, 1–600: the coarsest of raw, 1 min, 5 min, 1 h and their multiples that fits. */
  readonly maxPoints: number;
}

export interface StoreFigures {
  readonly kind: string;
  readonly place: string;
  readonly bytes: number;
  readonly series: number;
  readonly samples: number;
}

/** How many samples there are, and what they add up to. */
export interface Tally {
  readonly n: number;
  readonly sum: number;
}

/** What was measured: the reading side. Writing goes through the journal, so that a turn is one commit. */
export interface History {
  range(query: RangeQuery): Promise<readonly HistoryRange[]>;
  /** Raw samples of `[from, to)`, oldest first. */
  raw(series: SeriesId, from: Instant, to: Instant): Promise<readonly Sample[]>;
  list(selector: SeriesSelector): Promise<readonly { readonly id: SeriesId; readonly series: Series }[]>;
  /** Value at the quantile `q` (0–1) of all samples of `[from, to)`, with the sketch's relative error of 1 %; null without samples. */
  quantile(
    series: SeriesId,
    from: Instant,
    to: Instant,
    q: number,
  ): Promise<{ readonly value: number; readonly n: number } | null>;
  /** All samples of all these series within `[from, to)`, together. Asked again for the same series, it is quick. */
  tally(series: readonly SeriesId[], from: Instant, to: Instant): Promise<Tally>;
  figures(): Promise<StoreFigures>;
  /** Seals what has cooled, rolls up, and deletes what is older than `keep` allows. Safe to be cut off anywhere. */
  retain(keep: Retention, now: Instant): Promise<{ readonly deleted: number; readonly sealed: number }>;
}
