import type { Instant } from '../time/instant.js';
import type { Competition, IndustryComparison, IndustryFigures } from './benchmark.js';
import type { Experiment, ExperimentPlan } from './experiment.js';
import type { Knowledge, Score, Share, Spread } from './figure.js';
import type { Labels } from './labels.js';
import type { Revenue, RevenueAtRisk } from './revenue.js';

/** What a form is worth, in the site's currency, and what is at stake in all; both as the configuration says. */
export interface BusinessSettings {
  readonly values: Readonly<Record<string, number>>;
  readonly opportunity: number | null;
  readonly experiments: readonly ExperimentPlan[];
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

export interface Sessions {
  readonly state: Exclude<Knowledge, 'learning'>;
  readonly bounce: Share;
  readonly meanSeconds: number | null;
  /** The same over the eight weeks before; null while there were too few readings. */
  readonly usualSeconds: number | null;
  /** Readings behind the mean: each is itself a mean over many visits, as the source says it. */
  readonly readings: number;
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
