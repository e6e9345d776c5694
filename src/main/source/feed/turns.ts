/** One piece of work after the other, each until its own end, although whoever asked for it may go earlier. */
export interface Turns {
  /** Rejects with the signal's reason once that aborts; the work is told by the same signal. */
  take<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer>;
  /** Resolves once nothing is under way. */
  end(): Promise<void>;
}

export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (signal, work) => {
      const mine = last.then(() => {
        signal.throwIfAborted();
        return work();
      });
      last = mine.catch(() => undefined);
      return raced(signal, mine);
    },
    end: async () => {
      await last;
    },
  };
};

/** The promise's answer, or the signal's reason if that comes first. */
const raced = <Answer>(signal: AbortSignal, promise: Promise<Answer>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
