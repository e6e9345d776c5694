import type { Duration } from '../time/instant.js';
import type { Matcher } from './rule.js';

/** A promise: this share of valid events is good, over this long. */
export interface Objective {
  readonly id: string;
  readonly kind: 'availability' | 'latency' | 'errors' | 'lighthouse' | 'web-vitals';
  /** 0–1. */
  readonly target: number;
  readonly over: Duration;
  /** What a good reading stays under, in seconds; for latency. */
  readonly underSeconds: number | null;
  readonly match: readonly Matcher[];
}

/** Counted events of a stretch of time. In unobserved time there are none, so that it is neither good nor bad. */
export interface Events {
  readonly good: number;
  /** All that count: good and bad ones. */
  readonly valid: number;
}

/** - `too-few`: not enough events to tell whether it is met. */
export type SloVerdict = 'met' | 'missed' | 'too-few';

/** How an objective stands. */
export interface SloStatus {
  readonly objective: string;
  readonly verdict: SloVerdict;
  /** Good ÷ valid; null without a valid event. */
  readonly ratio: number | null;
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
