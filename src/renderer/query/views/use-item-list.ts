import { type RefObject, useMemo, useRef } from 'react';
import { go, within } from '../../state/place.js';
import type { ViewedPage } from '../../state/saved-views.js';
import { useSorting } from '../../state/sorting.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { useListKeys } from '../../ui/list-keys.js';
import { type Sorting, sortedBy } from '../../ui/sorting.js';
import { useBusy } from '../../ui/use-busy.js';
import { idOf } from '../../ui/virtual-list.js';

interface ItemListParts<Row> {
  readonly page: Exclude<ViewedPage, 'alerts'>;
  /** The id of the row that is open beside the list, `+` for a new one; null: none. */
  readonly chosen: string | null;
  /** Those that the filter leaves, in the list's own order. */
  readonly fitting: readonly Row[];
  /** What the filter asks: another question puts the rows in their order at once. */
  readonly asked: string;
  /** What each head sorts by. */
  readonly values: Readonly<Record<string, (row: Row) => string | number | null>>;
  /** What stays in the address from row to row. */
  readonly kept: readonly string[];
}

/** A list of things that are set up, with one of them open beside it. */
export interface ItemListState<Row> {
  readonly rows: readonly Row[];
  readonly sorting: Sorting | null;
  readonly sort: (sorting: Sorting | null) => void;
  /** The row that the keys are on. */
  readonly cursor: string | null;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly open: (id: string) => void;
  readonly close: () => void;
  readonly add: () => void;
  readonly work: () => void;
  readonly rest: () => void;
}

export const useItemList = <Row extends { readonly id: string }>(parts: ItemListParts<Row>): ItemListState<Row> => {
  const { page, chosen, fitting, asked, values, kept } = parts;
  const search = useRef<HTMLInputElement>(null);
  const [isBusy, work, rest] = useBusy();
  const [sorting, sort] = useSorting();
  const wanted = useMemo(() => sortedBy(fitting, sorting, values), [fitting, sorting, values]);
  const rows = useCalmOrder(wanted, idOf, isBusy, `${sorting?.way} ${sorting?.by} ${asked}`);
  const open = (id: string): void => go(within(`/${page}/${encodeURIComponent(id)}`, kept));
  const close = (): void => go(within(`/${page}`, kept));
  const add = (): void => go(within(`/${page}/+`, kept));
  const cursor = useListKeys({
    keys: rows.map(idOf),
    open: chosen === '+' ? null : chosen,
    search,
    onOpen: open,
    onClose: close,
  });
  return { rows, sorting, sort, cursor, search, open, close, add, work, rest };
};
