import type { Duration, Instant } from '../time/instant.js';
import type { TargetId } from './target.js';

/** What was kept of one load of a page that failed or broke a budget. */
export interface EvidenceRecord {
  /** Names its pictures: the instant of the look, in milliseconds. */
  readonly id: string;
  readonly target: TargetId;
  readonly at: Instant;
  /** What was wrong, in a sentence. */
  readonly why: string;
  /** The address without query and fragment. */
  readonly url: string;
  /** The page as it was in the end; null where no picture could be taken. */
  readonly picture: string | null;
  /** How the load right after it came about, which was made for this alone: small pictures, each with how long after its start it was so. */
  readonly frames: readonly { readonly name: string; readonly after: Duration }[];
}
