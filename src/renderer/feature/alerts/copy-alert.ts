import type { AlertRow } from '../../../preload/contract/views.js';
import { copyLink, useLinks } from '../../query/links.js';
import { sayAlert, sayHolder, sayLabels, sayLimit, sayValue } from '../../text/alert.js';
import { shownClock } from '../../text/now.js';
import { exactly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { copyText } from '../../ui/copy.js';
import { toast } from '../../ui/toast.js';

/** An alert as a few lines for a chat or a ticket. */
const alertText = (row: AlertRow, zone: string, link: string): string => {
  const labels = sayLabels(row.labels);
  return [
    `${sayAlert(row).word}: ${row.summary}`,
    `${sayValue(row)}, ${sayLimit(row)} · ${row.name}${labels === '' ? '' : ` · ${labels}`}`,
    `since ${exactly(row.startedAt, zone)} · ${sayHolder(row, shownClock())}`,
    `${row.id} · ${link}`,
  ].join('\n');
};

/** Copies a link to an alert's own page, and says so. */
export const useCopyLink = (): ((id: string) => void) => {
  const links = useLinks();
  return (id) => void copyLink(links.episode(id));
};

/** Copies an alert as text, and says so. */
export const useCopyAlert = (): ((row: AlertRow) => void) => {
  const links = useLinks();
  const zone = useZone();
  const copy = async (row: AlertRow): Promise<void> => {
    const isCopied = await copyText(alertText(row, zone, links.episode(row.id)));
    toast(isCopied ? { tone: 'good', text: 'Copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' });
  };
  return (row) => void copy(row);
};
