import { useEffect, useMemo, useRef, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { usePastAlerts } from '../../query/reads.js';
import { useAlerts } from '../../state/console.js';
import { alertPath, useGo, usePlaceQuery } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { selectAlert } from '../../state/selection.js';
import { count, plain } from '../../text/quantity.js';
import { useZone } from '../../text/zone.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { useFixed } from '../../ui/fixed.js';
import { useKeys } from '../../ui/keys.js';
import { WithPanel } from '../../ui/panel.js';
import { toast } from '../../ui/toast.js';
import { useBusy } from '../../ui/use-busy.js';
import { VirtualList } from '../../ui/virtual-list.js';
import { ActionForm, type ActionKind } from './action-form.js';
import { AlertLine } from './alert-line.js';
import { AlertPanel } from './alert-panel.js';
import { copyAlert } from './copy-alert.js';
import { type AlertFilter, arranged, START, stageCounts } from './filter.js';
import { FilterBar } from './filter-bar.js';
import { GoneLabels } from './gone-labels.js';
import { withHeadings } from './grouped.js';
import { NoAlerts } from './no-alerts.js';
import { AlertsOnPaper } from './on-paper.js';
import { TestButton } from './test-button.js';
import { ViewBar } from './view-bar.js';
import { readQuery, withQuery, writeQuery } from './view-query.js';

const HEIGHT = { dense: 62, comfortable: 74 } as const;
const HEADING = 32;

const useRows = (filter: AlertFilter, isBusy: boolean) => {
  const shown = useAlerts();
  const range = usePreferences((preferences) => preferences.range);
  const { data: past } = usePastAlerts(range, filter.stage === 'resolved' || filter.stage === 'all');
  const all = useMemo(() => withPast(shown, past ?? []), [shown, past]);
  const scope = writeQuery(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scope says all of the filter
  const wanted = useMemo(() => arranged(filter, all), [all, scope]);
  const rows = useCalmOrder(wanted, (row) => row.id, isBusy, scope);
  const items = useMemo(() => withHeadings(rows, filter.group), [rows, filter.group]);
  const counts = useMemo(() => stageCounts(all), [all]);
  const labels = useMemo(() => [...new Set(all.flatMap((row) => Object.keys(row.labels)))].sort(), [all]);
  return { all, rows, items, counts, labels };
};

/** The view's alerts, and older ones that it no longer holds. Where both have one, the view knows better. */
const withPast = (shown: readonly AlertRow[], past: readonly AlertRow[]): readonly AlertRow[] => {
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...past.filter((row) => !known.has(row.id))];
};

const here = (chosen: string | null): string => (chosen === null ? '/alerts' : alertPath(chosen));

const Heading = ({ text, n }: { text: string; n: number }) => (
  <h2 className="flex h-full items-center gap-2 border-b border-line bg-sunken px-5 text-small font-semibold">
    <span className="truncate">{text}</span>
    <span className="font-normal text-faint">{plain(n)}</span>
  </h2>
);

/** Every alert, and beside the list the one that is chosen. `chosen` is an episode's id from the address. */
export const AlertsPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const zone = useZone();
  const density = usePreferences((preferences) => preferences.density);
  const fixed = useFixed();
  const search = useRef<HTMLInputElement>(null);
  const query = usePlaceQuery();
  const filter = readQuery(query);
  const setFilter = (next: AlertFilter): void => go(withQuery(here(chosen), writeQuery(next)), { replace: true });
  const [isBusy, work, rest] = useBusy();
  const [cursor, setCursor] = useState<string | null>(chosen);
  const [form, setForm] = useState<{ kind: ActionKind; row: AlertRow } | null>(null);
  const { all, rows, items, counts, labels } = useRows(filter, isBusy);
  const at = rows.findIndex((row) => row.id === cursor);
  const open = (id: string): void => {
    setCursor(id);
    go(withQuery(alertPath(id), query));
  };
  const close = (): void => go(withQuery('/alerts', query));
  const move = (step: number): void => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    if (next === undefined) return;
    setCursor(next.id);
    work();
    if (chosen !== null) go(withQuery(alertPath(next.id), query));
  };
  const selected = all.find((found) => found.id === (cursor ?? chosen));
  useEffect(() => selectAlert(selected?.id ?? null), [selected?.id]);
  useEffect(() => () => selectAlert(null), []);
  // An alert that is opened from elsewhere, by a pop-up or the palette, is the one that the keys act on.
  useEffect(() => {
    if (chosen !== null) setCursor(chosen);
  }, [chosen]);
  const act = (kind: ActionKind): void => {
    if (fixed !== null) toast({ tone: 'info', text: fixed });
    else if (selected !== undefined) setForm({ kind, row: selected });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: (event) => (event.target instanceof HTMLButtonElement ? event.target.click() : cursor !== null && open(cursor)),
    Escape: () => (chosen === null ? setCursor(null) : close()),
    '/': () => search.current?.focus(),
    a: () => act('acknowledge'),
    r: () => act('resolve'),
    s: () => act('suppress'),
    e: () => act('escalate'),
    n: () => act('note'),
    c: () => selected !== undefined && void copyAlert(selected, zone),
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
            <AlertsOnPaper rows={rows} filter={filter.text} />
            <div className="contents print:hidden">
              <FilterBar filter={filter} counts={counts} onChange={setFilter} search={search} />
              <ViewBar filter={filter} labels={labels} onChange={setFilter} />
              <GoneLabels filter={filter} alerts={all} />
              {rows.length === 0 ? (
                <NoAlerts filter={filter} hasAny={counts.all > 0} onClear={() => setFilter(START)} />
              ) : (
                <VirtualList
                  label="Alerts"
                  items={items}
                  keyOf={(item) => item.id}
                  rowHeight={HEIGHT[density]}
                  heightOf={(item) => (item.kind === 'heading' ? HEADING : HEIGHT[density])}
                  cursor={items.findIndex((item) => item.kind === 'alert' && item.id === cursor)}
                  onWork={work}
                  onRest={rest}
                  className="flex-1 border-t border-line"
                  render={(item) =>
                    item.kind === 'heading' ? (
                      <Heading text={item.text} n={item.n} />
                    ) : (
                      <AlertLine row={item.row} isOpen={item.id === chosen} hasCursor={item.id === cursor} onOpen={open} />
                    )
                  }
                />
              )}
            </div>
          </>
        }
        panel={
          chosen !== null && (
            <AlertPanel key={chosen} id={chosen} onAct={(kind, row) => setForm({ kind, row })} onClose={close} />
          )
        }
      />
      {form !== null && <ActionForm kind={form.kind} row={form.row} onClose={() => setForm(null)} />}
    </>
  );
};
