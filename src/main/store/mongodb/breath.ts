import { setImmediate } from 'node:timers/promises';

/** To be called after each piece of a long work, and waited for where it answers with a promise: then others of this thread get in between. */
export type Breathe = () => Promise<void> | null;

/** Milliseconds of work without a pause: what the database answers is read in the engine's own thread. */
const LONGEST_WORK = 5;

export const createBreath = (): Breathe => {
  let begun = performance.now();
  const pause = async (): Promise<void> => {
    await setImmediate();
    begun = performance.now();
  };
  return () => (performance.now() - begun < LONGEST_WORK ? null : pause());
};
