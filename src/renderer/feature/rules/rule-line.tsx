import type { RuleRow } from '../../../preload/contract/views.js';
import { count } from '../../text/quantity.js';
import { sayHealth, saySentence } from '../../text/rule.js';
import { saySeverity } from '../../text/states.js';
import { names } from '../../ui/class-names.js';
import { Badge, Mark } from '../../ui/mark.js';
import { useCursorFocus } from '../../ui/use-cursor-focus.js';

interface LineProps {
  readonly row: RuleRow;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
  readonly onOpen: (id: string) => void;
}

/** One rule: how bad a breach is, its condition as a sentence, and whether it works. */
export const RuleLine = ({ row, isOpen, hasCursor, onOpen }: LineProps) => {
  const button = useCursorFocus(hasCursor);
  return (
    <button
      ref={button}
      type="button"
      tabIndex={hasCursor ? 0 : -1}
      aria-current={isOpen || undefined}
      onClick={() => onOpen(row.id)}
      className={names(
        'grid h-full w-full grid-cols-[6rem_minmax(0,1fr)_9.5rem] items-center gap-x-3 border-b border-line px-5 text-left',
        isOpen ? 'bg-selected' : 'hover:bg-hover',
        // Within the row: a ring around it would be cut off by the list.
        '-outline-offset-2',
        hasCursor && !isOpen && 'bg-hover outline-2 outline-accent',
      )}
    >
      <Badge tone={row.enabled ? saySeverity(row.severity).tone : 'neutral'} word={saySeverity(row.severity).word} />
      <span className="min-w-0 leading-tight">
        <span className={names('block truncate font-medium', !row.enabled && 'text-soft')} title={row.name}>
          {row.name}
        </span>
        <span className="block truncate text-small text-faint" title={row.sentence}>
          {saySentence(row)}
        </span>
      </span>
      <span className="flex flex-col items-end leading-tight">
        <Mark {...sayHealth(row)} />
        <span className="text-small text-faint">{count(row.series, 'series', 'series')}</span>
      </span>
    </button>
  );
};
