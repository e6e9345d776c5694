import { create } from 'zustand';

/** A way to look at the list of alerts: its name, and the query of its address, which says all of it. */
export interface SavedView {
  readonly name: string;
  readonly query: string;
}

const KEY = 'watchroom.alert-views';
const LONGEST_NAME = 60;

const isView = (found: unknown): found is SavedView =>
  typeof found === 'object' &&
  found !== null &&
  'name' in found &&
  typeof found.name === 'string' &&
  'query' in found &&
  typeof found.query === 'string';

const stored = (): readonly SavedView[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    // As with the preferences: what cannot be read costs the views, never the console.
    return [];
  }
};

/** The views that were saved at this desk, by name. Kept beside the preferences, of no concern to main. */
export const useSavedViews = create<{ readonly views: readonly SavedView[] }>(() => ({ views: stored() }));

const keep = (views: readonly SavedView[]): void => {
  const sorted = [...views].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  useSavedViews.setState({ views: sorted });
  try {
    localStorage.setItem(KEY, JSON.stringify(sorted));
  } catch {
    // It holds for this window only.
  }
};

const all = (): readonly SavedView[] => useSavedViews.getState().views;

/** Keeps a view; one of the same name is replaced. */
export const saveView = (view: SavedView): void => {
  const name = view.name.trim().slice(0, LONGEST_NAME);
  if (name !== '') keep([...all().filter((one) => one.name !== name), { ...view, name }]);
};

/** Gives a view another name; one that has it already is replaced. */
export const renameView = (from: string, to: string): void => {
  const found = all().find(({ name }) => name === from);
  if (found === undefined || to.trim() === '') return;
  keep(all().filter(({ name }) => name !== from));
  saveView({ ...found, name: to });
};

export const removeView = (gone: string): void => keep(all().filter(({ name }) => name !== gone));
