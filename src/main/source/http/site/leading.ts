import type { AskPage } from './ask.js';
import type { SiteFront } from './look.js';
import { isSameSite } from './same-site.js';

/** Most addresses that are tried: one host has two names and two protocols. */
const MOST_TRIED = 3;

/** Which of the addresses that are watched lead visitors to a site's first page, as `example.org` does where it is `www.example.org`. */
export const leadingTo = async (front: SiteFront, watched: readonly URL[], ask: AskPage): Promise<readonly string[]> => {
  const likely = watched.filter((url) => mayLeadTo(front, url)).slice(0, MOST_TRIED);
  const asked = await Promise.all(likely.map((url) => ask(url, (next) => isSameSite(url, next))));
  return likely.filter((_, n) => asked[n]?.url.href === front.at.href).map(({ href }) => href);
};

const mayLeadTo = ({ first, at }: SiteFront, url: URL): boolean =>
  url.href !== at.href &&
  url.href !== first.url.href &&
  url.username === '' &&
  isSameSite(url, at) &&
  [first.url, at].some(({ pathname }) => pathname === url.pathname);
