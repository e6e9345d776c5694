import type { AlertRow } from '../../../preload/contract/views.js';
import { useAbout } from '../../query/reads/desk.js';
import { alertPath, episodePath } from '../../state/place.js';
import { sayAlert, sayHolder, sayLabels, sayLimit, sayValue } from '../../text/alert.js';
import { shownClock } from '../../text/now.js';
import { exactly } from '../../text/time.js';
import { copyText } from '../../ui/copy.js';
import { toast } from '../../ui/toast.js';

/** An alert as a few lines for a chat or a ticket. */
const alertText = (row: AlertRow, zone: string, page: string): string => {
  const labels = sayLabels(row.labels);
  return [
    `${sayAlert(row).word}: ${row.summary}`,
    `${sayValue(row)}, ${sayLimit(row)} · ${row.name}${labels === '' ? '' : ` · ${labels}`}`,
    `since ${exactly(row.startedAt, zone)} · ${sayHolder(row, shownClock())}`,
    `${row.id} · ${page}#${alertPath(row.id)}`,
  ].join('\n');
};

/** The address of an alert's own page: in the desktop app the one that the system opens with it. */
const linkTo = (id: string, shell: 'desktop' | 'browser'): string =>
  shell === 'desktop' ? `watchroom://alert/${id}/page` : `${window.location.href.replace(/#.*$/, '')}#${episodePath(id)}`;

/** Copies a link to an alert's own page, and says so. */
export const useCopyLink = (): ((id: string) => void) => {
  const shell = useAbout()?.shell ?? 'browser';
  const copy = async (id: string): Promise<void> => {
    const isCopied = await copyText(linkTo(id, shell));
    toast(
      isCopied ? { tone: 'good', text: 'Link copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' },
    );
  };
  return (id) => void copy(id);
};

/** Copies it, and says so. */
export const copyAlert = async (row: AlertRow, zone: string): Promise<void> => {
  const isCopied = await copyText(alertText(row, zone, window.location.href.replace(/#.*$/, '')));
  toast(isCopied ? { tone: 'good', text: 'Copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' });
};
