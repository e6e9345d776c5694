import type { Instant } from '../time/instant.js';
import type { Reading } from './reading.js';
import type { Severity } from './rule.js';
import type { SeriesId } from './sample.js';
import type { SourceKind } from './source-kind.js';
import type { TargetId } from './target.js';

/**
 * One letter a bucket, oldest first: `u` up · `d` down · `w` up with a warning · `x` unobserved · `.` no reading.
 * A bucket takes its worst: d, w, u, x, then `.`.
 */
export type Beats = string;

export interface TargetRow {
  readonly id: TargetId;
  readonly name: string;
  readonly source: SourceKind;
  readonly url: string | null;
  /** Whether it is up or down itself, and not a machine or a record of the site. */
  readonly isService: boolean;
  /** The series of its response time; null where its looks have none. */
  readonly responseMetric: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly everySeconds: number;
  /** `unknown`: no current reading. */
  readonly state: 'up' | 'down' | 'unknown';
  readonly since: Instant | null;
  readonly lastAt: Instant | null;
  /** Until when its last reading counts as fresh; null: it was never read. */
  readonly freshUntil: Instant | null;
  readonly status: number | null;
  readonly responseSeconds: number | null;
  /** Why it is down, or what else is wrong, in a sentence; null when nothing is. */
  readonly problem: string | null;
  readonly certificateDays: number | null;
  readonly firing: Readonly<Record<Severity, number>>;
  readonly beats: Beats;
  /** End of the newest bucket, and the buckets' length. */
  readonly beatsEndAt: Instant;
  readonly beatSeconds: number;
}

export interface TargetDetail {
  readonly row: TargetRow;
  readonly lastReading: Reading | null;
  readonly series: readonly SeriesId[];
  readonly uptime: UptimeFigures | null;
}

/** Availability over observed time only: "99.93 % over 96.1 % observed". */
export interface UptimeFigures {
  readonly from: Instant;
  readonly to: Instant;
  /** Good readings ÷ readings; null where there were none. */
  readonly ratio: number | null;
  readonly readings: number;
  /** Observed ÷ whole time, 0–1. */
  readonly coverage: number;
}
