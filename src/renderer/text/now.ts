import { useSyncExternalStore } from 'react';

const TICK = 1_000;

/** The wall clock in whole seconds, so that everything on the screen that says "ago" changes at once. */
const createTicker = () => {
  const listeners = new Set<() => void>();
  let timer: number | undefined;
  let now = wallClock();

  const tick = (): void => {
    now = wallClock();
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    timer ??= window.setInterval(tick, TICK);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      window.clearInterval(timer);
      timer = undefined;
    };
  };
  return { subscribe, read: () => now };
};

/** The only place where the console asks the machine for the time; in whole seconds, as milliseconds. */
export const wallClock = (): number => Math.floor(Date.now() / TICK) * TICK;

const ticker = createTicker();

/** The present instant; the component is drawn again each second. */
export const useNow = (): number => useSyncExternalStore(ticker.subscribe, ticker.read);
