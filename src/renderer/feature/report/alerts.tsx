import type { AlertRow, DailyReport } from '../../../preload/contract/views.js';
import { alertPath } from '../../state/place.js';
import { count, plain } from '../../text/quantity.js';
import { sayFate } from '../../text/report.js';
import { saySeverity } from '../../text/states.js';
import { shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const MOST = 100;
const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** What is open at the end, the worst first, and what fired, the newest first. */
export const Alerts = ({ report }: { report: DailyReport }) => {
  const open = [...report.open].sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.firedAt - b.firedAt);
  return (
    <>
      <List title="Open at the end" rows={open} more={report.more.open} none="Nothing was open." to={report.to} />
      <List title="What fired" rows={report.told} more={report.more.told} none="Nothing fired." to={report.to} />
    </>
  );
};

interface ListProps {
  readonly title: string;
  readonly rows: readonly AlertRow[];
  /** How many there are besides these rows. */
  readonly more: number;
  readonly none: string;
  readonly to: number;
}

const List = ({ title, rows, more, none, to }: ListProps) => (
  <Section title={title} note={rows.length === 0 ? undefined : plain(rows.length + more)}>
    {rows.length === 0 ? (
      <p className="text-faint">{none}</p>
    ) : (
      <Card>
        <ul>
          {rows.slice(0, MOST).map((row) => (
            <Line key={row.id} row={row} to={to} />
          ))}
        </ul>
      </Card>
    )}
    {rows.length + more > MOST && (
      <p className="text-faint">and {count(rows.length + more - Math.min(MOST, rows.length), 'more alert')}</p>
    )}
  </Section>
);

/** One alert, and what became of it. */
export const Line = ({ row, to }: { row: AlertRow; to: number }) => {
  const zone = useZone();
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line px-3 py-1.5 last:border-0">
      <Mark {...saySeverity(row.severity)} />
      <div className="min-w-0 break-words">
        <a href={`#${alertPath(row.id)}`} className="font-medium hover:underline">
          {row.summary}
        </a>
        <p className="text-small text-faint">{sayFate(row)}</p>
      </div>
      <span className="whitespace-nowrap text-soft">{shortly(row.firedAt, to, zone)}</span>
    </li>
  );
};
