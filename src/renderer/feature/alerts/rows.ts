import { useMemo } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { usePastAlerts } from '../../query/reads.js';
import { useAlerts } from '../../state/console.js';
import { usePreferences } from '../../state/preferences.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { type AlertFilter, arranged, stageCounts } from './filter.js';
import { withHeadings } from './grouped.js';
import { writeQuery } from './view-query.js';

/** The alerts that the filter asks for, in an order that stays while somebody is at work in the list. */
export const useRows = (filter: AlertFilter, isBusy: boolean) => {
  const shown = useAlerts();
  const range = usePreferences((preferences) => preferences.range);
  const { data: past } = usePastAlerts(range, filter.stage === 'resolved' || filter.stage === 'all');
  const all = useMemo(() => withPast(shown, past ?? []), [shown, past]);
  // Other columns are the same list: no row moves for them.
  const scope = writeQuery({ ...filter, columns: null });
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
