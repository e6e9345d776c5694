import { useMemo } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { usePastAlerts } from '../../query/reads/alerts.js';
import { useAlerts } from '../../state/console.js';
import { usePreferences } from '../../state/preferences.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { type AlertFilter, arranged, groupLabel, MANY, NONE, stageCounts } from './filter.js';
import { rowsOf, withFolds, withHeadings } from './grouped.js';
import { useFolds } from './use-folds.js';
import { writeQuery } from './view-query.js';

const NOTHING: readonly AlertRow[] = [];

/** The alerts that the filter asks for, in an order that stays while somebody is at work in the list. */
export const useRows = (filter: AlertFilter, isBusy: boolean, opened: ReadonlySet<string>) => {
  const shown = useAlerts();
  const range = usePreferences((preferences) => preferences.range);
  const { data: past } = usePastAlerts(range, filter.stage === 'resolved' || filter.stage === 'all');
  const all = useMemo(() => withPast(shown, past ?? NOTHING), [shown, past]);
  // Other columns are the same list: no row moves for them.
  const scope = writeQuery({ ...filter, columns: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scope says all of the filter
  const wanted = useMemo(() => arranged(filter, all), [all, scope]);
  const rows = useCalmOrder(wanted, (row) => row.id, isBusy, scope);
  const floods = usePreferences((preferences) => preferences.floods);
  const label = groupLabel(filter);
  const isFolding = label === null && (filter.group ?? (floods === 'grouped' ? MANY : NONE)) === MANY;
  const units = useFolds(rows, isFolding, isBusy, scope);
  const items = useMemo(
    () => (label === null ? withFolds(units, opened) : withHeadings(rows, label)),
    [rows, units, opened, label],
  );
  const counts = useMemo(() => stageCounts(all), [all]);
  const labels = useMemo(() => [...new Set(all.flatMap((row) => Object.keys(row.labels)))].sort(), [all]);
  const inOrder = useMemo(() => rowsOf(items), [items]);
  return { all, rows: inOrder, items, counts, labels };
};

/** The view's alerts, and older ones that it no longer holds. Where both have one, the view knows better. */
const withPast = (shown: readonly AlertRow[], past: readonly AlertRow[]): readonly AlertRow[] => {
  if (past.length === 0) return shown;
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...past.filter((row) => !known.has(row.id))];
};
