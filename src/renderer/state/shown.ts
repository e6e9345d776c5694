import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConsoleView } from '../../preload/contract/views.js';
import type { MirrorStore } from './mirror.js';
import type { PastStore } from './past.js';

/** The view that the pages show: that of now, or that of a minute of the past. */
export interface Shown {
  readonly view: ConsoleView | null;
}

/** Follows the mirror and the past; what is looked back at stands before what is pushed meanwhile. It lives as long as they do. */
export const followShown = (mirror: MirrorStore, past: PastStore): StoreApi<Shown> => {
  const now = (): Shown => ({ view: past.getState().shown?.view ?? mirror.getState().view });
  const shown = createStore<Shown>(now);
  const follow = (): void => {
    const next = now();
    if (next.view !== shown.getState().view) shown.setState(next);
  };
  mirror.subscribe(follow);
  past.subscribe(follow);
  return shown;
};
