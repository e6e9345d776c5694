import type { Instant } from '../time/instant.js';
import type { Labels } from './labels.js';
import type { SeriesId } from './sample.js';
import type { TargetId } from './target.js';

/** The newest value of a series, and when it was measured. */
export interface Gauge {
  readonly id: SeriesId;
  readonly metric: string;
  readonly labels: Labels;
  readonly value: number;
  readonly at: Instant;
}

/** A target's certificate by how long it is still valid; negative once it has expired. */
export interface CertificateStanding {
  readonly target: TargetId;
  readonly name: string;
  readonly secondsLeft: number;
  readonly at: Instant;
}

/** How the last look at a target spent its time, phase by phase, in seconds. */
export interface PhaseStanding {
  readonly target: TargetId;
  readonly name: string;
  readonly phases: readonly { readonly phase: string; readonly seconds: number }[];
  readonly at: Instant;
}

/** A build or a deployment that ended. */
export interface BuildRecord {
  readonly at: Instant;
  readonly kind: 'build' | 'deploy';
  readonly status: string | null;
  readonly project: string;
  readonly branch: string | null;
  readonly workflow: string | null;
  readonly environment: string | null;
}

/** What the site and the watch stand on, as it was measured last. */
export interface InfrastructureView {
  /** This desk's machine and its own process. */
  readonly machine: readonly Gauge[];
  /** The site's database. */
  readonly database: readonly Gauge[];
  /** Ages of backups: this desk's own, and the database's. */
  readonly backups: readonly Gauge[];
  /** Those that expire first. */
  readonly certificates: readonly CertificateStanding[];
  /** Those whose last look took longest. */
  readonly phases: readonly PhaseStanding[];
  /** Newest first. */
  readonly builds: readonly BuildRecord[];
}
