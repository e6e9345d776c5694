import { useMemo, useRef, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { usePastAlerts } from '../../query/reads.js';
import { useAlerts } from '../../state/console.js';
import { alertPath, useGo } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { byUrgency } from '../../text/alert.js';
import { count } from '../../text/quantity.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { useKeys } from '../../ui/keys.js';
import { WithPanel } from '../../ui/panel.js';
import { useBusy } from '../../ui/use-busy.js';
import { VirtualList } from '../../ui/virtual-list.js';
import { ActionForm, type ActionKind } from './action-form.js';
import { AlertLine } from './alert-line.js';
import { AlertPanel } from './alert-panel.js';
import { type AlertFilter, fits, stageCounts } from './filter.js';
import { FilterBar } from './filter-bar.js';
import { NoAlerts } from './no-alerts.js';
import { TestButton } from './test-button.js';

const HEIGHT = { dense: 62, comfortable: 74 } as const;
const START: AlertFilter = { stage: 'open', severity: 'any', text: '' };

const useRows = (filter: AlertFilter, isBusy: boolean) => {
  const shown = useAlerts();
  const range = usePreferences((preferences) => preferences.range);
  const { data: past } = usePastAlerts(range, filter.stage === 'resolved' || filter.stage === 'all');
  const all = useMemo(() => withPast(shown, past ?? []), [shown, past]);
  const wanted = useMemo(() => all.filter((row) => fits(filter, row)).sort(byUrgency), [all, filter]);
  const rows = useCalmOrder(wanted, (row) => row.id, isBusy, JSON.stringify(filter));
  const counts = useMemo(() => stageCounts(all), [all]);
  return { all, rows, counts };
};

/** The view's alerts, and older ones that it no longer holds. Where both have one, the view knows better. */
const withPast = (shown: readonly AlertRow[], past: readonly AlertRow[]): readonly AlertRow[] => {
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...past.filter((row) => !known.has(row.id))];
};

/** Every alert, and beside the list the one that is chosen. `chosen` is an episode's id from the address. */
export const AlertsPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const density = usePreferences((preferences) => preferences.density);
  const search = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState(START);
  const [isBusy, work, rest] = useBusy();
  const [cursor, setCursor] = useState<string | null>(chosen);
  const [form, setForm] = useState<{ kind: ActionKind; row: AlertRow } | null>(null);
  const { all, rows, counts } = useRows(filter, isBusy);
  const at = rows.findIndex((row) => row.id === cursor);
  const open = (id: string): void => {
    setCursor(id);
    go(alertPath(id));
  };
  const move = (step: number): void => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    if (next === undefined) return;
    setCursor(next.id);
    work();
    if (chosen !== null) go(alertPath(next.id));
  };
  const act = (kind: ActionKind): void => {
    const row = all.find((found) => found.id === (cursor ?? chosen));
    if (row !== undefined) setForm({ kind, row });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: (event) => (event.target instanceof HTMLButtonElement ? event.target.click() : cursor !== null && open(cursor)),
    Escape: () => (chosen === null ? setCursor(null) : go('/alerts')),
    '/': () => search.current?.focus(),
    a: () => act('acknowledge'),
    r: () => act('resolve'),
    s: () => act('suppress'),
    n: () => act('note'),
  });
  return (
    <>
      <WithPanel
        list={
          <>
            <header className="flex items-center gap-3 px-5 pt-4 pb-3">
              <h1 className="text-title font-semibold">Alerts</h1>
              <span className="text-faint">{count(counts.open, 'open alert')}</span>
              <span className="ml-auto">
                <TestButton />
              </span>
            </header>
            <FilterBar filter={filter} counts={counts} onChange={setFilter} search={search} />
            {rows.length === 0 ? (
              <NoAlerts filter={filter} hasAny={counts.all > 0} onClear={() => setFilter(START)} />
            ) : (
              <VirtualList
                label="Alerts"
                items={rows}
                keyOf={(row) => row.id}
                rowHeight={HEIGHT[density]}
                cursor={at}
                onWork={work}
                onRest={rest}
                className="flex-1 border-t border-line"
                render={(row) => <AlertLine row={row} isOpen={row.id === chosen} hasCursor={row.id === cursor} onOpen={open} />}
              />
            )}
          </>
        }
        panel={
          chosen !== null && (
            <AlertPanel key={chosen} id={chosen} onAct={(kind, row) => setForm({ kind, row })} onClose={() => go('/alerts')} />
          )
        }
      />
      {form !== null && <ActionForm kind={form.kind} row={form.row} onClose={() => setForm(null)} />}
    </>
  );
};
