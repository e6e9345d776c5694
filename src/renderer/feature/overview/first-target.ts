import { additions, type Edits, type Item } from '../../query/edits.js';

/** The first page that a desk watches. */
export const firstTarget = (url: string): Item => ({ id: 'home', name: 'Home', url, every: '60s', assets: true });

/** What adds it, and makes its address the site's. */
export const firstEdits = (url: string): Edits => [
  ...additions('targets', 'home', firstTarget(url)),
  { path: ['site', 'url'], value: new URL(url).origin },
];
