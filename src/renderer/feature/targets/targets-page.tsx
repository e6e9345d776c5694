import { Plus, ScanSearch } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTargets, useView } from '../../state/console.js';
import { targetPath, useGo, within } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { useSorting } from '../../state/sorting.js';
import { count, plain } from '../../text/quantity.js';
import { worstFirst } from '../../text/worst-first.js';
import { Button } from '../../ui/button.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { SearchBox } from '../../ui/field.js';
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

/** What stays in the address from target to target: the order of the list and the time that was chosen in a chart. */
const KEPT = ['sort', 'span'] as const;

const useRows = (text: string, sorting: Sorting | null, isBusy: boolean) => {
  const all = useTargets();
  const wanted = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/);
    const fitting = all.filter((row) =>
      words.every((word) =>
        `${row.name} ${row.id} ${row.url ?? ''} ${Object.values(row.labels).join(' ')}`.toLowerCase().includes(word),
      ),
    );
    return sortedBy(worstFirst(fitting), sorting, VALUES);
  }, [all, text, sorting]);
  return useCalmOrder(wanted, (row) => row.id, isBusy, `${sorting?.way} ${sorting?.by} ${text}`);
};

const Note = () => {
  const { total, up, down, unknown } = useView((view) => view.watch.targets);
  if (total === 0) return null;
  return (
    <span className="text-faint">
      {plain(up)} of {count(total, 'target')} up{down > 0 && ` · ${plain(down)} down`}
      {unknown > 0 && ` · ${plain(unknown)} not seen`}
    </span>
  );
};

/** Every target, the worst first, and beside the list the one that is chosen. `chosen` is its id, or `+` for a new one. */
export const TargetsPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const density = usePreferences((preferences) => preferences.density);
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isBusy, work, rest] = useBusy();
  // The cursor moves at once; the panel beside it follows as soon as no key waits.
  const beside = useDeferredValue(chosen);
  const [sorting, sort] = useSorting();
  const rows = useRows(text, sorting, isBusy);
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
            <Note />
            <Button acts="site.look" className="ml-auto" onClick={() => go('/guide')}>
              <ScanSearch size={15} aria-hidden="true" />
              Look at a site
            </Button>
            <Button acts="config.edit" look="primary" onClick={() => go(within('/targets/+', KEPT))}>
              <Plus size={15} aria-hidden="true" />
              Add a target
            </Button>
          </header>
          <div className="px-5 pb-3">
            <SearchBox
              ref={search}
              label="Filter targets"
              placeholder="Filter by name, address or label"
              value={text}
              onText={setText}
            />
          </div>
          {rows.length === 0 ? (
            <Empty title={text === '' ? 'Nothing is watched yet' : 'No target matches this filter'}>
              {text === '' &&
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
