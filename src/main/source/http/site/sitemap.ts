import { isHarmful } from './harmful.js';
import { isSameSite } from './same-site.js';

/** Longest part of a file that is read for addresses, in characters. */
const MOST_READ = 500_000;
/** Most lines of robots.txt that are considered: a site with many sitemaps names an index of them first. */
const MOST_LINES = 20;
/** Most addresses that are read of a sitemap. */
const MOST_ADDRESSES = 500;
const LONGEST = 2_000;

/**
 * The first sitemap that robots.txt names, of those that are of the site that it stands on: a look asks nobody else, although the
 * line may name any host. `at`: where the site's first page is. Null: it names none.
 */
export const sitemapIn = (robots: string, at: URL): URL | null => {
  const named = firstOf(robots, /^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gim, MOST_LINES);
  return named.map((text) => addressIn(text, at)).find((url) => url !== null && isSameSite(at, url) && !isHarmful(url)) ?? null;
};

/** What a sitemap lists, in its order; nothing of what is no XML. */
export const addressesIn = (sitemap: string): readonly string[] =>
  firstOf(sitemap, /<loc>\s{0,200}([^<\s]{1,2000})/gi, MOST_ADDRESSES).map((text) => text.replaceAll('&amp;', '&'));

/** What the first group of a pattern finds, `most` times at most. */
const firstOf = (text: string, pattern: RegExp, most: number): readonly string[] => {
  const found: string[] = [];
  for (const [, group = ''] of text.slice(0, MOST_READ).matchAll(pattern)) {
    found.push(group);
    if (found.length === most) break;
  }
  return found;
};

const addressIn = (text: string, at: URL): URL | null => {
  if (text.length > LONGEST || !URL.canParse(text, at.origin)) return null;
  const url = new URL(text, at.origin);
  url.hash = '';
  return url.username === '' && url.password === '' ? url : null;
};
