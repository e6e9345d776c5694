import type { Reading } from '../model/reading.js';
import type { SourceKind } from '../model/source-kind.js';
import type { Target } from '../model/target.js';
import type { Clock } from './clock.js';

export interface Look {
  readonly clock: Clock;
  /** Ends the look early; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Whether a person wants to see the answer itself: it is shown to them, and never kept. */
  readonly wantsAnswer?: boolean;
}

/** A way to read targets of one kind. */
export interface Source<T extends Target = Target> {
  readonly kind: SourceKind;
  /**
   * One look at one target. Whatever the target does is an outcome; rejects only when aborted or for a bug.
   * Takes at most the target's own timeout and tries, however the target behaves, and memory that does not grow with it.
   */
  read(target: T, look: Look): Promise<Reading>;
  stop(): Promise<void>;
}
