import { memo } from 'react';
import type { AlertRow, RevenueAtRisk, Severity } from '../../../preload/contract/views.js';
import { episodePath } from '../../state/place.js';
import { sayAlert, sayLimit, sayValue } from '../../text/alert.js';
import { names } from '../../ui/class-names.js';
import { Badge } from '../../ui/mark.js';
import { RowLink } from '../../ui/row-link.js';
import { ColumnCell, SIDES, Since } from './alert-columns.js';
import { AlertMeta } from './alert-meta.js';
import type { ListColumns } from './columns.js';
import { PickBox } from './pick-box.js';

interface LineProps {
  readonly row: AlertRow;
  readonly columns: ListColumns;
  /** It stands in a group that was opened. */
  readonly isWithin: boolean;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
  /** What it has cost; null where that is not reckoned. */
  readonly risk: RevenueAtRisk | null;
  readonly isPicked: boolean;
  readonly isAnyPicked: boolean;
  readonly onPick: (id: string, isReach: boolean) => void;
  readonly onOpen: (id: string) => void;
}

const EDGES: Readonly<Record<Severity, string>> = {
  critical: 'border-l-critical',
  warning: 'border-l-warning',
  info: 'border-l-info',
};

/** The colour at the left of a line that nobody has in hand. */
export const edgeOf = (severity: Severity): string => EDGES[severity];

const edge = (row: AlertRow): string =>
  row.state === 'resolved' || row.suppressed !== null || row.acknowledged !== null ? 'border-l-line' : edgeOf(row.severity);

/**
 * One alert as a sentence: how bad, what, the value against its limit, since when, who has it, what happens next. While one
 * scrolls, the lines that stay are not drawn again.
 */
export const AlertLine = memo(
  ({ row, columns, isOpen, isWithin, hasCursor, risk, isPicked, isAnyPicked, onPick, onOpen }: LineProps) => {
    const { tone, word } = sayAlert(row);
    return (
      <div
        className={names(
          'group relative h-full border-b border-l-[3px] border-b-line',
          edge(row),
          isOpen || isPicked ? 'bg-selected' : 'hover:bg-hover',
          hasCursor && !isOpen && 'outline-2 -outline-offset-2 outline-accent',
          hasCursor && !isOpen && !isPicked && 'bg-hover',
        )}
      >
        <RowLink
          to={episodePath(row.id)}
          isOpen={isOpen}
          hasCursor={hasCursor}
          onOpen={() => onOpen(row.id)}
          className={names('grid h-full w-full items-center py-1 text-left outline-none', SIDES, 'pl-9')}
          style={{ gridTemplateColumns: columns.template }}
        >
          <Badge tone={tone} word={word} />
          {/* In a group it stands below the group's own words. */}
          <span className={names('min-w-0', isWithin && 'pl-[23px]')}>
            <span className={names('block truncate', row.state === 'firing' ? 'font-medium' : 'text-soft')} title={row.summary}>
              {row.summary}
            </span>
            <AlertMeta row={row} risk={risk} columns={columns} />
          </span>
          {columns.shown.map((id) => (
            <ColumnCell key={id} id={id} row={row} risk={risk} />
          ))}
          {columns.isCompact && (
            <span className="text-right">
              <span className="block font-semibold">{sayValue(row)}</span>
              <span className="block text-small text-faint">
                <Since row={row} />
                <span className="sr-only">, {sayLimit(row)}</span>
              </span>
            </span>
          )}
        </RowLink>
        <PickBox id={row.id} name={row.summary} isPicked={isPicked} isAnyPicked={isAnyPicked} onPick={onPick} />
      </div>
    );
  },
);
