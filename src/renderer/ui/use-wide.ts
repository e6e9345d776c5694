import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 1280px)');

const subscribe = (listener: () => void): (() => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};

/** Whether the window has room for the finer drawing of things. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
