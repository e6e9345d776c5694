/** Lets waiting work begin one by one. */
export interface Turnstile {
  pass(): Promise<void>;
}

/**
 * One piece of work may begin per turn of the event loop, however many are due at the same moment. In between, the loop
 * takes what has arrived for those under way, so that a crowd of beginnings does not show in their timings. Nobody waits
 * for another to end: a target that hangs holds up no one.
 */
export const createTurnstile = (): Turnstile => {
  const waiting: (() => void)[] = [];
  let isTurning = false;
  const turn = (): void => {
    waiting.shift()?.();
    isTurning = waiting.length > 0;
    if (isTurning) setImmediate(turn);
  };
  const pass = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (isTurning) return;
      isTurning = true;
      setImmediate(turn);
    });
  return { pass };
};
