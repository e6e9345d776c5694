import { useHashLocation } from 'wouter/use-hash-location';
import type { ShownPage } from '../../preload/contract/pushes.js';

/** The page the console shows, as the part of the address after `#`. */
export const useGo = (): ((path: string) => void) => useHashLocation()[1];

export const usePath = (): string => useHashLocation()[0];

/** Goes to a page from outside of React. */
export const go = (path: string): void => {
  window.location.hash = path;
};

export const alertPath = (id: string): string => `/alerts/${encodeURIComponent(id)}`;
export const targetPath = (id: string): string => `/targets/${encodeURIComponent(id)}`;
export const objectivePath = (id: string): string => `/objectives/${encodeURIComponent(id)}`;
/** Where a channel is set up. */
export const channelPath = (kind: string): string => `/system/${encodeURIComponent(kind)}`;
/** Where a source is set up. */
export const sourcePath = (setting: string): string => `/system/${encodeURIComponent(setting)}`;
export const rulePath = (id: string): string => `/rules/${encodeURIComponent(id)}`;

/** Where a page that main asks for is found. */
export const shownPath = (page: ShownPage): string => {
  switch (page.kind) {
    case 'overview':
      return '/';
    case 'alerts':
      return '/alerts';
    case 'alert':
      return alertPath(page.id);
    case 'settings':
      return '/settings';
  }
};
