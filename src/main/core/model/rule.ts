import type { Duration, Instant } from '../time/instant.js';
import type { BaselineKind } from './baseline.js';
import type { Labels } from './labels.js';

export type RuleId = string & { readonly __id: 'rule' };

export type Severity = 'critical' | 'warning' | 'info';
export type Category = 'availability' | 'performance' | 'business' | 'build' | 'infrastructure';
export type Impact = 'high' | 'medium' | 'low';

/** A condition on one label. Regular expressions are anchored at both ends. A missing label counts as the empty text. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A quantile over the samples of a window: `p75` is the value that three quarters of them do not exceed. */
export type Quantile = 'p50' | 'p75' | 'p90' | 'p95' | 'p99';

export type Reducer = 'last' | 'avg' | 'min' | 'max' | 'sum' | 'count' | 'increase' | Quantile;

/** Strict comparison with a threshold in the series' own unit. */
export interface Threshold {
  readonly kind: 'above' | 'below';
  readonly threshold: number;
}

/** What a rule looks at. */
export type Subject =
  | {
      readonly kind: 'metric';
      readonly metric: string;
      readonly reduce: Reducer;
      /** The window `(now − window, now]` of a reducer other than `last`. */
      readonly window: Duration | null;
    }
  | {
      readonly kind: 'ratio';
      /** Counters of which the increase over the window is compared: bad events ÷ all events. */
      readonly bad: string;
      readonly total: string;
      readonly window: Duration;
      /** How far the window may grow to reach `minCount` events. */
      readonly stretchTo: Duration;
      readonly minCount: number;
    };

/** The promise that a burn rate is measured against: this share of good events, 0–1. `slowerThan`: what makes a reading a bad one. */
export interface ObjectiveAim {
  readonly id: string;
  readonly kind: 'availability' | 'latency' | 'errors';
  readonly target: number;
  /** Seconds; for latency. */
  readonly slowerThan: number | null;
}

/** How what was looked at is judged. A direction is always that of the breach. */
export type Test =
  | Threshold
  /** `by` relative to the baseline's mean: 0.5 is 50 %. */
  | { readonly kind: 'increase' | 'decrease'; readonly by: number; readonly baseline: BaselineKind }
  /** `by` in the metric's own unit; 0.02 of a ratio is two percentage points. */
  | { readonly kind: 'increaseBy' | 'decreaseBy'; readonly by: number; readonly baseline: BaselineKind }
  | {
      readonly kind: 'outsideBand';
      readonly side: 'above' | 'below' | 'either';
      readonly atLeast: number;
      readonly of: number;
      readonly baseline: BaselineKind;
    }
  /** A slope over `over` that chance explains with a probability below `p`. */
  | { readonly kind: 'trend'; readonly direction: 'up' | 'down'; readonly over: Duration; readonly p: number }
  /** No fresh sample for `for` of observed time. */
  | { readonly kind: 'absent'; readonly for: Duration }
  | { readonly kind: 'burnRate'; readonly objective: ObjectiveAim }
  /** The newest event of the group has this status. */
  | { readonly kind: 'event'; readonly status: string };

export interface Condition {
  readonly subject: Subject;
  readonly match: readonly Matcher[];
  /** Labels of which each combination of values has its own alert; null: each series has its own. */
  readonly by: readonly string[] | null;
  /** Observed time after which a last value is no longer current; null: three intervals, at least 5 min. */
  readonly stale: Duration | null;
  readonly test: Test;
}

export interface ResolvePolicy {
  readonly auto: boolean;
  /** Observed time for which it must be good. */
  readonly after: Duration;
  /** Consecutive good readings that it also needs. */
  readonly goodReadings: number;
}

