import type { ReactNode } from 'react';
import type { AlertRow, RevenueAtRisk } from '../../../preload/contract/views.js';
import { sayLimit, sayValue } from '../../text/alert.js';
import { amount, sayRisk } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { roughly } from '../../text/time.js';
import { Ago } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { ALL_COLUMNS, type ColumnId, type ListColumns } from './columns.js';
import { useTargetName } from './target-name.js';

/** The room at the right of every row and of the heads, where the menu stands, and the gap between columns. */
export const SIDES = 'pr-8 gap-x-4';

/** Words that begin where figures end beside them would be read as one. */
const APART = 'pl-3';

/** What stands in the columns. Every row says it in words of its own. `menu` chooses them. */
export const ColumnHeads = ({ columns, menu }: { columns: ListColumns; menu: ReactNode }) => (
  <div className="relative border-t border-l-[3px] border-t-line border-l-transparent">
    <div
      aria-hidden="true"
      className={names('label grid min-h-8 items-center pl-9', SIDES)}
      style={{ gridTemplateColumns: columns.template }}
    >
      <span>Severity</span>
      <span>Alert</span>
      {columns.shown.map((id) => {
        const { name, side } = ALL_COLUMNS.find((column) => column.id === id) ?? { name: id, side: 'left' };
        return (
          <span key={id} className={side === 'right' ? 'text-right' : APART}>
            {name}
          </span>
        );
      })}
    </div>
    <div className="absolute inset-y-0 right-1 flex items-center">{menu}</div>
  </div>
);

interface TwoProps {
  readonly first: ReactNode;
  readonly second?: ReactNode;
  readonly side?: 'right';
  readonly title?: string | undefined;
  readonly isStrong?: boolean;
}

/** What a column says, in one line or in two. */
export const Two = ({ first, second, side, title, isStrong = false }: TwoProps) => (
  <span className={names('min-w-0', side === 'right' ? 'text-right' : APART)} title={title}>
    <span className={names('block truncate', isStrong && 'font-semibold')}>{first}</span>
    {second !== undefined && <span className="block truncate text-small text-faint">{second}</span>}
  </span>
);

interface CellProps {
  readonly id: ColumnId;
  readonly row: AlertRow;
  readonly risk: RevenueAtRisk | null;
}

export const ColumnCell = ({ id, row, risk }: CellProps) => {
  switch (id) {
    case 'value':
      return <Two first={sayValue(row)} second={sayLimit(row)} side="right" isStrong />;
    case 'holder':
      return <Holder row={row} />;
    case 'next':
      return <Next row={row} />;
    case 'risk':
      return <AtRisk risk={risk} />;
    case 'since':
      return <Since row={row} />;
    case 'target':
      return <TargetName row={row} />;
    case 'rule':
      return <Two first={row.rule} title={row.rule} />;
    case 'category':
      return <Two first={row.category} second={row.impact === null ? undefined : `impact ${row.impact}`} />;
  }
};

/** As people call it, not by its id. */
const TargetName = ({ row: { target } }: { row: AlertRow }) => {
  const name = useTargetName(target);
  return <Two first={name ?? '–'} title={name ?? undefined} />;
};

/** When it began, or when it ended. */
export const Since = ({ row }: { row: AlertRow }) => (
  <span className="text-right text-small text-faint">
    <Ago at={row.state === 'resolved' && row.resolvedAt !== null ? row.resolvedAt : row.startedAt} />
  </span>
);

const Holder = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  if (row.suppressed !== null)
    return <Two first={row.suppressed.by} second={`suppressed, ${roughly(Math.max(0, row.suppressed.until - now))} left`} />;
  if (row.acknowledged !== null)
    return <Two first={row.acknowledged.by} second={`for ${roughly(Math.max(0, now - row.acknowledged.at))}`} />;
  if (row.state === 'resolved') return <Two first={row.resolution?.by ?? '–'} />;
  return <Two first="nobody yet" />;
};

/** Who hears of it next, and how soon. */
const Next = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  if (row.state === 'resolved') return <Two first={row.resolution?.how === 'hand' ? 'resolved by hand' : 'over by itself'} />;
  if (row.good !== null) return <Two first="recovering" second={`${row.good.readings} of ${row.good.needed} good readings`} />;
  const next = row.escalation.find((step) => !step.done);
  if (next === undefined) return <Two first="–" />;
  if (next.channels.length === 0) return <Two first={next.team} second="no channel reaches them" />;
  return <Two first={next.team} second={next.at > now ? `in ${roughly(next.at - now)}` : 'is being told'} />;
};

/** What it has cost since it began; nothing is reckoned of what is not about the business. */
const AtRisk = ({ risk }: { risk: RevenueAtRisk | null }) => {
  if (risk === null) return <Two first="–" side="right" />;
  if (risk.amount === null || risk.between === null)
    return <Two first="–" second="cannot be told" side="right" title={sayRisk(risk)} />;
  const [low, high] = risk.between.map((one) => amount(one, risk.currency));
  return <Two first={amount(risk.amount, risk.currency)} second={`${low} – ${high}`} side="right" title={sayRisk(risk)} />;
};
