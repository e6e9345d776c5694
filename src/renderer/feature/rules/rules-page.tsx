import { Plus } from 'lucide-react';
import { ItemList } from '../../query/views/item-list.js';
import { useItemList } from '../../query/views/use-item-list.js';
import { useRules } from '../../state/console.js';
import { inOrder, useListQuery } from '../../state/list-query.js';
import { useSavedView } from '../../state/saved-views.js';
import { plain } from '../../text/quantity.js';
import { Button } from '../../ui/button.js';
import { FilterSelect } from '../../ui/field.js';
import { WithPanel } from '../../ui/panel.js';
import { readFilter, SEVERITIES, STATES, sayCounts, useFittingRules } from './filter.js';
import { QualityPage } from './quality-page.js';
import { NewRule } from './rule-form.js';
import { HEADS, RULE_COLUMNS, RuleLine, VALUES } from './rule-line.js';
import { RulePanel } from './rule-panel.js';

const HEIGHT = 56;

/** How the list is narrowed and ordered, in the address. */
const KEYS = ['text', 'severity', 'state', 'sort'] as const;

const NONE = {
  title: 'No rules yet',
  text: 'A rule says when a measured value is an alert. The royal-client profile brings a whole set: choose it in the settings.',
};

/** `chosen`: a rule's id, `+` for a new one, `=` for how good they are; null for the list alone. */
export const RulesPage = ({ chosen }: { chosen: string | null }) =>
  chosen === '=' ? <QualityPage /> : <RuleList chosen={chosen} />;

const inTheirOrder = (query: string): string => inOrder(KEYS, query);

/** Every rule, and beside the list the one that is chosen. */
const RuleList = ({ chosen }: { chosen: string | null }) => {
  const all = useRules();
  const { asked, query, ask } = useListQuery(KEYS);
  const filter = readFilter(asked);
  const { text, severity, state } = filter;
  const isNarrowed = text !== '' || severity !== '' || state !== '';
  const fitting = useFittingRules(all, filter);
  const list = useItemList({
    page: 'rules',
    chosen,
    fitting,
    asked: `${severity} ${state} ${text}`,
    values: VALUES,
    kept: KEYS,
  });
  const view = useSavedView('rules', query, inTheirOrder);
  return (
    <WithPanel
      list={
        <ItemList
          page="rules"
          title="Rules"
          words={['rules', 'rule']}
          note={
            <span className="text-faint">
              {sayCounts(all)}
              {isNarrowed && ` · ${plain(list.rows.length)} shown`}
            </span>
          }
          actions={<Actions onAdd={list.add} />}
          list={list}
          text={text}
          placeholder="Filter by name, condition or category"
          onText={(next) => ask('text', next)}
          filters={
            <>
              <FilterSelect label="Severity" options={SEVERITIES} value={severity} onPick={(next) => ask('severity', next)} />
              <FilterSelect label="State" options={STATES} value={state} onPick={(next) => ask('state', next)} />
            </>
          }
          isNarrowed={isNarrowed}
          query={query}
          view={view}
          empty={NONE}
          heads={HEADS}
          columns={RULE_COLUMNS}
          rowHeight={HEIGHT}
          line={(row, hasCursor) => <RuleLine row={row} isOpen={row.id === chosen} hasCursor={hasCursor} onOpen={list.open} />}
        />
      }
      panel={<Beside chosen={chosen} onClose={list.close} />}
    />
  );
};

const Actions = ({ onAdd }: { onAdd: () => void }) => (
  <>
    <a href="#/rules/=" className="ml-auto shrink-0 text-accent hover:underline">
      How good they are
    </a>
    <Button acts="config.edit" look="primary" onClick={onAdd}>
      <Plus size={15} aria-hidden="true" />
      Add a rule
    </Button>
  </>
);

const Beside = ({ chosen, onClose }: { chosen: string | null; onClose: () => void }) => {
  if (chosen === null) return null;
  return chosen === '+' ? <NewRule onClose={onClose} /> : <RulePanel key={chosen} id={chosen} onClose={onClose} />;
};
