import type { Instant } from '../time/instant.js';
import type { SeriesId } from './sample.js';

/** Which band a condition is judged by; `auto`: the seasonal one once there is enough history, else the moving average. */
export type BaselineKind = 'ema' | 'seasonal' | 'auto';

/**
 * What is usual for one series, learnt from its samples hour by hour. Replaced, never changed.
 * A counter (`_total`) is learnt as its increase per hour; anything else as it is.
 */
export interface BaselineState {
  readonly form: 'gauge' | 'counter';
  /** Samples learnt since the start or the last reset. */
  readonly samples: number;
  /** From the first to the newest of them, in milliseconds. */
  readonly span: number;
  /** Everything up to here was learnt or passed over for good: what is older is never learnt, so nothing is learnt twice. */
  readonly learnedTo: Instant | null;
  /** The hour under way, which bears on no band yet. */
  readonly open: OpenHour | null;
  /** The moving average over closed hours; null before the first of them. */
  readonly average: MovingAverage | null;
  /** Null where no rule asks for a season. */
  readonly season: HourHistory | null;
  readonly frozenSince: Instant | null;
  /** The last time that somebody declared what came before to be no measure any more. */
  readonly reset: { readonly at: Instant; readonly why: string } | null;
  /** A counter's newest count, from which the next increase is taken. */
  readonly count: { readonly at: Instant; readonly value: number } | null;
}

/** The baseline of one series, as of an instant. */
export interface BaselineRecord {
  readonly series: SeriesId;
  readonly savedAt: Instant;
  readonly state: BaselineState;
}

/** One hour of a baseline's own history, in the baseline's unit. */
export interface BaselineHour {
  readonly series: SeriesId;
  /** The hour's start. */
  readonly at: Instant;
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Running sums of one UTC hour. */
export interface OpenHour {
  /** Hours since the epoch. */
  readonly hour: number;
  readonly n: number;
  /** What the samples weigh together; absent: `n`, each as much as any other. */
  readonly weight?: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
  /** The same of the samples' times, in milliseconds inside the hour, and of both together: they tell a slope from noise. */
  readonly time: { readonly mean: number; readonly squares: number; readonly cross: number };
}

/** What a baseline keeps of an hour that is over. */
export interface ClosedHour {
  readonly hour: number;
  readonly n: number;
  readonly mean: number;
  /** Standard deviation inside the hour. */
  readonly deviation: number;
  /** The value in the middle of the hour, on the straight line that fits it best; the mean where there is no such line. */
  readonly centre: number;
  /** Change from the hour's start to its end on that line; NaN where the samples were too few or lay too close together. */
  readonly slope: number;
  /** What is left of the deviation without that; NaN where there were too few samples to tell. */
  readonly noise: number;
}

export interface MovingAverage {
  readonly mean: number;
  readonly variance: number;
  /** Hours that it was made of. */
  readonly hours: number;
}

/** The newest closed hours, one slot each; a slot without a sample has a centre of NaN. */
export interface HourHistory {
  /** The newest closed hour, in hours since the epoch; its slot is the last one. */
  readonly newest: number;
  readonly centres: Float32Array;
  /** The slope of each. */
  readonly slopes: Float32Array;
  /** The noise of each. */
  readonly noises: Float32Array;
}

/** The interval in which a value is usual, in the baseline's unit. */
export interface Band {
  readonly expected: number;
  /** Standard deviation, or its robust like; never zero. */
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
}

/** Where a value lies to a band; on its edge is within. */
export type Place = 'below' | 'within' | 'above';

/** `learning`: how much there is of what it needs. The other three may come with or without a band. */
export type Readiness =
  | { readonly kind: 'learning'; readonly have: number; readonly need: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'frozen'; readonly since: Instant }
  | { readonly kind: 'reset'; readonly at: Instant; readonly why: string };

export interface Expectation {
  readonly readiness: Readiness;
  /** Null until there is enough to judge by: the verdict is then `learning`. */
  readonly band: Band | null;
  readonly used: 'ema' | 'seasonal';
}