/** Condition, `for`, clear, resolve and labels: what fires an alert and what ends it. */
export interface Rule {
  readonly id: RuleId;
  readonly name: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly category: Category;
  readonly impact: Impact | null;
  readonly when: Condition;
  /** Observed time that the breach must hold before it fires; 0 fires at once. */
  readonly for: Duration;
  /** The threshold that ends a breach, where it differs from the one that begins it. */
  readonly clear: Threshold | null;
  readonly resolve: ResolvePolicy;
  /** A critical and unacknowledged alert is told again this often; null: never. */
  readonly repeat: Duration | null;
  /** Channels it may use; null: every enabled one. */
  readonly channels: readonly string[] | null;
  readonly businessImpact: string;
  readonly playbook: string | null;
  readonly labels: Labels;
  /** Where it came from: the profile shipped with the product, or the person who runs this desk. */
  readonly origin: 'profile' | 'own';
  /** Whether anything that is configured here gives its metric. A rule without a source is kept, and never judges. */
  readonly hasSource: boolean;
}

/**
 * - `ok`, `breach`: judged.
 * - `no-data`: no current sample. `too-few`: not enough to judge. `learning`: the baseline is not ready.
 * The last three are neither breach nor good.
 */
export type Verdict = 'ok' | 'breach' | 'no-data' | 'too-few' | 'learning';

/** One application of a rule to one group of series. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was compared; null where there was nothing to compare. */
  readonly value: number | null;
  /** What it was compared with just now, in the value's unit: a baseline moves. Null where there was nothing to compare with. */
  readonly threshold: number | null;
  /** Samples that made the value, or events of a ratio. */
  readonly n: number;
  /** Instant of the newest of them. */
  readonly sampleAt: number | null;
  /** Good enough to end a breach: beyond the clear threshold, or simply no breach where there is none. */
  readonly clears: boolean;
  /** What else it rests on; null where value and threshold say it all. */
  readonly basis: Basis | null;
}

/** What a judgement rests on beyond its value and threshold: enough to explain it. */
export type Basis =
  /**
   * `window`: after stretching. `p`: chance of so many bad events at the threshold, where there were too few for a plain share.
   * `rolledUpTo`, here and below: what lies before is known by totals alone; null where each sample is.
   */
  | {
      readonly kind: 'ratio';
      readonly bad: number;
      readonly total: number;
      readonly window: Duration;
      readonly p: number | null;
      readonly rolledUpTo: Instant | null;
    }
  | {
      readonly kind: 'baseline';
      readonly expected: number;
      readonly used: 'ema' | 'seasonal';
      readonly rolledUpTo: Instant | null;
    }
  | {
      readonly kind: 'band';
      readonly expected: number;
      readonly low: number;
      readonly high: number;
      readonly used: 'ema' | 'seasonal';
      /** Points of the last `of` that lie outside. */
      readonly outside: number;
      readonly of: number;
    }
  /** The baseline is not ready: `have` of `need` samples. */
  | { readonly kind: 'learning'; readonly have: number; readonly need: number }
  | {
      readonly kind: 'trend';
      readonly p: number;
      readonly direction: 'up' | 'down' | 'none';
      /** In the metric's unit. */
      readonly effectPerDay: number;
      readonly rolledUpTo: Instant | null;
    }
  | {
      readonly kind: 'burn';
      readonly long: Duration;
      readonly short: Duration;
      readonly longRate: number;
      readonly shortRate: number;
      /** Share of the long window that was seen, 0–1. */
      readonly covered: number;
      readonly rolledUpTo: Instant | null;
    }
  /** A plain value, of which what lies before `until` is known by totals alone: samples are not kept that long. */
  | { readonly kind: 'rolled-up'; readonly until: Instant }
  /** The newest event of the group. */
  | { readonly kind: 'event'; readonly status: string }
  /** Nothing to judge. `newestAt`: the group's newest sample, however old; null where there never was one. */
  | { readonly kind: 'missing'; readonly because: Missing; readonly newestAt: number | null };

/**
 * Why there is nothing to judge: no series at all; each series' end was announced; no last value is current any more; the window
 * is empty, or nothing happened in it.
 */
export type Missing = 'no-series' | 'ended' | 'stale' | 'empty';
