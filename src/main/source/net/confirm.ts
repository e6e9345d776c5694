import type { Result } from '../../core/model/result.js';
import type { Confirmation } from '../../core/model/target.js';
import type { Look } from '../../core/port/source.js';
import { pause } from './deadline.js';
import { type Failure, isConnectionFailure } from './failure.js';

/** What came of one look's tries. */
export interface Tried<Value> {
  readonly got: Result<Value, Failure>;
  readonly tries: number;
  /** How the try before the last one failed. */
  readonly before: string | null;
}

/** A connection failure may be a passing one: it counts only when the last of the target's tries fails too. Rejects once the look is not wanted any more. */
export const tryUntilSure = async <Value>(
  { tries: most, wait }: Confirmation,
  look: Look,
  stopped: AbortSignal,
  ask: () => Promise<Result<Value, Failure>>,
): Promise<Tried<Value>> => {
  let before: string | null = null;
  for (let tries = 1; ; tries += 1) {
    const got = await ask();
    throwIfEnded(look, stopped);
    if (got.ok || !isConnectionFailure(got.error) || tries >= most) return { got, tries, before };
    before = got.error.text;
    await pause(look.clock, wait, [look.signal, stopped]);
    throwIfEnded(look, stopped);
  }
};

export const throwIfEnded = (look: Look, stopped: AbortSignal): void => {
  look.signal.throwIfAborted();
  stopped.throwIfAborted();
};

/** For people: that an answer came only after a failure. */
export const noteOfTries = ({ tries, before }: Pick<Tried<unknown>, 'tries' | 'before'>): string | null =>
  before === null ? null : `answered at try ${tries}; before: ${before}`;
