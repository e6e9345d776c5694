import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useAlertsAtRisk } from '../../query/at-risk.js';
import { alertPath, episodePath, useGo, usePlaceQuery, within } from '../../state/place.js';
import { selectAlert } from '../../state/selection.js';
import { count } from '../../text/quantity.js';
import { useWhyNot } from '../../ui/fixed.js';
import { useKeys } from '../../ui/keys.js';
import { WithPanel } from '../../ui/panel.js';
import { toast } from '../../ui/toast.js';
import { useBusy } from '../../ui/use-busy.js';
import { useSteady } from '../../ui/use-steady.js';
import type { ActionKind } from './act.js';
import { ActionForm } from './action-form.js';
import { AlertList } from './alert-list.js';
import { AlertPanel } from './alert-panel.js';
import { useChosenColumns } from './chosen-columns.js';
import { useCopyAlert, useCopyLink } from './copy-alert.js';
import { type AlertFilter, isHeld, START } from './filter.js';
import { FilterBar } from './filter-bar.js';
import type { Fold } from './folds.js';
import { GoneLabels } from './gone-labels.js';
import { NoAlerts } from './no-alerts.js';
import { AlertsOnPaper } from './on-paper.js';
import { usePicked } from './picked.js';
import { PickedBar } from './picked-bar.js';
import { useRows } from './rows.js';
import { TestButton } from './test-button.js';
import { useAsked } from './use-asked.js';
import { useOpened, useWalk } from './use-walk.js';
import { ViewBar } from './view-bar.js';
import { readQuery, withQuery, writeQuery } from './view-query.js';

const here = (chosen: string | null): string => (chosen === null ? '/alerts' : alertPath(chosen));

/** Every alert, and beside the list the one that is chosen. `chosen` is an episode's id from the address. */
export const AlertsPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const whyNot = useWhyNot();
  const copyAlert = useCopyAlert();
  const copyLink = useCopyLink();
  const search = useRef<HTMLInputElement>(null);
  const query = usePlaceQuery();
  const filter = readQuery(query);
  const setFilter = (next: AlertFilter): void =>
    go(within(withQuery(here(chosen), writeQuery(next)), ['span']), { replace: true });
  const chosenColumns = useChosenColumns(filter, setFilter);
  const [isBusy, work, rest] = useBusy();
  // The cursor moves at once; the panel beside it follows as soon as no key waits.
  const beside = useDeferredValue(chosen);
  const { form, ask, closeForm } = useAsked(work);
  const isAtWork = isBusy || form !== null;
  const { opened, toggle } = useOpened();
  const { all, rows, items, counts, labels } = useRows(filter, isAtWork, opened);
  const picked = usePicked(rows);
  const risks = useAlertsAtRisk();
  const walk = useWalk({ items, chosen, isResting: !isAtWork, onWork: work, toggle });
  const { cursor, line } = walk;
  const open = useSteady((id: string): void => {
    walk.stand(id);
    go(withQuery(alertPath(id), query));
  });
  const close = (): void => go(withQuery('/alerts', query));
  const move = (step: number): void => {
    const next = walk.move(step);
    if (chosen !== null && next?.kind === 'alert') go(withQuery(alertPath(next.id), query));
  };
  const at = cursor ?? chosen;
  const standing = line?.kind === 'alert' && line.id === at ? line.row : null;
  const selected = useMemo(() => standing ?? all.find((found) => found.id === at), [standing, all, at]);
  useEffect(() => selectAlert(selected?.id ?? null), [selected?.id]);
  useEffect(() => () => selectAlert(null), []);
  // Once the rows stand in their true order again, what was taken in hand lies far below: the next key begins with what is worst.
  const isInHand = line?.kind === 'fold' ? line.fold.rows.every(isHeld) : selected !== undefined && isHeld(selected);
  const hasSunk = filter.sort === 'urgency' && filter.stage === 'open' && walk.hasSunk && isInHand;
  useEffect(() => {
    if (!isAtWork && chosen === null && hasSunk) walk.leave();
  });
  const pick = useSteady((id: string, isReach: boolean): void => {
    const found = items.find((item) => item.id === id);
    picked.pick(found?.kind === 'fold' ? found.fold.rows.map((row) => row.id) : [id], isReach);
  });
  const act = (kind: ActionKind): void => {
    work();
    const fixed = whyNot(`alert.${kind}`);
    if (fixed !== null) toast({ tone: 'info', text: fixed });
    else if (picked.rows.length > 0 && kind === 'escalate')
      toast({ tone: 'info', text: 'Escalating wakes people: it is done to one alert at a time. Pick none (Esc) first.' });
    else if (picked.rows.length > 0) ask({ kind, rows: picked.rows, onDone: picked.clear });
    else if (line?.kind === 'fold' && kind === 'escalate')
      toast({ tone: 'info', text: 'Escalating wakes people: it is done to one alert at a time. Open the group first.' });
    else if (line?.kind === 'fold') ask({ kind, rows: line.fold.rows });
    else if (selected !== undefined) ask({ kind, rows: [selected] });
  };
  const actOnGroup = (kind: ActionKind, { rows: members }: Fold): void => {
    work();
    ask({ kind, rows: members });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ArrowRight: walk.into,
    ArrowLeft: walk.outOf,
    Enter: (event) => {
      if (event.target instanceof HTMLButtonElement) event.target.click();
      else if (line?.kind === 'fold') walk.turn(line.id);
      else if (cursor !== null) open(cursor);
    },
    Escape: () => (picked.rows.length > 0 ? picked.clear() : chosen === null ? walk.leave() : close()),
    x: () => cursor !== null && pick(cursor, false),
    X: () => cursor !== null && pick(cursor, true),
    '/': () => search.current?.focus(),
    a: () => act('acknowledge'),
    r: () => act('resolve'),
    s: () => act('suppress'),
    e: () => act('escalate'),
    n: () => act('note'),
    c: () => selected !== undefined && copyAlert(selected),
    C: () => selected !== undefined && copyLink(selected.id),
    f: () => selected !== undefined && go(withQuery(episodePath(selected.id), query)),
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
                <NoAlerts
                  filter={filter}
                  hasAny={counts.all > 0}
                  onClear={() => setFilter({ ...START, columns: filter.columns })}
                />
              ) : (
                <>
                  <AlertList
                    items={items}
                    chosenColumns={chosenColumns}
                    chosen={chosen}
                    cursor={cursor}
                    risks={risks}
                    picked={picked}
                    onPick={pick}
                    onOpen={open}
                    onToggle={walk.turn}
                    onAct={actOnGroup}
                    onWork={work}
                    onRest={rest}
                  />
                  {picked.rows.length > 0 && <PickedBar picked={picked} onAct={act} />}
                </>
              )}
            </div>
          </>
        }
        panel={
          beside !== null && (
            <AlertPanel key={beside} id={beside} onAct={(kind, row) => ask({ kind, rows: [row] })} onClose={close} />
          )
        }
      />
      {form !== null && <ActionForm key={form.n} {...form.asked} onClose={() => closeForm(form)} />}
    </>
  );
};
