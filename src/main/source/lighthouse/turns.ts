/** Lets work begin only when all that asked before has ended. */
export interface Turns {
  /** Rejects with the signal's reason where that aborts while waiting; then the work never begins. */
  take<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (work, signal) => {
      const before = last;
      const done = (async () => {
        await orAborted(before, signal);
        return work();
      })();
      last = Promise.allSettled([before, done]);
      return done;
    },
    idle: async () => {
      await last;
    },
  };
};

const orAborted = async (wait: Promise<unknown>, signal: AbortSignal): Promise<void> => {
  let listener: () => void = () => undefined;
  const aborted = new Promise<void>((resolve) => {
    listener = resolve;
    signal.addEventListener('abort', listener, { once: true });
  });
  await Promise.race([wait, aborted]);
  signal.removeEventListener('abort', listener);
  signal.throwIfAborted();
};
