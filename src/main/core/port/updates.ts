import type { Refusal, Result } from '../model/result.js';
import type { UpdateView } from '../model/update.js';

/** What a person may ask of the app's own updates. */
export interface Updates {
  /** Null: no feed is configured. */
  state(): UpdateView | null;
  /** Looks now; resolves when it is known what came of it. */
  lookNow(): Promise<Result<null, Refusal>>;
  /** Ends the app, puts the version in place that is ready, and starts it. Refused unless that very version is ready. */
  restartInto(version: string): Result<null, Refusal>;
}
