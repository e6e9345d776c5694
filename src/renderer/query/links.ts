import { episodePath } from '../state/place.js';
import type { ViewedPage } from '../state/saved-views.js';
import { copyText } from '../ui/copy.js';
import { toast } from '../ui/toast.js';
import { useAbout } from './reads/desk.js';

/** Addresses that are of use to others, too. In the desktop app the system opens them with it: its page's own is known to nobody else. */
export interface Links {
  /** An alert's own page. */
  episode(id: string): string;
  /** A list as it is looked at. `query`: as its address says it. */
  list(page: ViewedPage, query: string): string;
}

const OF_DESKTOP: Links = {
  episode: (id) => `watchroom://alert/${id}/page`,
  list: (page, query) => `watchroom://list/${page}${query === '' ? '' : `?${query}`}`,
};

const OF_BROWSER: Links = {
  episode: (id) => `${window.location.href.replace(/#.*$/, '')}#${episodePath(id)}`,
  // With the alert that is open beside it, and the minute of the past.
  list: () => window.location.href,
};

export const useLinks = (): Links => (useAbout()?.shell === 'desktop' ? OF_DESKTOP : OF_BROWSER);

/** Copies a link, and says so. */
export const copyLink = async (link: string): Promise<void> => {
  const isCopied = await copyText(link);
  toast(isCopied ? { tone: 'good', text: 'Link copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' });
};
