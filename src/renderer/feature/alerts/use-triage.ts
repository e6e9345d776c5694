import { useEffect, useRef } from 'react';
import { useAlertsAtRisk } from '../../query/at-risk.js';
import { alertPath, go, usePlaceQuery, within } from '../../state/place.js';
import { useBusy } from '../../ui/use-busy.js';
import { useSteady } from '../../ui/use-steady.js';
import type { ActionKind } from './act.js';
import { useChosenColumns } from './chosen-columns.js';
import { type AlertFilter, isHeld } from './filter.js';
import type { Fold } from './folds.js';
import { usePicked } from './picked.js';
import { useRows } from './rows.js';
import { useAct } from './use-act.js';
import { useAlertKeys } from './use-alert-keys.js';
import { useAsked } from './use-asked.js';
import { useSelected } from './use-selected.js';
import { useOpened, useWalk } from './use-walk.js';
import { readQuery, withQuery, writeQuery } from './view-query.js';

const here = (chosen: string | null): string => (chosen === null ? '/alerts' : alertPath(chosen));

/** All that goes on at the list of alerts: what it shows, where the keys are, what is picked, and what is asked about it. */
export const useTriage = (chosen: string | null) => {
  const search = useRef<HTMLInputElement>(null);
  const query = usePlaceQuery();
  const filter = readQuery(query);
  const setFilter = (next: AlertFilter): void =>
    go(within(withQuery(here(chosen), writeQuery(next)), ['span']), { replace: true });
  const chosenColumns = useChosenColumns(filter, setFilter);
  const [isBusy, work, rest] = useBusy();
  const { form, ask, closeForm } = useAsked(work);
  const isAtWork = isBusy || form !== null;
  const { opened, toggle } = useOpened();
  const shown = useRows(filter, isAtWork, opened);
  const { all, items } = shown;
  const picked = usePicked(shown.rows);
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
  const selected = useSelected({ all, line, at: cursor ?? chosen });
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
  const act = useAct({ picked, line, selected, ask, onWork: work });
  const actOnGroup = (kind: ActionKind, { rows }: Fold): void => {
    work();
    ask({ kind, rows });
  };
  useAlertKeys({ walk, picked, chosen, selected, query, search, move, open, close, pick, act });
  return {
    ...{ search, filter, setFilter, chosenColumns, work, rest, form, ask, closeForm },
    ...{ ...shown, picked, risks, cursor, turn: walk.turn, open, close, pick, act, actOnGroup },
  };
};

export type Triage = ReturnType<typeof useTriage>;
