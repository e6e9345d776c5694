import type { SiteCheck, SiteLook } from '../../../preload/contract/views.js';
import { additions, type Edits, type Item } from '../../query/edits.js';

/** What saves the picked checks as targets, and makes the site's address known where the document names none: a second site changes no first. */
export const firstEdits = (look: SiteLook, picked: readonly SiteCheck[], document: unknown): Edits => [
  ...picked.filter(({ watchedBy }) => watchedBy === null).flatMap(({ item }) => additions('targets', item.id, item)),
  ...(siteOf(document)?.url === undefined ? [{ path: ['site', 'url'], value: look.origin }] : []),
];

const siteOf = (document: unknown): Item | null => {
  const site = (document as Item | null)?.site;
  return typeof site === 'object' ? (site as Item | null) : null;
};
