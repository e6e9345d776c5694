import type { AlertRow } from '../../../preload/contract/views.js';
import type { Fold, Unit } from './folds.js';
import { labelOf } from './matchers.js';

/** A line of the list: an alert, the heading of those below it, or several alerts in one. `within`: the group that it stands in. */
export type ListItem =
  | { readonly kind: 'alert'; readonly id: string; readonly row: AlertRow; readonly within: string | null }
  | { readonly kind: 'heading'; readonly id: string; readonly text: string; readonly n: number }
  | { readonly kind: 'fold'; readonly id: string; readonly fold: Fold; readonly isOpen: boolean };

/** A line that the keys can be on. */
export type Line = Exclude<ListItem, { readonly kind: 'heading' }>;

const UNNAMED: ReadonlyMap<string, string> = new Map();

const alertItem = (row: AlertRow, within: string | null): Line => ({ kind: 'alert', id: row.id, row, within });

/**
 * The rows with a heading wherever the label's value changes. Rows are left where they are: one that comes while somebody is in the
 * list stands at its end, under a heading of its own. `named`: what people call a value that is an id.
 */
export const withHeadings = (
  rows: readonly AlertRow[],
  label: string,
  named: ReadonlyMap<string, string> = UNNAMED,
): readonly ListItem[] => {
  const alerts = rows.map((row) => alertItem(row, null));
  const items: ListItem[] = [];
  for (let from = 0; from < rows.length; ) {
    const value = valueAt(rows, from, label);
    let to = from + 1;
    while (to < rows.length && valueAt(rows, to, label) === value) to += 1;
    const text = value === '' ? `without ${label}` : (named.get(value) ?? value);
    items.push({ kind: 'heading', id: `heading ${from} ${value}`, text, n: to - from }, ...alerts.slice(from, to));
    from = to;
  }
  return items;
};

const valueAt = (rows: readonly AlertRow[], at: number, label: string): string => {
  const row = rows[at];
  return row === undefined ? '' : labelOf(row, label);
};

/** Each alert by itself. */
export const listed = (rows: readonly AlertRow[]): readonly ListItem[] => rows.map((row) => alertItem(row, null));

/** The same without headings: a group in one line, and below it its alerts where it is opened. */
export const withFolds = (units: readonly Unit[], opened: ReadonlySet<string>): readonly ListItem[] => {
  const items: ListItem[] = [];
  for (const unit of units) {
    if ('row' in unit) {
      items.push(alertItem(unit.row, null));
      continue;
    }
    const isOpen = opened.has(unit.id);
    items.push({ kind: 'fold', id: unit.id, fold: unit.fold, isOpen });
    if (isOpen) for (const row of unit.fold.rows) items.push(alertItem(row, unit.id));
  }
  return items;
};

/** The alerts in the order of the lines, those of closed groups too. */
export const rowsOf = (items: readonly ListItem[]): readonly AlertRow[] => {
  const rows: AlertRow[] = [];
  for (const item of items) {
    if (item.kind === 'alert') rows.push(item.row);
    else if (item.kind === 'fold' && !item.isOpen) for (const row of item.fold.rows) rows.push(row);
  }
  return rows;
};
