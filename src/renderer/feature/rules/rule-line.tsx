import type { RuleRow } from '../../../preload/contract/views.js';
import { rulePath } from '../../state/place.js';
import { count } from '../../text/quantity.js';
import { sayHealth, saySentence } from '../../text/rule.js';
import { saySeverity } from '../../text/states.js';
import { names } from '../../ui/class-names.js';
import { Badge, Mark } from '../../ui/mark.js';
import { ListRow } from '../../ui/row-link.js';
import type { SortHead } from '../../ui/sorting.js';

/** The columns of a line and of the heads above. */
export const RULE_COLUMNS = 'grid-cols-[6rem_minmax(0,1fr)_9.5rem] gap-x-3 px-5';

/** By what the list can be sorted, over the column that says it. */
export const HEADS: readonly SortHead[] = [
  { id: 'severity', name: 'Severity', starts: 'down' },
  { id: 'name', name: 'Rule', starts: 'up' },
  { id: 'state', name: 'State', starts: 'down', side: 'right' },
];

const WEIGHTS: Readonly<Record<RuleRow['severity'], number>> = { critical: 2, warning: 1, info: 0 };
const TROUBLE: Readonly<Record<RuleRow['health']['state'], number>> = { failed: 4, never: 3, 'no-source': 2, ok: 1 };

/** What each head sorts by: what is worst, or in most trouble, first. */
export const VALUES: Readonly<Record<string, (row: RuleRow) => string | number>> = {
  severity: ({ severity }) => WEIGHTS[severity],
  name: ({ name }) => name,
  state: ({ enabled, health }) => (enabled ? TROUBLE[health.state] : 0),
};

interface LineProps {
  readonly row: RuleRow;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
  readonly onOpen: (id: string) => void;
}

/** One rule: how bad a breach is, its condition as a sentence, and whether it works. */
export const RuleLine = ({ row, isOpen, hasCursor, onOpen }: LineProps) => {
  return (
    <ListRow to={rulePath(row.id)} isOpen={isOpen} hasCursor={hasCursor} onOpen={() => onOpen(row.id)} columns={RULE_COLUMNS}>
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
    </ListRow>
  );
};
