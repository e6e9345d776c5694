import { setTimeout as wait } from 'node:timers/promises';
import { HEALTHY } from '../terminal.js';

/** Milliseconds between two tellings. */
const EVERY = 10_000;

/** Makes and tells a report again and again until it is ended; the exit code is the last one's. */
export const watch = async <Made>(
  make: () => Promise<Made>,
  tell: (made: Made) => number,
  signal: AbortSignal,
): Promise<number> => {
  let code = HEALTHY;
  while (!signal.aborted) {
    code = tell(await make());
    await wait(EVERY, undefined, { signal }).catch(() => undefined);
  }
  return code;
};
