import type { Retention } from '../model/config.js';
import type { HistoryRange } from '../model/history.js';
import type { Matcher } from '../model/rule.js';
import type { Sample, Series, SeriesId } from '../model/sample.js';
import type { EventStretch, GoodReading } from '../model/slo.js';
import type { RolledUp } from '../sample/rolled-up.js';
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

/** Readings to be counted, all series together. */
export interface CountQuery {
  readonly series: readonly SeriesId[];
  /** The stretches that `[from, to)` touches, each as a whole. */
  readonly from: Instant;
  readonly to: Instant;
  /** Length of a stretch. */
  readonly step: 'minute' | 'hour';
  readonly good: GoodReading;
}

/** Several questions of the same hours. */
export interface TallyQuery {
  readonly questions: readonly {
    readonly series: readonly SeriesId[];
    readonly good: GoodReading;
  }[];
  /** The hours that `[from, to)` touches, each as a whole. */
  readonly from: Instant;
  readonly to: Instant;
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
  /** The hours that `[from, to)` touches, as they are rolled up, oldest first: as far back as these are kept. */
  hourly(series: SeriesId, from: Instant, to: Instant): Promise<readonly RolledUp[]>;
  /**
   * How many readings each stretch holds and how many of them are good, oldest first; one without a reading is left out.
   * Exact while samples are kept. Of what is rolled up, readings within 1 % of the limit (the sketch's error) may be taken
   * for the other side, unless all of their bucket lies on one. Asked again, it reckons only what has changed.
   */
  count(query: CountQuery): Promise<readonly EventStretch[]>;
  /**
   * What `count` says by the hour, for each of several questions: what they count alike of the same series is read once, and nothing is remembered
   * for the next time.
   */
  tally(query: TallyQuery): Promise<readonly (readonly EventStretch[])[]>;
  figures(): Promise<StoreFigures>;
  /** Seals what has cooled, rolls up, and deletes what is older than `keep` allows. Safe to be cut off anywhere. */
  retain(keep: Retention, now: Instant): Promise<{ readonly deleted: number; readonly sealed: number }>;
}
