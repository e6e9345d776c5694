import type { Duration } from '../time/instant.js';
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

export type Reducer = 'last' | 'avg' | 'min' | 'max' | 'sum' | 'count';

/** Strict comparison with a threshold in the series' own unit. */
export interface Threshold {
  readonly kind: 'above' | 'below';
  readonly threshold: number;
}

export interface Condition {
  readonly metric: string;
  readonly match: readonly Matcher[];
  readonly reduce: Reducer;
  /** The window `(now − window, now]` of a reducer other than `last`. */
  readonly window: Duration | null;
  /** Labels of which each combination of values has its own alert; null: each series has its own. */
  readonly by: readonly string[] | null;
  /** Observed time after which a last value is no longer current; null: three intervals, at least 5 min. */
  readonly stale: Duration | null;
  readonly test: Threshold;
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
  /** Samples that made the value. */
  readonly n: number;
  /** Instant of the newest of them. */
  readonly sampleAt: number | null;
  /** Good enough to end a breach: beyond the clear threshold, or simply no breach where there is none. */
  readonly clears: boolean;
}
