import { create } from 'zustand';

/** The lists of which views can be saved, by their pages. */
const PAGES = ['alerts', 'targets', 'rules'] as const;
export type ViewedPage = (typeof PAGES)[number];

/** A way to look at a list: its name, and the query of the page's address, which says all of it. */
export interface SavedView {
  readonly page: ViewedPage;
  readonly name: string;
  readonly query: string;
}

const KEY = 'watchroom.views';
/** Where views were kept while only alerts had them. */
const KEY_OF_ALERTS = 'watchroom.alert-views';
const LONGEST_NAME = 60;

const viewOf = (found: unknown): readonly SavedView[] => {
  const { page = 'alerts', name, query } = (found ?? {}) as Partial<Record<keyof SavedView, unknown>>;
  const known = PAGES.find((one) => one === page);
  return known === undefined || typeof name !== 'string' || typeof query !== 'string' ? [] : [{ page: known, name, query }];
};

const stored = (): readonly SavedView[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? localStorage.getItem(KEY_OF_ALERTS) ?? '[]');
    return Array.isArray(found) ? found.flatMap(viewOf) : [];
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

type Named = Pick<SavedView, 'page' | 'name'>;

const others = ({ page, name }: Named): readonly SavedView[] =>
  useSavedViews.getState().views.filter((one) => one.page !== page || one.name !== name);

/** Keeps a view; one of the same page and name is replaced. */
export const saveView = (view: SavedView): void => {
  const named = { ...view, name: view.name.trim().slice(0, LONGEST_NAME) };
  if (named.name !== '') keep([...others(named), named]);
};

/** Gives a view another name; one that has it already is replaced. */
export const renameView = (view: SavedView, name: string): void => {
  if (name.trim() === '') return;
  keep(others(view));
  saveView({ ...view, name });
};

export const removeView = (view: Named): void => keep(others(view));

/** The saved view of a page that a query is; null: none. `inOrder` writes a query as this one is written. */
export const useSavedView = (page: ViewedPage, query: string, inOrder: (query: string) => string): SavedView | null =>
  useSavedViews(({ views }) => views.find((view) => view.page === page && inOrder(view.query) === query) ?? null);
