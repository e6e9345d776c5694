import type { Clock } from '../../core/port/clock.js';
import type { ReplayParts } from './replay.js';

/** Lets a long replay pause, so that the desk's own work goes on, and end where nobody waits for it any more. */
export interface Breath {
  readonly breathe: ReplayParts['breathe'];
  readonly isOver: () => boolean;
}

/** Milliseconds of work without a pause: a reading that comes meanwhile waits no longer than this. */
const LONGEST_WORK = 8;

export const createBreath = (clock: Clock, isOver: () => boolean): Breath => {
  let begun = clock.monotonic();
  const pause = (): Promise<void> =>
    new Promise((resolve, reject) => {
      clock.wakeAt(clock.now(), () => {
        begun = clock.monotonic();
        if (isOver()) reject(new Error('nobody waits for this replay any more'));
        else resolve();
      });
    });
  return { isOver, breathe: () => (clock.monotonic() - begun < LONGEST_WORK ? null : pause()) };
};
