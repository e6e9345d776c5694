import type { CollectorWords } from '../../core/port/feeds.js';
import { type Naming, OTHER } from './naming.js';

/** What may be unlisted: named to the operator by its kind, never by the word, which may be somebody's name. */
export type WordKind = 'pages' | 'forms' | 'steps' | 'variants';

/** What the script for pages says of a visitor's machine, and of where the time went. */
const FIXED: Readonly<Record<string, ReadonlySet<string>>> = {
  device: new Set(['mobile', 'tablet', 'desktop']),
  connection: new Set(['slow-2g', '2g', '3g', '4g']),
  part: new Set(['server', 'waiting', 'loading', 'rendering', 'working', 'painting']),
};

const LISTED: Readonly<Record<string, Exclude<WordKind, 'pages'>>> = { form: 'forms', step: 'steps', variant: 'variants' };

/** Two letters, as the proxy says it. */
const COUNTRY = /^[A-Z]{2}$/;

/**
 * Of browsers only names are kept that the configuration knows: anybody may write anything, and no pattern tells a name of a
 * person from one of a page. `unlisted` hears of what kind each other name was.
 */
export const namingOf = (words: CollectorWords, unlisted: (kind: WordKind) => void): Naming => {
  const known = { forms: new Set(words.forms), steps: new Set(words.steps), variants: new Set(words.variants) };
  const routes = routesOf(words.pages);
  const other = (kind: WordKind): string => {
    unlisted(kind);
    return OTHER;
  };
  return {
    page: (address) => pageAt(address, routes) ?? other('pages'),
    label: (key, given) => {
      const kind = LISTED[key];
      if (kind !== undefined) return known[kind].has(given) ? given : other(kind);
      if (key === 'country') return COUNTRY.test(given) ? given : OTHER;
      return FIXED[key]?.has(given) === true ? given : OTHER;
    },
  };
};

interface Route {
  readonly name: string;
  readonly parts: readonly string[];
  readonly open: number;
}

/** A pattern of a path: `:name` stands for one part, a last `*` for all that follow. The fewer of these, the sooner it is tried. */
const routesOf = (patterns: readonly string[]): readonly Route[] =>
  patterns
    .map((pattern) => {
      const parts = partsOf(pattern);
      return { name: nameOf(parts), parts, open: parts.filter(isOpen).length };
    })
    .sort((one, other) => one.open - other.open || other.parts.length - one.parts.length);

const isOpen = (part: string): boolean => part.startsWith(':') || part === '*';

const nameOf = (parts: readonly string[]): string => (parts.length === 0 ? 'home' : parts.join('/'));

const partsOf = (path: string): readonly string[] => path.toLowerCase().split('/').filter(Boolean);

const pageAt = (address: string, routes: readonly Route[]): string | undefined => {
  const parts = partsOf(pathOf(address));
  const isHome = parts.length === 0 || (parts.length === 1 && parts[0] === 'home');
  return isHome ? 'home' : routes.find((route) => leadsTo(route.parts, parts))?.name;
};

const pathOf = (address: string): string => (/^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(address)?.[1] ?? '').trim();

const leadsTo = (route: readonly string[], parts: readonly string[]): boolean => {
  const isTail = route.at(-1) === '*';
  const fixed = isTail ? route.slice(0, -1) : route;
  if (isTail ? parts.length <= fixed.length : parts.length !== fixed.length) return false;
  return fixed.every((part, n) => part.startsWith(':') || part === parts[n]);
};
