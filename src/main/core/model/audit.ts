import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';

/** What is to be remembered of an act; the store numbers and chains it. No secrets and no personal data in `details`. */
export interface AuditDraft {
  readonly at: Instant;
  readonly actor: Actor;
  /** `alert.acknowledge`, `config.save`, `engine.start`, … */
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditEntry extends AuditDraft {
  /** Counts from 1 without a gap. */
  readonly sequence: number;
  /** Hex SHA-256 of the entry before (64 zeros for the first). */
  readonly previous: string;
  /** Hex SHA-256 of `previous`, a line feed and the canonical JSON of the entry without its hashes. */
  readonly hash: string;
}

export type AuditVerdict =
  | { readonly kind: 'intact'; readonly entries: number; readonly head: string }
  | { readonly kind: 'changed'; readonly entries: number; readonly sequence: number; readonly text: string };
