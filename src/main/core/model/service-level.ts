import type { Duration, Instant } from '../time/instant.js';
import type { AlertRow } from './alert-view.js';
import type { Events, Objective, SloVerdict } from './slo.js';

/** A calendar month (`2026-10`; null: this one) by the site's clocks, or the twelve that end with it. */
export interface ServiceLevelQuestion {
  readonly over: 'month' | 'year';
  readonly ends: string | null;
}

/** One calendar month. */
export interface CalendarMonth {
  /** `2026-10`. */
  readonly name: string;
  /** `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
}

/** How a promise was kept over a time. What nobody observed is neither kept nor missed. */
export interface KeptPromise extends Events {
  /** - `unobserved`: nothing was counted. */
  readonly verdict: SloVerdict | 'unobserved';
  /** Good ÷ valid; null where nothing was counted. */
  readonly ratio: number | null;
  /** Share of the time in which it could be observed, 0–1. */
  readonly observed: number;
  /** The bad share of the observed time, as time of full failure; null where nothing was counted. */
  readonly missed: Duration | null;
  /** Share of the error budget that is used, above 1 once it is overspent; null where nothing was counted or there is no budget. */
  readonly budgetUsed: number | null;
}

/** One promise over the whole time and by month. Of several measures the figures are those of the one that was kept worst. */
export interface PromiseRecord {
  readonly objective: Objective;
  readonly total: KeptPromise;
  readonly months: readonly (KeptPromise & { readonly month: string })[];
  /** The events of hours that no maintenance touched. */
  readonly besideMaintenance: Events;
}

/** What a window of maintenance took of the time, as it is configured now. */
export interface MaintenanceRecord {
  readonly name: string;
  readonly times: number;
  readonly length: Duration;
}

/** A configuration that was saved, and which promises that changed, in words; null: that was not written down, or none. */
export interface PromiseChange {
  readonly at: Instant;
  readonly by: string;
  readonly promises: string;
}

/**
 * Why the report does not hold all of its time, and up to or from when.
 * - `running`: the time is not over. - `before-start`: this desk first started then.
 * - `history`, `alerts`, `audit`: what is older is not kept.
 */
export interface ReportLimit {
  readonly kind: 'running' | 'before-start' | 'history' | 'alerts' | 'audit';
  readonly at: Instant;
}

/** How the promises of the configuration were kept over a month or a year. */
export interface ServiceLevelReport {
  readonly site: string;
  readonly profile: 'royal-client' | 'none';
  readonly timeZone: string;
  readonly over: ServiceLevelQuestion['over'];
  readonly from: Instant;
  /** Its end, or now where that is still to come. */
  readonly to: Instant;
  readonly made: { readonly at: Instant; readonly by: string };
  /** Empty: the data is complete. */
  readonly limits: readonly ReportLimit[];
  readonly promises: readonly PromiseRecord[];
  /** The worst: critical ones first, then those that lasted longest. Tests and drills are no part of it. */
  readonly incidents: readonly AlertRow[];
  readonly moreIncidents: number;
  readonly maintenance: readonly MaintenanceRecord[];
  readonly changes: readonly PromiseChange[];
  /** Saves of the configuration that changed no promise, or do not say. */
  readonly otherSaves: number;
}
