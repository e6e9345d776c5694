import { useSyncExternalStore } from 'react';

const TICK = 1_000;

/** The minute of the past that is shown; null: now. */
let held: number | null = null;

/** The wall clock in whole seconds, so that everything on the screen that says "ago" changes at once. */
const createTicker = () => {
  const listeners = new Set<() => void>();
  let timer: number | undefined;
  let now = wallClock();

  const tick = (): void => {
    now = shownClock();
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
  return { subscribe, tick, read: () => now };
};

/** The only place where the console asks the machine for the time; in whole seconds, as milliseconds. */
export const wallClock = (): number => Math.floor(Date.now() / TICK) * TICK;

const ticker = createTicker();

/** Lets the console's clock stand at an instant while the past is shown; null: it goes again. */
export const standStill = (at: number | null): void => {
  held = at;
  ticker.tick();
};

/** The instant that the console shows: the present, or the minute of the past that is looked at. */
export const shownClock = (): number => held ?? wallClock();

/** The same; the component is drawn again each second. */
export const useNow = (): number => useSyncExternalStore(ticker.subscribe, ticker.read);

/** Whether what main said to be fresh until an instant no longer is; never where main said nothing. */
export const useIsStale = (freshUntil: number | null): boolean => {
  const now = useNow();
  return freshUntil !== null && now > freshUntil;
};
