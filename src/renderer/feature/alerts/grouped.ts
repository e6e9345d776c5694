import type { AlertRow } from '../../../preload/contract/views.js';
import { labelOf } from './matchers.js';

/** A line of the list: an alert, or the heading of those below it. */
export type ListItem =
  | { readonly kind: 'alert'; readonly id: string; readonly row: AlertRow }
  | { readonly kind: 'heading'; readonly id: string; readonly text: string; readonly n: number };

/**
 * The rows with a heading wherever the label's value changes. Rows are left where they are: one that comes while somebody is in the
 * list stands at its end, under a heading of its own.
 */
export const withHeadings = (rows: readonly AlertRow[], label: string | null): readonly ListItem[] => {
  const alerts = rows.map((row): ListItem => ({ kind: 'alert', id: row.id, row }));
  if (label === null) return alerts;
  const items: ListItem[] = [];
  for (let from = 0; from < rows.length; ) {
    const value = valueAt(rows, from, label);
    let to = from + 1;
    while (to < rows.length && valueAt(rows, to, label) === value) to += 1;
    const text = value === '' ? `without ${label}` : value;
    items.push({ kind: 'heading', id: `heading ${from} ${value}`, text, n: to - from }, ...alerts.slice(from, to));
    from = to;
  }
  return items;
};

const valueAt = (rows: readonly AlertRow[], at: number, label: string): string => {
  const row = rows[at];
  return row === undefined ? '' : labelOf(row, label);
};
