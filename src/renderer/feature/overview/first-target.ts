import type { SiteCheck, SiteLook } from '../../../preload/contract/views.js';
import { additions, type Edits } from '../../query/edits.js';

/** What saves the picked checks as targets, and makes the site's address known. */
export const firstEdits = (look: SiteLook, picked: readonly SiteCheck[]): Edits => [
  ...picked.flatMap(({ item }) => additions('targets', item.id, item)),
  { path: ['site', 'url'], value: look.origin },
];
