import { isWeb } from '../web-address.js';
import { isHarmful } from './harmful.js';
import type { PageLink, ScannedPage } from './scan-page.js';
import { addressesIn } from './sitemap.js';

/** Another page of a site, and why it might matter. */
export interface Candidate {
  readonly url: URL;
  readonly name: string;
  /** Null: only if it turns out to have a form. */
  readonly why: string | null;
}

/** Most pages that are looked at beside the first. */
const MOST_KNOWN = 6;
const MOST_UNKNOWN = 2;

/** By what people do there, the most costly to lose first. */
const WORTH: readonly (readonly [RegExp, string])[] = [
  [/book|reserv|appointment|buchen|termin/i, 'Visitors book here.'],
  [/checkout|cart|basket|order|kasse|warenkorb/i, 'Visitors buy here.'],
  [/enquir|inquir|contact|kontakt|anfrage/i, 'Visitors get in touch here.'],
  [/sign-?\s?up|register|enrol|join\b/i, 'Visitors sign up here.'],
  [/sign-?\s?in|log-?\s?in|account|anmeld/i, 'Visitors sign in here.'],
  [/pric(e|ing)|fees|tariff|preise/i, 'Visitors compare prices here.'],
];

const NO_PAGE = /\.(pdf|zip|jpe?g|png|gif|svg|webp|mp[34]|docx?|xlsx?|xml|json|txt)$/i;

/** Pages of the same origin that a page links to, those that matter most first. */
export const candidatesOf = (page: ScannedPage, at: URL): readonly Candidate[] => {
  const base = page.base !== null && URL.canParse(page.base, at.href) ? new URL(page.base, at.href) : at;
  const found = rankedOf(page.links, base, at, new Set([at.pathname]));
  const unknown = found.filter(({ why }) => why === null);
  return [...knownOf(found), ...unknown.slice(0, MOST_UNKNOWN)];
};

/** Those that matter of a sitemap's, as far as there is room beside the page's own: a page that a script draws links to none. */
export const candidatesIn = (sitemap: string, at: URL, own: readonly Candidate[]): readonly Candidate[] => {
  const links = addressesIn(sitemap).map((href) => ({ href, text: '' }));
  const found = rankedOf(links, at, at, new Set([at.pathname, ...own.map(({ url }) => url.pathname)]));
  return knownOf(found).slice(0, Math.max(0, MOST_KNOWN - own.filter(({ why }) => why !== null).length));
};

type Ranked = Candidate & { readonly rank: number };

const rankedOf = (links: readonly PageLink[], base: URL, at: URL, seen: Set<string>): readonly Ranked[] => {
  const found: Ranked[] = [];
  for (const { href, text } of links) {
    const url = pageOf(href, base, at);
    if (url === null || seen.has(url.pathname)) continue;
    seen.add(url.pathname);
    const rank = WORTH.findIndex(([words]) => words.test(url.pathname) || words.test(text));
    found.push({ url, name: text || lastPart(url), why: WORTH[rank]?.[1] ?? null, rank });
  }
  return found;
};

const knownOf = (found: readonly Ranked[]): readonly Candidate[] =>
  found
    .filter(({ why }) => why !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_KNOWN);

/** Null where it is no page of this origin; with a query it is one of many that look alike. */
const pageOf = (href: string, base: URL, at: URL): URL | null => {
  if (!URL.canParse(href, base.href)) return null;
  const url = new URL(href, base.href);
  url.hash = '';
  const isOurs = isWeb(url) && url.origin === at.origin && url.username === '' && url.search === '';
  return isOurs && !isHarmful(url) && !NO_PAGE.test(url.pathname) && url.pathname.length <= 300 ? url : null;
};

/** `/lessons/book-a-lesson` is called `Book a lesson`, where nothing else says what it is called. */
const lastPart = ({ pathname }: URL): string => {
  const words = (pathname.split('/').findLast((part) => part !== '') ?? 'page').replaceAll(/[-_]+/g, ' ').trim().slice(0, 60);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};
