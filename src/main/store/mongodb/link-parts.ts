import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Batch } from '../codec/batch.js';
import type { LeadParts } from './lead.js';

/** What the way to the server is made of, and whom it tells. */
export interface LinkParts extends LeadParts {
  readonly log: Log;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly changed: () => void;
  /** Told once when another desk has taken over: from then on nothing is written any more. */
  readonly deposed: () => void;
  /** Told of the samples of every commit that the server has taken. */
  readonly written: (batch: Batch) => void;
}
