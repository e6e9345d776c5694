import type { Duration, Instant } from '../time/instant.js';
import type { UnobservedCause } from './ledger.js';
import type { Matcher } from './rule.js';

export type ObjectiveKind = 'availability' | 'latency' | 'errors' | 'lighthouse' | 'web-vitals';

/** What makes a reading a good one: up to this value or from it on, the value itself included; in the metric's unit. */
export interface GoodReading {
  readonly side: 'atMost' | 'atLeast';
  readonly limit: number;
}

/** What an objective counts. */
export type Measure =
  | {
      readonly kind: 'readings';
      readonly metric: string;
      readonly match: readonly Matcher[];
      readonly good: GoodReading;
    }
  /** Counters whose increases are compared: bad events ÷ all events. */
  | { readonly kind: 'counters'; readonly bad: string; readonly total: string; readonly match: readonly Matcher[] };

/** A promise: this share of valid events is good, over this long; of several measures each has to keep it. */
export interface Objective {
  readonly id: string;
  readonly kind: ObjectiveKind;
  /** 0–1. */
  readonly target: number;
  readonly over: Duration;
  readonly measures: readonly Measure[];
  /** Kinds of source that give what it counts: while one of them fails, nothing is observed. */
  readonly sources: readonly string[];
  /** Whether anything that is configured here gives what it counts. */
  readonly hasSource: boolean;
}

/** Counted events of a stretch of time. In unobserved time there are none, so that it is neither good nor bad. */
export interface Events {
  readonly good: number;
  /** All that count: good and bad ones. */
  readonly valid: number;
}

/** Events of `[start, start + step)`; the step is known where it is used. */
export interface EventStretch extends Events {
  readonly start: Instant;
}

/** - `too-few`: not enough events to tell whether it is met. */
export type SloVerdict = 'met' | 'missed' | 'too-few';

/** How an objective stands. */
export interface SloStatus {
  readonly objective: string;
  readonly verdict: SloVerdict;
  /** Good ÷ valid; null without a valid event. */
  readonly ratio: number | null;
  readonly good: number;
  readonly valid: number;
  /** Where the true share lies with 95 % confidence (Wilson). */
  readonly between: readonly [low: number, high: number];
  /** Share of the error budget that is left; negative once it is overspent. */
  readonly budgetLeftRatio: number;
  /** The same as time of full failure. */
  readonly budgetLeft: Duration;
  /** Share of the time that was observed, 0–1. */
  readonly coverage: number;
  /** In plain words, with the coverage: "99.93 % over 96.1 % observed". */
  readonly text: string;
}

/** How fast the budget is used up over a pair of windows of the SRE workbook. A rate is null where its window holds nothing. */
export interface BurnWindow {
  readonly severity: 'critical' | 'warning';
  /** Both rates must exceed it for an alert. */
  readonly factor: number;
  readonly long: Duration;
  readonly short: Duration;
  readonly longRate: number | null;
  readonly shortRate: number | null;
}

/** One thing that an objective counts, and how it stands by itself. */
export interface ObjectivePart {
  readonly measure: Measure;
  readonly status: SloStatus;
}

/**
 * An objective as it stands now. `measured`: with figures. `no-reading`: its source has given nothing yet, or not within the
 * window. `no-source`: nothing that is configured here gives what it counts. The figures are those of the part that stands worst.
 */
export interface ObjectiveStanding {
  readonly objective: Objective;
  readonly state: 'measured' | 'no-reading' | 'no-source';
  /** What is counted lies in `[from, to)`: the window, or since the desk first started. */
  readonly from: Instant;
  readonly to: Instant;
  readonly status: SloStatus;
  readonly parts: readonly ObjectivePart[];
  /** The whole budget as time of full failure, and as events out of those that were counted. */
  readonly budget: Duration;
  readonly budgetEvents: number;
  readonly burns: readonly BurnWindow[];
  /** How many times faster than allowed it was used up lately; null where there were too few events to say. */
  readonly pace: { readonly over: Duration; readonly rate: number } | null;
  /** When the budget is used up at that pace; null where it never is, is already, or nobody can say. */
  readonly runsOutAt: Instant | null;
}

/** One point of the budget's course: the share that was left at `at`, and the events since the point before. */
export interface BudgetPoint extends Events {
  readonly at: Instant;
  readonly left: number;
}

/** An objective with the course of its budget over the window. */
export interface ObjectiveDetail {
  readonly standing: ObjectiveStanding;
  readonly course: readonly BudgetPoint[];
  readonly unobserved: readonly { readonly from: Instant; readonly to: Instant; readonly cause: UnobservedCause }[];
}
