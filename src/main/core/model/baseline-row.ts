import type { Duration, Instant } from '../time/instant.js';
import type { Band, BaselineHour, BaselineKind, BaselineState, Expectation, Readiness } from './baseline.js';
import type { Labels } from './labels.js';
import type { RuleId } from './rule.js';
import type { SeriesId } from './sample.js';

/** A baseline as the rules that compare with it see it. */
export interface BaselineRow {
  readonly series: SeriesId;
  readonly metric: string;
  readonly labels: Labels;
  /** Which band these rules judge by. */
  readonly kind: BaselineKind;
  readonly rules: readonly { readonly id: RuleId; readonly name: string }[];
  /** A counter's figures are its increase per hour. */
  readonly form: BaselineState['form'];
  readonly readiness: Readiness;
  readonly used: Expectation['used'];
  /** Which season the history is long enough to tell. `none`: no rule asks for one. */
  readonly season: 'none' | 'learning' | 'day' | 'week';
  /** What is usual now; null until there is enough to judge by. */
  readonly band: Band | null;
  readonly samples: number;
  readonly span: Duration;
  /** Hours that the moving average was made of. */
  readonly hours: number;
  readonly learnedTo: Instant | null;
  readonly reset: BaselineState['reset'];
}

/** What was usual at a moment. */
export interface BandPoint {
  readonly at: Instant;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** A baseline with its past. */
export interface BaselineDetail {
  readonly row: BaselineRow;
  /** The band over the time that was asked for, oldest first; there is none where it was not ready. */
  readonly course: readonly BandPoint[];
  /** What it learnt of each hour of that time. */
  readonly hours: readonly BaselineHour[];
  /** How its hours of the last week moved, in plain words; null where there are too few. */
  readonly trend: string | null;
}
