import type { AlertRow } from '../../../preload/contract/views.js';
import { alertPath } from '../../state/place.js';
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

/** Copies it, and says so. */
export const copyAlert = async (row: AlertRow, zone: string): Promise<void> => {
  const isCopied = await copyText(alertText(row, zone, window.location.href.replace(/#.*$/, '')));
  toast(isCopied ? { tone: 'good', text: 'Copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' });
};
