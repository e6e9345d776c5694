import { memo } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { sayAlert, sayHolder, sayLabels, sayLimit, sayNext, sayValue } from '../../text/alert.js';
import { useNow } from '../../text/now.js';
import { saySeverity } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { Badge } from '../../ui/mark.js';
import { useCursorFocus } from '../../ui/use-cursor-focus.js';

interface LineProps {
  readonly row: AlertRow;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
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
  const now = useNow();
  const next = sayNext(row, now);
  const labels = sayLabels(row.labels);
  return (
    <span className="block truncate text-small text-faint">
      {row.isTest && 'Test · '}
      {row.state === 'firing' ? (
        <span className={row.acknowledged === null && row.suppressed === null ? 'font-medium text-soft' : undefined}>
          {sayHolder(row, now)}
        </span>
      ) : (
        <span>was {saySeverity(row.severity).word.toLowerCase()}</span>
      )}
      {next !== null && ` · ${next}`} · {row.name}
      {labels !== '' && ` · ${labels}`}
    </span>
  );
};

/** One alert as a sentence: how bad, what, the value against its limit, since when, who has it, what happens next. While one scrolls, the lines that stay are not drawn again. */
export const AlertLine = memo(({ row, isOpen, hasCursor, onOpen }: LineProps) => {
  const button = useCursorFocus(hasCursor);
  const { tone, word } = sayAlert(row);
  return (
    <button
      ref={button}
      type="button"
      tabIndex={hasCursor ? 0 : -1}
      aria-current={isOpen || undefined}
      onClick={() => onOpen(row.id)}
      className={names(
        'grid h-full w-full grid-cols-[6.5rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-l-[3px] border-b-line py-1 pr-5 pl-4 text-left',
        edge(row),
        isOpen ? 'bg-selected' : 'hover:bg-hover',
        hasCursor && !isOpen && 'bg-hover outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <Badge tone={tone} word={word} />
      <span className="min-w-0">
        <span className={names('block truncate', row.state === 'firing' ? 'font-medium' : 'text-soft')} title={row.summary}>
          {row.summary}
        </span>
        <Meta row={row} />
      </span>
      <span className="text-right">
        <span className="block font-semibold">{sayValue(row)}</span>
        <span className="block text-small text-faint">
          {row.state === 'resolved' && row.resolvedAt !== null ? <Ago at={row.resolvedAt} /> : <Ago at={row.startedAt} />}
          <span className="sr-only">, {sayLimit(row)}</span>
        </span>
      </span>
    </button>
  );
});
