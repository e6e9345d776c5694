import { useMemo, useRef } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { usePastAlerts } from '../../query/reads/alerts.js';
import { useAlerts, useTargets } from '../../state/console.js';
import { usePreferences } from '../../state/preferences.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { changesOf, type RowChanges } from '../../ui/row-changes.js';
import { type AlertFilter, arranged, groupLabel, MANY, NONE, rearranged, stageCounts } from './filter.js';
import { listed, rowsOf, withFolds, withHeadings } from './grouped.js';
import { labelsOf } from './matchers.js';
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
  const { rows: wanted, changes } = useArranged(filter, all, scope);
  const rows = useCalmOrder(wanted, (row) => row.id, isBusy, scope, changes);
  const floods = usePreferences((preferences) => preferences.floods);
  const label = groupLabel(filter);
  const isFolding = label === null && (filter.group ?? (floods === 'grouped' ? MANY : NONE)) === MANY;
  const units = useFolds(rows, isFolding, isBusy, scope);
  const named = useNamed(label);
  const items = useMemo(() => {
    if (label !== null) return withHeadings(rows, label, named);
    return isFolding ? withFolds(units, opened) : listed(rows);
  }, [rows, units, opened, label, named, isFolding]);
  const counts = useMemo(() => stageCounts(all), [all]);
  const labels = useMemo(() => [...labelsOf(all.filter(({ isTest }) => !isTest))].sort(), [all]);
  const inOrder = useMemo(() => rowsOf(items), [items]);
  return { all, rows: inOrder, items, counts, labels };
};

const UNNAMED: ReadonlyMap<string, string> = new Map();

/** What people call the targets, where the list is grouped by them. */
const useNamed = (label: string | null): ReadonlyMap<string, string> => {
  const targets = useTargets();
  return useMemo(() => (label === 'target' ? new Map(targets.map(({ id, name }) => [id, name])) : UNNAMED), [label, targets]);
};

interface Arranged {
  readonly rows: readonly AlertRow[];
  /** What led to them from those before; null where that is not known. */
  readonly changes: RowChanges<AlertRow> | null;
}

/** The alerts that are asked for, in order. Where few of them changed, as by an act, the others are not sorted again. */
const useArranged = (filter: AlertFilter, all: readonly AlertRow[], scope: string): Arranged => {
  const last = useRef<{ readonly scope: string; readonly all: readonly AlertRow[]; readonly made: Arranged } | null>(null);
  const before = last.current;
  if (before !== null && before.scope === scope && before.all === all) return before.made;
  const isFollowed = before !== null && before.scope === scope && groupLabel(filter) === null;
  const changes = isFollowed ? changesOf(before.all, all) : null;
  const made =
    isFollowed && changes !== null
      ? rearranged(filter, before.made.rows, changes)
      : { rows: arranged(filter, all), changes: null };
  last.current = { scope, all, made };
  return made;
};

/** The view's alerts, and older ones that it no longer holds. Where both have one, the view knows better. */
const withPast = (shown: readonly AlertRow[], past: readonly AlertRow[]): readonly AlertRow[] => {
  if (past.length === 0) return shown;
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...past.filter((row) => !known.has(row.id))];
};
