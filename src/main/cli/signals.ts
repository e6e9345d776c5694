import type { Stop } from '../core/port/clock.js';

export type Signal = 'SIGINT' | 'SIGTERM';

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM'];

/**
 * Ends by the signal itself, so that the shell knows why (130 for Ctrl+C, 143), and at once, whatever any thread does.
 * What may be half done is put in order before: nothing runs after this.
 */
export const endBy = (signal: Signal): void => {
  for (const each of SIGNALS) process.removeAllListeners(each);
  if (process.platform === 'win32') process.exit(signal === 'SIGINT' ? 130 : 143);
  process.kill(process.pid, signal);
};

/** While some work goes on: what is done where it is interrupted, before the process ends. Without it a signal ends it on the spot. */
export const onInterrupt = (tidy: () => void): Stop => {
  const tidyUp = (signal: Signal): void => {
    try {
      tidy();
    } finally {
      endBy(signal);
    }
  };
  for (const signal of SIGNALS) process.once(signal, tidyUp);
  return () => {
    for (const signal of SIGNALS) process.off(signal, tidyUp);
  };
};
