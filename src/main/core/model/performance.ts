import type { Duration, Instant } from '../time/instant.js';
import type { BudgetKind } from './budget.js';
import type { Spread } from './figure.js';
import type { SeriesId } from './sample.js';
import type { TargetId } from './target.js';

/** What visitors had in one stretch of time. */
export interface VitalPoint {
  readonly at: Instant;
  readonly p75: number;
  /** Where the true 75th percentile lies with 95 % confidence. */
  readonly between: readonly [low: number, high: number];
  readonly n: number;
  /** Too few visits to say anything. */
  readonly isFew: boolean;
}

/** One Web Vital of the whole site: how it is, and how it went. */
export interface VitalCourse {
  readonly metric: string;
  /** Up to here visitors are well served. In the metric's own unit, as all that follows. */
  readonly good: number;
  /** From here on badly. */
  readonly poor: number;
  /** Null where no visit told it. */
  readonly spread: Spread | null;
  /** Shares of visits, which make 1 together; null without a visit. Each to within the sketch's error at its limit. */
  readonly shares: { readonly good: number; readonly between: number; readonly poor: number } | null;
  /** Length of a point's stretch: as short as gives most points enough visits. */
  readonly every: Duration;
  readonly points: readonly VitalPoint[];
}

/** One page, device or country. */
export interface VitalCell {
  readonly name: string;
  /** The most visits that any of its vitals rests on. */
  readonly n: number;
  readonly vitals: readonly Spread[];
}

/** A page that is loaded in a browser against one of its limits. */
export interface BudgetStanding {
  readonly target: TargetId;
  readonly page: string;
  readonly kind: BudgetKind;
  /** What is limited, in words: `Hero image`. */
  readonly name: string;
  readonly metric: string;
  readonly limit: number;
  /** By the last load that came to its end; null where there was none lately. */
  readonly measured: number | null;
  readonly at: Instant | null;
}

/** A page of the site by how long this desk waits for it. */
export interface PageFigures {
  readonly target: TargetId;
  readonly name: string;
  readonly p50Seconds: number;
  readonly p75Seconds: number;
  readonly p95Seconds: number;
  readonly n: number;
}

/** Scores of the audits of one page. */
export interface AuditScores {
  readonly page: string;
  readonly categories: readonly {
    readonly category: string;
    readonly score: number;
    readonly at: Instant;
    /** The series of the scores, for who wants the earlier ones. */
    readonly series: SeriesId;
  }[];
}

export interface Deploy {
  readonly at: Instant;
  readonly project: string;
}

/** One Web Vital on both sides of a deploy; null where no visit told it. */
export interface VitalChange {
  readonly metric: string;
  readonly before: Spread | null;
  readonly after: Spread | null;
  readonly verdict: 'slower' | 'faster' | 'no-difference' | 'too-few';
}

export interface DeployEffect extends Deploy {
  /** Whole hours that are compared; 0 where none is over yet, or none lies between two deploys. */
  readonly hours: number;
  /** With what: the same hours of the day before, or, where another deploy lies between, as many right before it. */
  readonly against: 'day-before' | 'hours-before';
  readonly vitals: readonly VitalChange[];
}

/** How fast the site is for its visitors and for this desk, over a stretch of time. */
export interface PerformanceView {
  readonly from: Instant;
  readonly to: Instant;
  readonly vitals: readonly VitalCourse[];
  /** Those with most visits first. */
  readonly pages: readonly VitalCell[];
  readonly devices: readonly VitalCell[];
  readonly countries: readonly VitalCell[];
  /** Null where no page is loaded in a browser. */
  readonly budgets: readonly BudgetStanding[] | null;
  readonly audits: readonly AuditScores[];
  /** Slowest first. */
  readonly slowest: readonly PageFigures[];
  readonly deploys: readonly Deploy[];
  /** The last five deploys, the newest first. */
  readonly effects: readonly DeployEffect[];
}
