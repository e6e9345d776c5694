import type { Instant } from '../time/instant.js';
import type { SecretReference } from './secret.js';

/** How many of each kind of day are kept. */
export interface BackupKeep {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** Where backups go, when, for how long, and with what they are encrypted. */
export interface BackupPlan {
  readonly path: string;
  /** Minute of the day on the site's clocks. */
  readonly at: number;
  readonly keep: BackupKeep;
  /** Null: they are not encrypted. */
  readonly passphrase: SecretReference | null;
}

/** What a backup holds, as it says itself. */
export interface BackupManifest {
  /** Of this layout: what a newer one means, an older product cannot know. */
  readonly format: 1;
  readonly madeAt: Instant;
  readonly version: string;
  /** Revision of the configuration that lies within. */
  readonly configRevision: number | null;
  readonly series: number;
  readonly samples: number;
  readonly auditEntries: number;
  /** Hash of the newest audit entry. */
  readonly auditHead: string;
  /** SHA-256 in hexadecimal and length of each file. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}
