import { memo } from 'react';
import type { AlertRow, RevenueAtRisk } from '../../../preload/contract/views.js';
import { sayAlert, sayHolder, sayLabels, sayLimit, sayNext, sayValue } from '../../text/alert.js';
import { useNow } from '../../text/now.js';
import { saySeverity } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { Badge } from '../../ui/mark.js';
import { useCursorFocus } from '../../ui/use-cursor-focus.js';
import { AtRisk, COLUMNS, Holder, NARROW, Next, Value, WIDE } from './alert-columns.js';

interface LineProps {
  readonly row: AlertRow;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
  /** What it has cost; null where that is not reckoned. */
  readonly risk: RevenueAtRisk | null;
  readonly isPicked: boolean;
  readonly isAnyPicked: boolean;
  readonly onPick: (id: string, isReach: boolean) => void;
  readonly onOpen: (id: string) => void;
}

const EDGES: Readonly<Record<string, string>> = {
  critical: 'border-l-critical',
  warning: 'border-l-warning',
  info: 'border-l-info',
};

const edge = (row: AlertRow): string =>
  row.state === 'resolved' || row.suppressed !== null || row.acknowledged !== null
    ? 'border-l-line'
    : (EDGES[row.severity] ?? '');

const Meta = ({ row }: { row: AlertRow }) => {
  const labels = sayLabels(row.labels);
  return (
    <span className="block truncate text-small text-faint">
      {row.isTest && 'Test · '}
      <span className={NARROW}>
        <Course row={row} />
        {' · '}
      </span>
      <span className={WIDE.replace('block', 'inline')}>
        {row.state === 'resolved' && `was ${saySeverity(row.severity).word.toLowerCase()} · `}
      </span>
      {row.name}
      {labels !== '' && ` · ${labels}`}
    </span>
  );
};

/** Who has it and what comes next, in words; in a wide list columns say it. */
const Course = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const next = sayNext(row, now);
  return (
    <>
      {row.state === 'firing' ? (
        <span className={row.acknowledged === null && row.suppressed === null ? 'font-medium text-soft' : undefined}>
          {sayHolder(row, now)}
        </span>
      ) : (
        <span>was {saySeverity(row.severity).word.toLowerCase()}</span>
      )}
      {next !== null && ` · ${next}`}
    </>
  );
};

/**
 * One alert as a sentence: how bad, what, the value against its limit, since when, who has it, what happens next. While one
 * scrolls, the lines that stay are not drawn again.
 */
export const AlertLine = memo(({ row, isOpen, hasCursor, risk, isPicked, isAnyPicked, onPick, onOpen }: LineProps) => {
  const button = useCursorFocus(hasCursor);
  const { tone, word } = sayAlert(row);
  return (
    <div
      className={names(
        '@container group relative h-full border-b border-l-[3px] border-b-line',
        edge(row),
        isOpen || isPicked ? 'bg-selected' : 'hover:bg-hover',
        hasCursor && !isOpen && 'outline-2 -outline-offset-2 outline-accent',
        hasCursor && !isOpen && !isPicked && 'bg-hover',
      )}
    >
      <button
        ref={button}
        type="button"
        tabIndex={hasCursor ? 0 : -1}
        aria-current={isOpen || undefined}
        onClick={() => onOpen(row.id)}
        className={names('grid h-full w-full items-center py-1 pr-5 pl-9 text-left outline-none', COLUMNS)}
      >
        <Badge tone={tone} word={word} />
        <span className="min-w-0">
          <span className={names('block truncate', row.state === 'firing' ? 'font-medium' : 'text-soft')} title={row.summary}>
            {row.summary}
          </span>
          <Meta row={row} />
        </span>
        <Value row={row} />
        <Holder row={row} />
        <Next row={row} />
        <AtRisk risk={risk} />
        <span className="text-right">
          <span className={names('block font-semibold', NARROW)}>{sayValue(row)}</span>
          <span className="block text-small text-faint">
            {row.state === 'resolved' && row.resolvedAt !== null ? <Ago at={row.resolvedAt} /> : <Ago at={row.startedAt} />}
            <span className={names('sr-only', NARROW)}>, {sayLimit(row)}</span>
          </span>
        </span>
      </button>
      <PickBox row={row} isPicked={isPicked} isAnyPicked={isAnyPicked} onPick={onPick} />
    </div>
  );
});

/** Picks the alert, to act on several at once. Out of sight until the pointer is on the row, or something is picked. */
const PickBox = ({ row, isPicked, isAnyPicked, onPick }: Pick<LineProps, 'row' | 'isPicked' | 'isAnyPicked' | 'onPick'>) => (
  <label
    className={names(
      'absolute inset-y-0 left-0 flex w-9 cursor-pointer items-center justify-center',
      !isAnyPicked && 'opacity-0 focus-within:opacity-100 group-hover:opacity-100',
    )}
  >
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={`Pick: ${row.summary}`}
      checked={isPicked}
      onClick={(event) => onPick(row.id, event.shiftKey)}
      onChange={() => undefined}
      className="size-4 accent-(--accent-fill)"
    />
  </label>
);
