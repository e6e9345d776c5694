import type { SiteCheck } from '../../core/model/site-look.js';
import type { FoundPage } from '../../source/http/site/found.js';
import type { SiteFront } from '../../source/http/site/look.js';

/** A check before it is known whether it is watched already, and what it may be called. */
export type FoundCheck = Omit<SiteCheck, 'watchedBy'> & {
  /** Other addresses of the very same: where it ends up, and others that end up there. */
  readonly alsoAt?: readonly string[];
};

/** `others`: addresses that lead to the same page. */
export const firstCheck = ({ first: { url, why, isWell, text }, at }: SiteFront, others: readonly string[]): FoundCheck => ({
  kind: 'page',
  item: { id: 'home', name: 'Home', url: url.href, every: '60s', assets: true },
  watches: 'Watches that the page answers, how fast, and that its style sheets, scripts and images load. Once a minute.',
  why,
  found: { isWell, text },
  alsoAt: [at.href, ...others],
});

export const pageCheck = ({ url, at, name, why, isWell, text }: FoundPage): FoundCheck => ({
  kind: 'page',
  item: { id: url.pathname, name, url: url.href, every: '2m' },
  watches: 'Watches that the page answers, and how fast. Every 2 min.',
  why,
  found: { isWell, text },
  alsoAt: [at.href],
});

export const fileCheck = ({ url, name, why, isWell, text }: FoundPage): FoundCheck => ({
  kind: 'file',
  item: { id: name, name, url: url.href, every: '1h', expect: { status: '200' } },
  watches: 'Watches that the file is there. Once an hour.',
  why,
  found: { isWell, text },
});
