import type { Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';

/** What is expected of a stretch, from the same stretch of earlier weeks, with a 95 % prediction interval. */
export interface Expected {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface RevenuePeriod {
  readonly start: Instant;
  /** End of the period, or of what is over of it. */
  readonly end: Instant;
  readonly isOpen: boolean;
  /** Null before anything was recorded. */
  readonly amount: number | null;
  /** Of the hours in which this desk looked. */
  readonly expected: Expected | null;
  /** Earlier weeks that the expectation rests on, of the `need`. */
  readonly n: number;
  readonly need: number;
  /** `partly-observed`: a tenth and more of it was not watched, so that nothing can be said. */
  readonly judgement: 'within' | 'below' | 'above' | 'learning' | 'no-record' | 'partly-observed';
  /** Share of the period in which this desk looked. */
  readonly coverage: number;
}

export interface Revenue {
  readonly state: 'known' | 'no-source' | 'no-values';
  /** `recorded`: amounts that the site told. `estimated`: completed forms × `business.values`. */
  readonly basis: 'recorded' | 'estimated' | null;
  readonly currency: string;
  /** Forms that were completed but have no value, so that they count for nothing in an estimate. */
  readonly withoutValue: readonly string[];
  readonly days: readonly RevenuePeriod[];
  readonly weeks: readonly RevenuePeriod[];
  readonly months: readonly RevenuePeriod[];
}

/** What an alert has cost since it began; `amount` is never below nothing. */
export interface RevenueAtRisk {
  readonly alert: EpisodeId;
  readonly from: Instant;
  readonly to: Instant;
  readonly currency: string;
  readonly state: 'known' | 'cannot-be-told';
  /** Why it cannot be told. */
  readonly because: 'no-values' | 'no-source' | 'learning' | 'unobserved' | null;
  readonly forms: readonly {
    readonly form: string;
    readonly actual: number;
    readonly expected: Expected;
    readonly value: number;
  }[];
  readonly amount: number | null;
  readonly between: readonly [low: number, high: number] | null;
  /** Earlier weeks behind it, of the `need`. */
  readonly n: number;
  readonly need: number;
  /** Share of `from`–`to` in which this desk looked: only of it anything is expected, and lost. */
  readonly coverage: number;
}
