import { Plus, ScanSearch } from 'lucide-react';
import { useDeferredValue, useMemo, useRef } from 'react';
import type { TargetRow } from '../../../preload/contract/views.js';
import { ViewPicker } from '../../query/views/view-picker.js';
import { useTargets, useView } from '../../state/console.js';
import { inOrder, useListQuery } from '../../state/list-query.js';
import { targetPath, useGo, within } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { useSavedView } from '../../state/saved-views.js';
import { useSorting } from '../../state/sorting.js';
import { count, plain } from '../../text/quantity.js';
import { worstFirst } from '../../text/worst-first.js';
import { Button } from '../../ui/button.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { FilterSelect, type Option, SearchBox } from '../../ui/field.js';
import { useListKeys } from '../../ui/list-keys.js';
import { WithPanel } from '../../ui/panel.js';
import { Empty } from '../../ui/section.js';
import { SortHeads, type Sorting, sortedBy } from '../../ui/sorting.js';
import { useBusy } from '../../ui/use-busy.js';
import { idOf, VirtualList } from '../../ui/virtual-list.js';
import { TargetForm } from './target-form.js';
import { HEADS, TARGET_COLUMNS, TargetLine, VALUES } from './target-line.js';
import { TargetPanel } from './target-panel.js';

const HEIGHT = { dense: 52, comfortable: 60 } as const;

/** How the list is narrowed and ordered, in the address. */
const KEYS = ['text', 'state', 'sort'] as const;

/** What stays in the address from target to target: that, and the time that was chosen in a chart. */
const KEPT = [...KEYS, 'span'];

type Standing = TargetRow['state'] | 'problem';

const STATES: readonly Option<Standing | ''>[] = [
  { value: '', label: 'Any state' },
  { value: 'down', label: 'Down' },
  { value: 'problem', label: 'Up, with a problem' },
  { value: 'up', label: 'Up and well' },
  { value: 'unknown', label: 'Not seen' },
];

const standingOf = (row: TargetRow): Standing => (row.state === 'up' && row.problem !== null ? 'problem' : row.state);

const useRows = (text: string, state: Standing | '', sorting: Sorting | null, isBusy: boolean) => {
  const all = useTargets();
  const wanted = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/);
    const fitting = all.filter(
      (row) =>
        (state === '' || standingOf(row) === state) &&
        words.every((word) =>
          `${row.name} ${row.id} ${row.url ?? ''} ${Object.values(row.labels).join(' ')}`.toLowerCase().includes(word),
        ),
    );
    return sortedBy(worstFirst(fitting), sorting, VALUES);
  }, [all, text, state, sorting]);
  return useCalmOrder(wanted, (row) => row.id, isBusy, `${sorting?.way} ${sorting?.by} ${state} ${text}`);
};

/** `shown`: how many of them the filter leaves; null: all. */
const Note = ({ shown }: { shown: number | null }) => {
  const { total, up, down, unknown } = useView((view) => view.watch.targets);
  if (total === 0) return null;
  return (
    <span className="text-faint">
      {plain(up)} of {count(total, 'target')} up{down > 0 && ` · ${plain(down)} down`}
      {unknown > 0 && ` · ${plain(unknown)} not seen`}
      {shown !== null && ` · ${plain(shown)} shown`}
    </span>
  );
};

const inTheirOrder = (query: string): string => inOrder(KEYS, query);

/** Every target, the worst first, and beside the list the one that is chosen. `chosen` is its id, or `+` for a new one. */
export const TargetsPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const density = usePreferences((preferences) => preferences.density);
  const search = useRef<HTMLInputElement>(null);
  const { asked, query, ask } = useListQuery(KEYS);
  const { text } = asked;
  const state = STATES.find(({ value }) => value === asked.state)?.value ?? '';
  const view = useSavedView('targets', query, inTheirOrder);
  const [isBusy, work, rest] = useBusy();
  // The cursor moves at once; the panel beside it follows as soon as no key waits.
  const beside = useDeferredValue(chosen);
  const [sorting, sort] = useSorting();
  const rows = useRows(text, state, sorting, isBusy);
  const isWhole = text === '' && state === '';
  const open = (id: string): void => go(within(targetPath(id), KEPT));
  const close = (): void => go(within('/targets', KEPT));
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
            <h1 className="text-title font-semibold">Targets</h1>
            <Note shown={isWhole ? null : rows.length} />
            <Button acts="site.look" className="ml-auto" onClick={() => go('/guide')}>
              <ScanSearch size={15} aria-hidden="true" />
              Look at a site
            </Button>
            <Button acts="config.edit" look="primary" onClick={() => go(within('/targets/+', KEPT))}>
              <Plus size={15} aria-hidden="true" />
              Add a target
            </Button>
          </header>
          <search className="flex flex-wrap items-center gap-2 px-5 pb-3">
            <SearchBox
              ref={search}
              label="Filter targets"
              placeholder="Filter by name, address or label"
              value={text}
              onText={(next) => ask('text', next)}
            />
            <FilterSelect label="State" options={STATES} value={state} onPick={(next) => ask('state', next)} />
          </search>
          <div className="px-5 pb-3">
            <ViewPicker page="targets" query={query} chosen={view} />
          </div>
          {rows.length === 0 ? (
            <Empty
              title={isWhole ? 'Nothing is watched yet' : 'No target matches this filter'}
              action={!isWhole && <Button onClick={() => go('/targets')}>Show all targets</Button>}
            >
              {isWhole &&
                'Let Watchroom look at your site once and propose what to watch, or add a target yourself: it is read every minute, and you are told when it fails or gets slow.'}
            </Empty>
          ) : (
            <>
              <SortHeads
                label="Order of the targets"
                heads={HEADS}
                sorting={sorting}
                onSort={sort}
                className={TARGET_COLUMNS}
              />
              <VirtualList
                label="Targets"
                items={rows}
                keyOf={idOf}
                rowHeight={HEIGHT[density]}
                cursor={rows.findIndex(({ id }) => id === cursor)}
                onWork={work}
                onRest={rest}
                className="flex-1 border-t border-line"
                render={(row) => (
                  <TargetLine row={row} isOpen={row.id === chosen} hasCursor={row.id === cursor} onOpen={open} />
                )}
              />
            </>
          )}
        </>
      }
      panel={
        beside === '+' ? (
          <TargetForm id={null} onClose={close} />
        ) : (
          beside !== null && <TargetPanel key={beside} id={beside} onClose={close} />
        )
      }
    />
  );
};
