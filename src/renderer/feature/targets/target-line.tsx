import type { TargetRow } from '../../../preload/contract/views.js';
import { Heartbeat } from '../../chart/heartbeat.js';
import { targetPath } from '../../state/place.js';
import { asBeginning } from '../../text/alert.js';
import { useIsStale } from '../../text/now.js';
import { figure } from '../../text/quantity.js';
import { sayTarget } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';
import { ListRow } from '../../ui/row-link.js';
import type { SortHead } from '../../ui/sorting.js';

/** The columns of a line and of the heads above. */
export const TARGET_COLUMNS = 'grid-cols-[minmax(0,1.3fr)_minmax(6rem,1fr)_5.5rem] gap-x-4 px-5';

/** By what the list can be sorted, over the column that says it. */
export const HEADS: readonly SortHead[] = [
  { id: 'name', name: 'Target', starts: 'up' },
  { id: 'good', name: 'Last 24 h', starts: 'up' },
  { id: 'answer', name: 'Answer', starts: 'down', side: 'right' },
];

const shareUp = ({ beats }: TargetRow): number | null => {
  const n = (kinds: string): number => [...beats].filter((beat) => kinds.includes(beat)).length;
  const seen = n('uwd');
  return seen === 0 ? null : (n('u') + n('w') / 2) / seen;
};

/** What each head sorts by: how much of the time it was well, and how long its last answer took, where it gave one. */
export const VALUES: Readonly<Record<string, (row: TargetRow) => string | number | null>> = {
  name: ({ name }) => name,
  good: shareUp,
  answer: ({ state, responseSeconds }) =>
    state === 'down' ? Number.POSITIVE_INFINITY : state === 'up' ? responseSeconds : null,
};

interface LineProps {
  readonly row: TargetRow;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
  readonly onOpen: (id: string) => void;
}

const Answer = ({ row }: { row: TargetRow }) => {
  // How fast it failed is no answer.
  if (row.state === 'down') return <span className="font-semibold text-critical">Down</span>;
  if (row.state === 'unknown' || row.responseSeconds === null) return <span className="text-faint">–</span>;
  const { number, unit } = figure(row.responseSeconds, 'http_response_seconds');
  return (
    <>
      <span className="font-medium">{number}</span> <span className="text-faint">{unit}</span>
    </>
  );
};

/** One target: its state, where it is, its heartbeats and its last answer. */
export const TargetLine = ({ row, isOpen, hasCursor, onOpen }: LineProps) => {
  const { tone, word } = sayTarget(row);
  return (
    <ListRow
      to={targetPath(row.id)}
      isOpen={isOpen}
      hasCursor={hasCursor}
      onOpen={() => onOpen(row.id)}
      columns={TARGET_COLUMNS}
    >
      <span className="flex min-w-0 items-center gap-2.5">
        <ToneIcon tone={tone} />
        <span className="min-w-0 leading-tight">
          <span className="block truncate font-medium" title={row.name}>
            {row.name}
          </span>
          <span className="block truncate text-small text-faint">
            <span className={names(row.state === 'down' ? 'text-critical' : row.problem !== null && 'text-warning')}>
              {row.problem === null ? word : asBeginning(row.problem)}
            </span>
            {row.problem === null && row.url !== null && ` · ${row.url}`}
          </span>
        </span>
      </span>
      <Heartbeat row={row} most={48} />
      <span className="text-right leading-tight">
        <span className="block">
          <Answer row={row} />
        </span>
        <span className="block text-small text-faint">
          {row.lastAt === null ? 'never read' : <Age row={row} at={row.lastAt} />}
        </span>
      </span>
    </ListRow>
  );
};

/** How old its last reading is, and whether main says that it is too old to count. */
const Age = ({ row, at }: { row: TargetRow; at: number }) => {
  const isStale = useIsStale(row.freshUntil);
  return (
    <span className={names('whitespace-nowrap', isStale && 'text-warning')}>
      {isStale && <span title="Too old to count">stale, </span>}
      <Ago at={at} />
    </span>
  );
};
