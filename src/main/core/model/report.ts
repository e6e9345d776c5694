import type { Instant } from '../time/instant.js';
import type { AlertRow } from './alert-view.js';
import type { CalendarRow } from './calendar.js';
import type { UnobservedCause } from './ledger.js';
import type { Severity } from './rule.js';
import type { ObjectiveStanding } from './slo.js';

/** - `bar`: all is well. - `slow`: its mean is beyond what is promised. - `failed`: a look found it down. - `unseen`: mostly not observed. - `none`: no reading. */
export type BarKind = 'bar' | 'slow' | 'failed' | 'unseen' | 'none';

/** The time that a report is about: up to now, or with a day (`2026-11-27`) by the site's clocks as its last. */
export type ReportSpan = 'day' | 'week' | 'month';
export interface ReportQuestion {
  readonly ends: string | null;
  readonly over: ReportSpan;
}

/** One hour of one page, or of a longer report so long as its bars are. */
export interface ReportHour {
  readonly at: Instant;
  readonly readings: number;
  /** Of those, the ones that found it up. */
  readonly good: number;
  /** Mean response in seconds; null without one. */
  readonly seconds: number | null;
  /** Share of the hour in which the desk did not look, 0–1. */
  readonly unseen: number;
  readonly kind: BarKind;
}

export interface ReportPage {
  readonly name: string;
  readonly readings: number;
  readonly good: number;
  /** Half of its answers were no slower, and 19 of 20; in seconds, null without any. */
  readonly typical: number | null;
  readonly slow: number | null;
  /** Too few readings to judge by. */
  readonly isFew: boolean;
  readonly hours: readonly ReportHour[];
}

/** What a day was like, or a week or a month, for people who were not there. Tests and drills are no part of it. */
export interface DailyReport {
  readonly from: Instant;
  readonly to: Instant;
  /** Length of a bar of its pages. */
  readonly barSeconds: number;
  /** Share of the day in which the desk looked, 0–1. */
  readonly coverage: number;
  readonly unobserved: readonly { readonly from: Instant; readonly to: Instant; readonly cause: UnobservedCause }[];
  readonly fired: Readonly<Record<Severity, number>>;
  readonly ended: number;
  /** What fired within the day, newest first, and what was open at its end, the worst first. */
  readonly told: readonly AlertRow[];
  readonly open: readonly AlertRow[];
  /** Of all that was open then, named here or not, the one that fired first; null where nothing was. */
  readonly openLongest: AlertRow | null;
  /** How many more there are of each than are named here. */
  readonly more: Readonly<Record<'told' | 'open', number>>;
  /** Worst first. `morePages`: how many are not named. */
  readonly pages: readonly ReportPage[];
  readonly morePages: number;
  readonly objectives: readonly ObjectiveStanding[];
  /** Of the calendar, what was overdue at the end of it. */
  readonly overdue: readonly CalendarRow[];
  readonly messages: { readonly delivered: number; readonly givenUp: number };
}
