import type { AuditRun } from '../lighthouse/run.js';
import type { Instant } from '../time/instant.js';

/** One audit of a page: several runs, of which one's report is kept. */
export interface AuditRecord {
  /** Names its report: the instant it began, fit for a file name. Empty where no report is kept here. */
  readonly id: string;
  readonly page: string;
  readonly url: string;
  readonly at: Instant;
  readonly form: 'mobile' | 'desktop';
  readonly version: string;
  /** In the order in which they took place; those that failed are not among them. */
  readonly runs: readonly AuditRun[];
  /** The place in `runs` of the one whose report is kept. */
  readonly median: number;
  /** Runs that failed. */
  readonly failed: number;
  /** Why its measures of speed say little; null where they count. */
  readonly degraded: string | null;
}

export type ReportFormat = 'html' | 'json';

/** The last audits of each page, with their reports. */
export interface AuditReports {
  /** Of every page, the newest first. */
  list(): Promise<readonly AuditRecord[]>;
  /** Of one page, the newest first. */
  of(page: string): Promise<readonly AuditRecord[]>;
  /** Null where there is none, whatever the names are. */
  read(page: string, id: string, format: ReportFormat): Promise<string | null>;
}
