import type { Reading } from '../model/reading.js';
import type { Refusal, Result } from '../model/result.js';
import type { SourceSetting } from '../model/source-setting.js';

/** A source that is thought of: its block of the document, as it would be saved. */
export interface ProposedSource {
  readonly setting: SourceSetting;
  readonly block: unknown;
  /** What others would send, where the source is one that is told; null: the block alone. */
  readonly sent: string | null;
}

/** One look at a source that is not (yet) configured so; nothing of it is kept. Refused where the configuration would have errors. */
export type TrySource = (proposed: ProposedSource) => Promise<Result<Reading, Refusal>>;
