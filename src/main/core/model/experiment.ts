import type { Share, Spread } from './figure.js';

/** What is said beforehand of an experiment. `name` null: of one that nobody wrote down. */
export interface ExperimentPlan {
  readonly name: string | null;
  /** The variant that the others are compared with; null: assumed. */
  readonly control: string | null;
  /** Which part of the visits each variant should get, in any unit; null: all the same. */
  readonly shares: Readonly<Record<string, number>> | null;
}

export interface VariantFigures {
  readonly variant: string;
  readonly conversion: Share;
  readonly vitals: readonly Spread[];
}

/** A variant against the one that it is compared with. */
export interface VariantComparison {
  readonly variant: string;
  readonly state: 'known' | 'not-enough';
  /** Conversion of the variant less that of the control. */
  readonly difference: number;
  readonly between: readonly [low: number, high: number];
  /** Of the two-proportion test, two-sided, corrected for the number of comparisons; null while there is not enough. */
  readonly p: number | null;
  readonly verdict: 'better' | 'worse' | 'no-difference' | 'not-enough';
  /** Per vital: whether the variant is slower or faster than chance explains. */
  readonly vitals: readonly {
    readonly metric: string;
    readonly difference: number;
    readonly verdict: 'better' | 'worse' | 'no-difference' | 'not-enough';
  }[];
}

export interface Experiment {
  readonly name: string | null;
  readonly state: 'known' | 'no-source' | 'no-reading';
  readonly control: string | null;
  /** Whether the control is the one that is configured, one that is called so, or the one with the most visits. */
  readonly controlBy: 'configured' | 'name' | 'most-visits' | null;
  /** The parts of the visits, 0–1, that the variants should get. */
  readonly shares: readonly { readonly variant: string; readonly share: number }[];
  /** Even shares are assumed where nothing is configured. */
  readonly sharesBy: 'configured' | 'assumed';
  readonly variants: readonly VariantFigures[];
  readonly comparisons: readonly VariantComparison[];
  /** Chance of a split so far from the shares; null while there is nothing to test. */
  readonly splitP: number | null;
  /** Visits are not shared out as they should be: something is wrong with the experiment, and its result means nothing. */
  readonly isSplitWrong: boolean;
}
