import { useRef } from 'react';

interface RowsOf<Row> {
  readonly rows: readonly Row[];
}

/**
 * Pages while somebody is at work among their rows: each row as it is now and where it was, those that fell off the end still
 * there; newcomers on top are counted, not shown.
 */
export const heldPages = <Row, Of extends RowsOf<Row>>(
  before: readonly Of[],
  wanted: readonly Of[],
  keyOf: (row: Row) => string | number,
): { readonly pages: readonly Of[]; readonly newer: number } => {
  const rows = wanted.flatMap((page) => page.rows);
  const fresh = new Map(rows.map((row) => [keyOf(row), row]));
  const known = new Set(before.flatMap((page) => page.rows.map(keyOf)));
  const first = rows.findIndex((row) => known.has(keyOf(row)));
  const pages = before.map((page) => ({ ...page, rows: page.rows.map((row) => fresh.get(keyOf(row)) ?? row) }));
  return { pages, newer: first < 0 ? rows.length : first };
};

/** The same as a hook. `scope` names the list: another one is taken at once. */
export const useHeldPages = <Row, Of extends RowsOf<Row>>(
  wanted: readonly Of[] | undefined,
  keyOf: (row: Row) => string | number,
  isHeld: boolean,
  scope: string,
): { readonly pages: readonly Of[] | undefined; readonly newer: number } => {
  const shown = useRef<{ readonly scope: string; readonly pages: readonly Of[] | undefined }>({ scope, pages: wanted });
  const before = shown.current;
  const isKept = isHeld && before.scope === scope && wanted !== undefined;
  const held = isKept && before.pages !== undefined ? heldPages(before.pages, wanted, keyOf) : { pages: wanted, newer: 0 };
  shown.current = { scope, pages: held.pages };
  return held;
};
