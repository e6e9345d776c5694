import { Plus } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { RuleRow } from '../../../preload/contract/views.js';
import { useRules } from '../../state/console.js';
import { rulePath, useGo, within } from '../../state/place.js';
import { useSorting } from '../../state/sorting.js';
import { count, plain } from '../../text/quantity.js';
import { saySentence } from '../../text/rule.js';
import { Button } from '../../ui/button.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { SearchBox } from '../../ui/field.js';
import { useListKeys } from '../../ui/list-keys.js';
import { WithPanel } from '../../ui/panel.js';
import { Empty } from '../../ui/section.js';
import { SortHeads, sortedBy } from '../../ui/sorting.js';
import { useBusy } from '../../ui/use-busy.js';
import { idOf, VirtualList } from '../../ui/virtual-list.js';
import { QualityPage } from './quality-page.js';
import { NewRule } from './rule-form.js';
import { HEADS, RULE_COLUMNS, RuleLine, VALUES } from './rule-line.js';
import { RulePanel } from './rule-panel.js';

const HEIGHT = 56;
const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** What judges comes first, then what rests until something feeds it, then what is turned off. */
const groupOf = (row: RuleRow): number => (row.enabled ? (row.health.state === 'no-source' ? 1 : 0) : 2);

const byWeight = (a: RuleRow, b: RuleRow): number =>
  groupOf(a) - groupOf(b) || RANK[a.severity] - RANK[b.severity] || (a.name < b.name ? -1 : 1);

const GROUPS = ['judging', 'waiting for a source', 'off'] as const;

const sayCounts = (rows: readonly RuleRow[]): string => {
  const counts = GROUPS.map((word, group) => ({ word, n: rows.filter((row) => groupOf(row) === group).length }));
  return [count(rows.length, 'rule'), ...counts.filter(({ n }) => n > 0).map(({ word, n }) => `${plain(n)} ${word}`)].join(
    ' · ',
  );
};

const fits = (row: RuleRow, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${row.name} ${row.id} ${row.sentence} ${saySentence(row)} ${row.category}`.toLowerCase().includes(word));

/** `chosen`: a rule's id, `+` for a new one, `=` for how good they are; null for the list alone. */
export const RulesPage = ({ chosen }: { chosen: string | null }) =>
  chosen === '=' ? <QualityPage /> : <RuleList chosen={chosen} />;

/** Every rule, and beside the list the one that is chosen. */
const RuleList = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const all = useRules();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [sorting, sort] = useSorting();
  const [isBusy, work, rest] = useBusy();
  const wanted = useMemo(
    () => sortedBy(all.filter((row) => fits(row, text)).sort(byWeight), sorting, VALUES),
    [all, text, sorting],
  );
  const rows = useCalmOrder(wanted, (row) => row.id, isBusy, `${sorting?.way} ${sorting?.by} ${text}`);
  const open = (id: string): void => go(within(rulePath(id), ['sort']));
  const close = (): void => go(within('/rules', ['sort']));
  const cursor = useListKeys({
    keys: rows.map(({ id }) => id),
    open: chosen === '+' ? null : chosen,
    search,
    onOpen: open,
    onClose: close,
  });
  return (
    <WithPanel
      list={
        <>
          <header className="flex items-center gap-3 px-5 pt-4 pb-3">
            <h1 className="text-title font-semibold">Rules</h1>
            <span className="text-faint">{sayCounts(all)}</span>
            <a href="#/rules/=" className="ml-auto text-accent hover:underline">
              How good they are
            </a>
            <Button acts="config.edit" look="primary" onClick={() => go(within('/rules/+', ['sort']))}>
              <Plus size={15} aria-hidden="true" />
              Add a rule
            </Button>
          </header>
          <div className="px-5 pb-3">
            <SearchBox
              ref={search}
              label="Filter rules"
              placeholder="Filter by name, condition or category"
              value={text}
              onText={setText}
            />
          </div>
          {rows.length === 0 ? (
            <Empty title={text === '' ? 'No rules yet' : 'No rule matches this filter'}>
              {text === '' &&
                'A rule says when a measured value is an alert. The royal-client profile brings a whole set: choose it in the settings.'}
            </Empty>
          ) : (
            <>
              <SortHeads label="Order of the rules" heads={HEADS} sorting={sorting} onSort={sort} className={RULE_COLUMNS} />
              <VirtualList
                label="Rules"
                items={rows}
                keyOf={idOf}
                rowHeight={HEIGHT}
                cursor={rows.findIndex(({ id }) => id === cursor)}
                onWork={work}
                onRest={rest}
                className="flex-1 border-t border-line"
                render={(row) => <RuleLine row={row} isOpen={row.id === chosen} hasCursor={row.id === cursor} onOpen={open} />}
              />
            </>
          )}
        </>
      }
      panel={
        chosen === '+' ? <NewRule onClose={close} /> : chosen !== null && <RulePanel key={chosen} id={chosen} onClose={close} />
      }
    />
  );
};
