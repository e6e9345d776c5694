import type { Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';
import type { Labels } from './labels.js';
import type { TargetId } from './target.js';

/** What a form is worth, in the site's currency, and what is at stake in all; both as the configuration says. */
export interface BusinessSettings {
  readonly values: Readonly<Record<string, number>>;
  readonly opportunity: number | null;
  readonly experiments: readonly ExperimentPlan[];
}

/** What is said beforehand of an experiment. `name` null: of one that nobody wrote down. */
export interface ExperimentPlan {
  readonly name: string | null;
  /** The variant that the others are compared with; null: assumed. */
  readonly control: string | null;
  /** Which part of the visits each variant should get, in any unit; null: all the same. */
  readonly shares: Readonly<Record<string, number>> | null;
}

/**
 * Whether there is a figure. `too-few`: fewer than it takes to judge; `learning`: what is usual is not known yet; `no-reading`: its
 * source gave nothing within the time asked for; `no-source`: nothing here ever gave it.
 */
export type Knowledge = 'known' | 'too-few' | 'learning' | 'no-reading' | 'no-source';

/** A part of a whole, with Wilson's 95 % interval. `ratio` and `between` are null where there is nothing to divide by. */
export interface Share {
  readonly state: Exclude<Knowledge, 'learning'>;
  readonly part: number;
  readonly n: number;
  readonly ratio: number | null;
  readonly between: readonly [low: number, high: number] | null;
}

export interface FunnelStep {
  readonly step: string;
  readonly count: number;
  /** Of those at the step before, the ones that got here; null of the first step, and where more came here than were there. */
  readonly passed: Share | null;
  /** How many were lost on the way from the step before; null as above. */
  readonly lost: number | null;
}

export interface Funnel {
  readonly state: Exclude<Knowledge, 'learning'>;
  readonly steps: readonly FunnelStep[];
  /** The step before which the largest share is lost; null while too few came to tell. */
  readonly worst: string | null;
}

export interface FormFigures {
  readonly form: string;
  readonly failures: Share;
  /** Those that went through. */
  readonly completed: number;
  /** What one is worth; null where `business.values` does not say. */
  readonly value: number | null;
}

/** A number of 0–100 that rests on several parts. `value` is null while too little of it is known. */
export interface Score {
  readonly state: 'known' | 'learning' | 'no-source';
  readonly value: number | null;
  readonly formula: string;
  readonly parts: readonly ScorePart[];
  /** The part that costs the most points now; null where none costs any. */
  readonly moves: string | null;
}

export interface ScorePart {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  /** 0–1; null where it is not known, and then left out. */
  readonly value: number | null;
  /** What it was reckoned from, or why it is not known. */
  readonly text: string;
}

export interface Sessions {
  readonly state: Exclude<Knowledge, 'learning'>;
  readonly bounce: Share;
  readonly meanSeconds: number | null;
  /** The same over the eight weeks before; null while there were too few readings. */
  readonly usualSeconds: number | null;
  /** Readings behind the mean: each is itself a mean over many visits, as the source says it. */
  readonly readings: number;
}

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

/** A percentile of what visitors lived through, with the 95 % interval of order statistics. */
export interface Spread {
  readonly metric: string;
  readonly p75: number;
  readonly between: readonly [low: number, high: number];
  readonly n: number;
  readonly rating: 'good' | 'needs-improvement' | 'poor' | 'too-few';
}

/** One region or one kind of device. */
export interface Cell {
  readonly name: string;
  readonly conversion: Share;
  readonly vitals: readonly Spread[];
  /** Too few visits and readings to say anything. */
  readonly isFew: boolean;
}

export interface Breakdown {
  readonly state: Exclude<Knowledge, 'learning' | 'too-few'>;
  readonly cells: readonly Cell[];
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

/** Shares of web sites, 0–1. */
export interface IndustryShares {
  readonly good: number;
  readonly poor: number | null;
}

export interface IndustryFigures {
  readonly source: string;
  readonly url: string;
  /** When it was measured, `2025-07`. */
  readonly measured: string;
  readonly metrics: Readonly<Record<string, Readonly<Record<'mobile' | 'desktop', IndustryShares>>>>;
}

export interface IndustryComparison {
  readonly metric: string;
  readonly good: number;
  readonly poor: number;
  /** The site's own; null where nobody measured it. */
  readonly own: Spread | null;
  readonly industry: Readonly<Record<'mobile' | 'desktop', IndustryShares>> | null;
}

export interface CompetitorRow {
  readonly target: TargetId;
  readonly name: string;
  readonly url: string;
  /** Median and 95th percentile of response times, in seconds. */
  readonly medianSeconds: number | null;
  readonly p95Seconds: number | null;
  readonly n: number;
  /** Answers ÷ looks; what fails here alerts nobody. */
  readonly answered: Share;
  readonly problem: string | null;
  readonly lastAt: Instant | null;
}

export interface Competition {
  readonly state: 'known' | 'no-source';
  /** The site's own pages, taken together. */
  readonly own: { readonly medianSeconds: number | null; readonly p95Seconds: number | null; readonly n: number };
  readonly rows: readonly CompetitorRow[];
}

/** What the site earns and for whom it works well, over the time asked for. */
export interface BusinessView {
  /** A whole hour. */
  readonly from: Instant;
  readonly to: Instant;
  readonly timeZone: string;
  readonly currency: string;
  readonly opportunity: number | null;
  readonly funnel: Funnel;
  readonly conversion: Share;
  readonly forms: readonly FormFigures[];
  readonly sessions: Sessions;
  readonly quality: Score;
  readonly engagement: Score;
  readonly health: Score;
  readonly revenue: Revenue;
  /** Open alerts of category business. */
  readonly atRisk: readonly RevenueAtRisk[];
  readonly regions: Breakdown;
  readonly devices: Breakdown;
  /** One at least. */
  readonly experiments: readonly Experiment[];
  readonly industry: { readonly source: IndustryFigures | null; readonly rows: readonly IndustryComparison[] };
  readonly competition: Competition;
}

/** What a counter rose by in each hour, by the start of the hour. */
export interface CountedSeries {
  readonly labels: Labels;
  readonly rises: ReadonlyMap<number, number>;
}
