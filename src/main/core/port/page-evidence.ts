import type { EvidenceRecord } from '../model/page-evidence.js';
import type { Result } from '../model/result.js';
import type { TargetId } from '../model/target.js';

/** What was kept of loads that went wrong. */
export interface PageEvidence {
  /** Of one target, the newest first. */
  of(target: TargetId): Promise<readonly EvidenceRecord[]>;
  /** A picture as JPEG; null where there is none, whatever the names are. */
  read(target: TargetId, id: string, name: string): Promise<Uint8Array | null>;
  /** Keeps a file beside the pictures, and says where. */
  keepHar(target: TargetId, name: string, text: string): Promise<string>;
}

/** Loads a page once and gives all that it asked the network for, as an HTTP archive without bodies, cookies and queries. */
export type LoadHar = (
  target: TargetId,
) => Promise<Result<{ readonly name: string; readonly place: string; readonly text: string }, string>>;
