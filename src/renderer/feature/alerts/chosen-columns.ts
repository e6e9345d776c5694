import { useMemo } from 'react';
import { prefer, usePreferences } from '../../state/preferences.js';
import { type SavedView, saveView, useSavedView } from '../../state/saved-views.js';
import { type ColumnId, FIRST_COLUMNS, readColumns, writeColumns } from './columns.js';
import type { AlertFilter } from './filter.js';
import { readQuery, writeQuery } from './view-query.js';

export interface ChosenColumns {
  readonly ids: readonly ColumnId[];
  /** Where a choice is kept, in a sentence. */
  readonly kept: string;
  /** They are those of a view or a link, not the person's own. */
  readonly isOfView: boolean;
  choose(ids: readonly ColumnId[]): void;
}

/** The saved view that the list is in; null: none. */
export const useAlertView = (query: string): SavedView | null =>
  useSavedView('alerts', query, (kept) => writeQuery(readQuery(kept)));

/**
 * The columns of the list: those of the view, else the person's own. A change is kept where they came from: with the saved view,
 * in the link, or as the person's own.
 */
export const useChosenColumns = (filter: AlertFilter, onFilter: (filter: AlertFilter) => void): ChosenColumns => {
  const own = usePreferences((preferences) => preferences.alertColumns);
  const view = useAlertView(writeQuery(filter));
  const text = filter.columns === null ? own : writeColumns(filter.columns);
  const ids = useMemo(() => readColumns(text) ?? FIRST_COLUMNS, [text]);
  const choose = (next: readonly ColumnId[]): void => {
    if (view === null && filter.columns === null) {
      prefer({ alertColumns: writeColumns(next) });
      return;
    }
    const changed = { ...filter, columns: next };
    if (view !== null) saveView({ ...view, query: writeQuery(changed) });
    onFilter(changed);
  };
  return { ids, kept: sayKept(view, filter), isOfView: view !== null || filter.columns !== null, choose };
};

const sayKept = (view: SavedView | null, filter: AlertFilter): string => {
  if (view !== null) return `Kept with the view “${view.name}”.`;
  if (filter.columns !== null) return 'Those of this link: save the view to keep them.';
  return 'Kept at this desk as your own, for every list that has no columns of its own.';
};

/** How a list is looked at, to be saved: with the columns that it has, where any were chosen. */
export const withColumns = (filter: AlertFilter): AlertFilter => ({
  ...filter,
  columns: filter.columns ?? readColumns(usePreferences.getState().alertColumns),
});
