import type { AlertRow } from '../../../preload/contract/views.js';
import { sayAlert, sayHolder, sayLimit, sayNext, sayValue } from '../../text/alert.js';
import { capital } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { count } from '../../text/quantity.js';
import { shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { usePrinting } from '../../ui/use-printing.js';

/** Nobody reads more on paper, and the browser would stand still for them. */
const MOST = 500;

/** The list as it is printed: every alert that the filter lets through, not only those in sight. */
export const AlertsOnPaper = ({ rows, filter }: { rows: readonly AlertRow[]; filter: string }) => {
  const isPrinting = usePrinting();
  if (!isPrinting) return null;
  const more = rows.length - MOST;
  return (
    <section aria-label="Alerts">
      {filter !== '' && <p className="text-faint">Only those that fit: {filter}</p>}
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {more > 0 && <p className="pt-2">and {count(more, 'more alert')} that are not printed</p>}
    </section>
  );
};

const Line = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const zone = useZone();
  const next = sayNext(row, now);
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line py-1">
      <Mark {...sayAlert(row)} />
      <div className="min-w-0 break-words">
        <p className="font-medium">{row.summary}</p>
        <p className="text-small text-faint">
          {row.state === 'firing' ? capital(sayHolder(row, now)) : 'Over'}
          {next !== null && ` · ${next}`} · {row.name} · {row.id}
        </p>
      </div>
      <p className="text-right whitespace-nowrap">
        {sayValue(row)}, {sayLimit(row)}
        <span className="block text-small text-faint">since {shortly(row.startedAt, now, zone)}</span>
      </p>
    </li>
  );
};
