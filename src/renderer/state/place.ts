import { useHashLocation } from 'wouter/use-hash-location';
import type { ShownPage } from '../../preload/contract/pushes.js';

/** A page and, behind a question mark, how it is looked at; both are the part of the address after `#`. */
const parted = (place: string): readonly [path: string, query: string] => {
  const at = place.indexOf('?');
  return at < 0 ? [place, ''] : [place.slice(0, at), place.slice(at + 1)];
};

/** Goes to a page. `replace`: the browser's way back does not lead to the one before. */
export const go = (to: string, { replace = false }: { readonly replace?: boolean } = {}): void => {
  const oldURL = window.location.href;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: window.location.href }));
};

/** The page the console shows, for the routes; what stands behind the question mark is the page's own. */
export const useHashPath = (): [string, typeof go] => [parted(useHashLocation()[0])[0], go];

export const usePath = (): string => useHashPath()[0];

/** What stands behind the question mark of the address, without it. */
export const usePlaceQuery = (): string => parted(useHashLocation()[0])[1];

export const useGo = (): typeof go => go;

export const alertPath = (id: string): string => `/alerts/${encodeURIComponent(id)}`;
export const targetPath = (id: string): string => `/targets/${encodeURIComponent(id)}`;
export const objectivePath = (id: string): string => `/objectives/${encodeURIComponent(id)}`;
/** Where a channel is set up. */
export const channelPath = (kind: string): string => `/system/${encodeURIComponent(kind)}`;
/** Where a source is set up. */
export const sourcePath = (setting: string): string => `/system/${encodeURIComponent(setting)}`;
export const rulePath = (id: string): string => `/rules/${encodeURIComponent(id)}`;

/** Where some keys of the configuration are set. */
export const settingsPath = (section: string): string => `/settings/${encodeURIComponent(section)}`;

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
