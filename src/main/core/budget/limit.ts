import type { BudgetKind, Budgets } from '../model/budget.js';

/** `home` is one page; any other name stands for all pages that are called so at their beginning: `service` for `service-maths`. */
export const coversPage = (name: string, page: string): boolean => (name === 'home' ? page === name : page.startsWith(name));

/** The names with a limit of that kind of their own, the longest first: that is the one that counts. */
export const namesWithLimit = ({ pages }: Budgets, kind: BudgetKind): readonly string[] =>
  Object.keys(pages)
    .filter((name) => pages[name]?.[kind] !== undefined)
    .sort((one, other) => other.length - one.length);

/** The most of a kind that a page may have; null: it has no such limit. */
export const limitOf = (budgets: Budgets, kind: BudgetKind, page: string): number | null => {
  const name = namesWithLimit(budgets, kind).find((each) => coversPage(each, page));
  return (name === undefined ? undefined : budgets.pages[name]?.[kind]) ?? budgets.defaults[kind] ?? null;
};
