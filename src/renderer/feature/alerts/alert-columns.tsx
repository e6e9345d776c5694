import type { AlertRow, RevenueAtRisk } from '../../../preload/contract/views.js';
import { sayLimit, sayValue } from '../../text/alert.js';
import { amount, sayRisk } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { roughly } from '../../text/time.js';

/** The columns of a wide list, of the same width in every row; a narrow one says the same in two lines. */
export const COLUMNS =
  'grid-cols-[6.5rem_minmax(0,1fr)_auto] gap-x-3 @min-[62rem]:gap-x-4 @min-[62rem]:grid-cols-[6.5rem_minmax(0,1fr)_7rem_8.5rem_8.5rem_7rem_5.5rem]';

/** Shown in a wide list alone. */
export const WIDE = 'hidden @min-[62rem]:block';
/** Shown in a narrow list alone. */
export const NARROW = '@min-[62rem]:hidden';

/** What stands in the columns. Every row says it in words of its own. */
export const ColumnHeads = () => (
  <div className="@container border-t border-l-[3px] border-t-line border-l-transparent" aria-hidden="true">
    <div className={`label hidden pt-2 pr-5 pb-1.5 pl-9 @min-[62rem]:grid ${COLUMNS}`}>
      <span>Severity</span>
      <span>Alert</span>
      <span className="text-right">Value</span>
      <span>Who has it</span>
      <span>Next</span>
      <span className="text-right">At risk</span>
      <span className="text-right">Since</span>
    </div>
  </div>
);

const Two = ({ first, second, side, title }: { first: string; second?: string; side?: 'right'; title?: string }) => (
  <span className={`${WIDE} min-w-0 ${side === 'right' ? 'text-right' : ''}`} title={title}>
    <span className="block truncate">{first}</span>
    <span className="block truncate text-small text-faint">{second ?? '\u00a0'}</span>
  </span>
);

export const Value = ({ row }: { row: AlertRow }) => (
  <span className={`${WIDE} min-w-0 text-right`}>
    <span className="block truncate font-semibold">{sayValue(row)}</span>
    <span className="block truncate text-small text-faint">{sayLimit(row)}</span>
  </span>
);

export const Holder = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  if (row.suppressed !== null)
    return <Two first={row.suppressed.by} second={`suppressed, ${roughly(Math.max(0, row.suppressed.until - now))} left`} />;
  if (row.acknowledged !== null)
    return <Two first={row.acknowledged.by} second={`for ${roughly(Math.max(0, now - row.acknowledged.at))}`} />;
  if (row.state === 'resolved') return <Two first={row.resolution?.by ?? '–'} />;
  return <Two first="nobody yet" />;
};

/** Who hears of it next, and how soon. */
export const Next = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  if (row.state === 'resolved') return <Two first={row.resolution?.how === 'hand' ? 'resolved by hand' : 'over by itself'} />;
  if (row.good !== null) return <Two first="recovering" second={`${row.good.readings} of ${row.good.needed} good readings`} />;
  const next = row.escalation.find((step) => !step.done);
  if (next === undefined) return <Two first="–" />;
  if (next.channels.length === 0) return <Two first={next.team} second="no channel reaches them" />;
  return <Two first={next.team} second={next.at > now ? `in ${roughly(next.at - now)}` : 'is being told'} />;
};

/** What it has cost since it began; nothing is reckoned of what is not about the business. */
export const AtRisk = ({ risk }: { risk: RevenueAtRisk | null }) => {
  if (risk === null) return <Two first="–" side="right" />;
  if (risk.amount === null || risk.between === null)
    return <Two first="–" second="cannot be told" side="right" title={sayRisk(risk)} />;
  const [low, high] = risk.between.map((one) => amount(one, risk.currency));
  return <Two first={amount(risk.amount, risk.currency)} second={`${low} – ${high}`} side="right" title={sayRisk(risk)} />;
};
