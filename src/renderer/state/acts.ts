import type { CallName } from '../../preload/contract/calls.js';
import type { Answer } from '../../preload/contract/errors.js';
import type { PastStore } from './past.js';
import type { Call } from './transport.js';

/** Why nothing can be done while the past is shown. */
export const PAST_IS_FIXED = 'You are looking at the past. Go back to now to do this.';

/** What these words end only asks, and windows are the reader's own. Whatever else there is changes something, sends something, or reads the site anew. */
const ASKS = /\.(read|list|day|range|quality|guide|preview|scenario|check|checkEdits|picture|open|verify|versions?)$|^window\./;

/** Whether a call changes or sends something, so that it rests while the past is shown. */
export const isAct = (name: CallName): boolean => !ASKS.test(name);

/** The way to main, on which nothing can be done while the past is shown: also by a key or by what was opened before. */
export const callUnlessPast = (call: Call, past: PastStore): Call =>
  ((name, input) => {
    if (!isAct(name) || past.getState().shown === null) return call(name, input);
    return Promise.resolve({ ok: false, error: { code: 'forbidden', message: PAST_IS_FIXED } } satisfies Answer<never>);
  }) as Call;
