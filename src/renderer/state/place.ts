import { useHashLocation } from 'wouter/use-hash-location';
import type { ShownPage } from '../../preload/contract/pushes.js';

/** A page and, behind a question mark, how it is looked at; both are the part of the address after `#`. */
const parted = (place: string): readonly [path: string, query: string] => {
  const at = place.indexOf('?');
  return at < 0 ? [place, ''] : [place.slice(0, at), place.slice(at + 1)];
};

const AT = /(^|&)at=([^&]*)/;

/** The minute of the past that an address shows, as it is written there; null: it shows now. */
const readAt = (hash: string): string | null => {
  const found = new URLSearchParams(parted(hash)[1]).get('at');
  return found === '' ? null : found;
};

/** The same place at a minute of the past; null: now. */
const placeAt = (place: string, at: string | null): string => {
  const [path, query] = parted(place);
  const rest = query.replace(AT, '').replace(/^&/, '');
  const both = [rest, at === null ? '' : `at=${at}`].filter((part) => part !== '').join('&');
  return both === '' ? path : `${path}?${both}`;
};

const here = (): string => window.location.hash.replace(/^#/, '') || '/';

/** The past is no page but a way of looking at all of them: each address bears it until it is left. */
let held: string | null = null;

/** Puts a minute of the past into this address and all that follow; null: takes it out again. */
export const holdAt = (at: string | null): void => {
  held = at;
  const wanted = `#${placeAt(here(), at)}`;
  if (window.location.hash !== wanted && !(at === null && readAt(here()) === null)) {
    window.history.replaceState(null, '', wanted);
  }
};

/** The minute of the past that the address asks for, told now and whenever it becomes another, and that it asks for none. Returns its stop. */
export const followAt = (onAt: (at: string) => void, onNow: () => void): (() => void) => {
  const follow = (): void => {
    const at = readAt(here());
    if (at !== null && at !== held) onAt(at);
    else if (held === null) onNow();
    else holdAt(held);
  };
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
};

/** Goes to a page. `replace`: the browser's way back does not lead to the one before. */
export const go = (to: string, { replace = false }: { readonly replace?: boolean } = {}): void => {
  const oldURL = window.location.href;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', `#${held === null ? to : placeAt(to, held)}`);
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: window.location.href }));
};

/** This place with one thing put into its query, or taken out of it with null. */
const placeWith = (key: string, value: string | null): string => {
  const [path, query] = parted(placeAt(here(), null));
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith(`${key}=`));
  const all = [...rest, ...(value === null ? [] : [`${key}=${value}`])];
  return all.length === 0 ? path : `${path}?${all.join('&')}`;
};

/** Puts one thing into the query of this address, or takes it out again with null; the way back leads to the address before, unless it is replaced. */
export const putInQuery = (key: string, value: string | null, how: { readonly replace?: boolean } = {}): void =>
  go(placeWith(key, value), how);

/** Another place of the same page, with what of this address stays as it is: the time that was chosen in a chart, the order of a list. */
export const within = (place: string, keys: readonly string[]): string => {
  const query = parted(here())[1].split('&');
  const kept = query.filter((part) => keys.some((key) => part.startsWith(`${key}=`)));
  return kept.length === 0 ? place : `${place}${place.includes('?') ? '&' : '?'}${kept.join('&')}`;
};

/** Goes to a page as it is now, whatever minute was looked at: what calls somebody is of now. */
export const goNow = (to: string): void => {
  holdAt(null);
  go(to);
};

/** The page the console shows, for the routes; what stands behind the question mark is the page's own. */
export const useHashPath = (): [string, typeof go] => [parted(useHashLocation()[0])[0], go];

export const usePath = (): string => useHashPath()[0];

/** What stands behind the question mark of the address, without it and without the minute of the past. */
export const usePlaceQuery = (): string => parted(placeAt(useHashLocation()[0], null))[1];

export const useGo = (): typeof go => go;

/** The section of a long page that the address asks for, and the address that asks for another. */
export const usePagePart = (): { readonly chosen: string | null; readonly hrefOf: (section: string) => string } => ({
  chosen: new URLSearchParams(usePlaceQuery()).get('part'),
  hrefOf: (section) => `#${placeWith('part', section)}`,
});

export const alertPath = (id: string): string => `/alerts/${encodeURIComponent(id)}`;
/** The same alert as a page of its own. */
export const episodePath = (id: string): string => `${alertPath(id)}/page`;
export const targetPath = (id: string): string => `/targets/${encodeURIComponent(id)}`;
/** A target's panel at one of its kept loads. */
export const loadPath = (target: string, load: string): string => `${targetPath(target)}?load=${encodeURIComponent(load)}`;
export const objectivePath = (id: string): string => `/objectives/${encodeURIComponent(id)}`;
/** Where a channel is set up. */
export const channelPath = (kind: string): string => `/system/${encodeURIComponent(kind)}`;
/** Where a source is set up. */
export const sourcePath = (setting: string): string => `/system/${encodeURIComponent(setting)}`;
/** Who changed a rule, in the record. */
export const changesPath = (rule: string): string => `/system?part=audit&kind=settings&rule=${encodeURIComponent(rule)}`;
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
    case 'episode':
      return episodePath(page.id);
    case 'list':
      return page.query === '' ? `/${page.list}` : `/${page.list}?${page.query}`;
    case 'system':
      return '/system';
    case 'settings':
      return '/settings';
    case 'import':
      return `/settings/import-${page.nth}`;
  }
};
