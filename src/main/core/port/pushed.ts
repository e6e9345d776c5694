import type { SeriesSample } from '../model/sample.js';
import type { SourceRow } from '../model/system-view.js';

/** Takes samples into the engine. Resolves once they are durable; rejects where the store cannot write. */
export type TakeSamples = (samples: readonly SeriesSample[]) => Promise<void>;

/** A source that is not looked at but told: others send what they saw. */
export interface PushedSource {
  /** From now on what comes goes into the engine. */
  start(take: TakeSamples): void;
  /** How it is doing, for the console; null where nobody is expected to send anything. */
  row(): SourceRow | null;
  stop(): Promise<void>;
}
