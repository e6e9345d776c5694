import { Plus } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { RuleRow } from '../../../preload/contract/views.js';
import { ViewPicker } from '../../query/views/view-picker.js';
import { useRules } from '../../state/console.js';
import { inOrder, useListQuery } from '../../state/list-query.js';
import { rulePath, useGo, within } from '../../state/place.js';
import { useSavedView } from '../../state/saved-views.js';
import { useSorting } from '../../state/sorting.js';
import { count, plain } from '../../text/quantity.js';
import { saySentence } from '../../text/rule.js';
import { Button } from '../../ui/button.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { FilterSelect, type Option, SearchBox } from '../../ui/field.js';
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

/** How the list is narrowed and ordered, in the address. */
const KEYS = ['text', 'severity', 'state', 'sort'] as const;

const SEVERITIES: readonly Option<RuleRow['severity'] | ''>[] = [
  { value: '', label: 'Any severity' },
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
  { value: 'info', label: 'Info' },
];

const STATES: readonly Option<string>[] = [
  { value: '', label: 'Any state' },
  { value: 'firing', label: 'Firing' },
  { value: 'judging', label: 'Judging' },
  { value: 'failed', label: 'Cannot be judged' },
  { value: 'unseen', label: 'Nothing seen yet' },
  { value: 'waiting', label: 'Waiting for a source' },
  { value: 'off', label: 'Off' },
];

/** A rule that fires judges as well. */
const isIn = (row: RuleRow, state: string): boolean => {
  switch (state) {
    case 'firing':
      return row.enabled && row.firing > 0;
    case 'judging':
      return row.enabled && row.health.state === 'ok';
    case 'failed':
      return row.enabled && row.health.state === 'failed';
    case 'unseen':
      return row.enabled && row.health.state === 'never';
    case 'waiting':
      return row.enabled && row.health.state === 'no-source';
    case 'off':
      return !row.enabled;
    default:
      return true;
  }
};

const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** What judges or is to comes first, then what rests until something feeds it, then what is turned off. */
const groupOf = (row: RuleRow): number => (row.enabled ? (row.health.state === 'no-source' ? 1 : 0) : 2);

const byWeight = (a: RuleRow, b: RuleRow): number =>
  groupOf(a) - groupOf(b) || RANK[a.severity] - RANK[b.severity] || (a.name < b.name ? -1 : 1);

/** Each rule is in one of them: what cannot be judged, or has seen nothing, is not said to judge. */
const COUNTED = [
  ['judging', 'judging'],
  ['failed', 'cannot be judged'],
  ['unseen', 'with nothing seen yet'],
  ['waiting', 'waiting for a source'],
  ['off', 'off'],
] as const;

const sayCounts = (rows: readonly RuleRow[]): string => {
  const counts = COUNTED.map(([state, word]) => ({ word, n: rows.filter((row) => isIn(row, state)).length }));
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

const inTheirOrder = (query: string): string => inOrder(KEYS, query);

const knownIn = <Value extends string>(options: readonly Option<Value>[], asked: string): Value | '' =>
  options.find(({ value }) => value === asked)?.value ?? '';

/** Every rule, and beside the list the one that is chosen. */
const RuleList = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const all = useRules();
  const search = useRef<HTMLInputElement>(null);
  const { asked, query, ask } = useListQuery(KEYS);
  const { text } = asked;
  const severity = knownIn(SEVERITIES, asked.severity);
  const state = knownIn(STATES, asked.state);
  const view = useSavedView('rules', query, inTheirOrder);
  const [sorting, sort] = useSorting();
  const [isBusy, work, rest] = useBusy();
  const wanted = useMemo(
    () =>
      sortedBy(
        all
          .filter((row) => fits(row, text) && isIn(row, state) && (severity === '' || row.severity === severity))
          .sort(byWeight),
        sorting,
        VALUES,
      ),
    [all, text, severity, state, sorting],
  );
  const rows = useCalmOrder(wanted, (row) => row.id, isBusy, `${sorting?.way} ${sorting?.by} ${severity} ${state} ${text}`);
  const isWhole = text === '' && severity === '' && state === '';
  const open = (id: string): void => go(within(rulePath(id), KEYS));
  const close = (): void => go(within('/rules', KEYS));
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
            <span className="text-faint">
              {sayCounts(all)}
              {!isWhole && ` · ${plain(rows.length)} shown`}
            </span>
            <a href="#/rules/=" className="ml-auto shrink-0 text-accent hover:underline">
              How good they are
            </a>
            <Button acts="config.edit" look="primary" onClick={() => go(within('/rules/+', KEYS))}>
              <Plus size={15} aria-hidden="true" />
              Add a rule
            </Button>
          </header>
          <search className="flex flex-wrap items-center gap-2 px-5 pb-3">
            <SearchBox
              ref={search}
              label="Filter rules"
              placeholder="Filter by name, condition or category"
              value={text}
              onText={(next) => ask('text', next)}
            />
            <FilterSelect label="Severity" options={SEVERITIES} value={severity} onPick={(next) => ask('severity', next)} />
            <FilterSelect label="State" options={STATES} value={state} onPick={(next) => ask('state', next)} />
          </search>
          <div className="px-5 pb-3">
            <ViewPicker page="rules" query={query} chosen={view} />
          </div>
          {rows.length === 0 ? (
            <Empty
              title={isWhole ? 'No rules yet' : 'No rule matches this filter'}
              action={!isWhole && <Button onClick={() => go('/rules')}>Show all rules</Button>}
            >
              {isWhole &&
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
