import type { ReactNode } from 'react';
import { go } from '../../state/place.js';
import type { SavedView, ViewedPage } from '../../state/saved-views.js';
import { Button } from '../../ui/button.js';
import { SearchBox } from '../../ui/field.js';
import { Empty } from '../../ui/section.js';
import { type SortHead, SortHeads } from '../../ui/sorting.js';
import { idOf, VirtualList } from '../../ui/virtual-list.js';
import type { ItemListState } from './use-item-list.js';
import { ViewPicker } from './view-picker.js';

interface ItemListProps<Row> {
  readonly page: ViewedPage;
  /** `Targets`: the heading, and the list's name. */
  readonly title: string;
  /** `targets`, and one of them. */
  readonly words: readonly [many: string, one: string];
  readonly note: ReactNode;
  readonly actions: ReactNode;
  readonly list: ItemListState<Row>;
  /** The text that the list is narrowed by, and the further filters beside it. */
  readonly text: string;
  readonly placeholder: string;
  readonly onText: (text: string) => void;
  readonly filters: ReactNode;
  readonly isNarrowed: boolean;
  readonly query: string;
  readonly view: SavedView | null;
  /** Said where there is nothing at all. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly heads: readonly SortHead[];
  readonly columns: string;
  readonly rowHeight: number;
  readonly line: (row: Row, hasCursor: boolean) => ReactNode;
}

/** The heading, the filters, the views and the rows of such a list. */
export const ItemList = <Row extends { readonly id: string }>(props: ItemListProps<Row>) => {
  const { page, title, words, list } = props;
  return (
    <>
      <header className="flex items-center gap-3 px-5 pt-4 pb-3">
        <h1 className="text-title font-semibold">{title}</h1>
        {props.note}
        {props.actions}
      </header>
      <search className="flex flex-wrap items-center gap-2 px-5 pb-3">
        <SearchBox
          ref={list.search}
          label={`Filter ${words[0]}`}
          placeholder={props.placeholder}
          value={props.text}
          onText={props.onText}
        />
        {props.filters}
      </search>
      <div className="px-5 pb-3">
        <ViewPicker page={page} query={props.query} chosen={props.view} />
      </div>
      {list.rows.length > 0 ? (
        <Rows {...props} />
      ) : props.isNarrowed ? (
        <Empty
          title={`No ${words[1]} matches this filter`}
          action={<Button onClick={() => go(`/${page}`)}>{`Show all ${words[0]}`}</Button>}
        />
      ) : (
        <Empty title={props.empty.title}>{props.empty.text}</Empty>
      )}
    </>
  );
};

const Rows = <Row extends { readonly id: string }>({ title, words, list, ...props }: ItemListProps<Row>) => (
  <>
    <SortHeads
      label={`Order of the ${words[0]}`}
      heads={props.heads}
      sorting={list.sorting}
      onSort={list.sort}
      className={props.columns}
    />
    <VirtualList
      label={title}
      items={list.rows}
      keyOf={idOf}
      rowHeight={props.rowHeight}
      cursor={list.rows.findIndex(({ id }) => id === list.cursor)}
      onWork={list.work}
      onRest={list.rest}
      className="flex-1 border-t border-line"
      render={(row) => props.line(row, row.id === list.cursor)}
    />
  </>
);
