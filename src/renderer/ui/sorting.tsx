import { ArrowDown, ArrowUp } from 'lucide-react';
import { names } from './class-names.js';

/** By which head rows are sorted, and which way. */
export interface Sorting {
  readonly by: string;
  readonly way: 'up' | 'down';
}

/** A head by which rows can be sorted. */
export interface SortHead {
  readonly id: string;
  readonly name: string;
  /** The way that the first press sorts: what one looks for comes first. */
  readonly starts: Sorting['way'];
  readonly side?: 'left' | 'right';
}

/** One press sorts, the next turns it round, and one more gives the list its own order back. */
export const nextSorting = (now: Sorting | null, { id, starts }: SortHead): Sorting | null => {
  if (now?.by !== id) return { by: id, way: starts };
  return now.way === starts ? { by: id, way: starts === 'up' ? 'down' : 'up' } : null;
};

type Value = string | number | null;

/** Rows by one value; those without it come last either way, and equal ones keep their order. */
export const sortedBy = <Item,>(
  items: readonly Item[],
  sorting: Sorting | null,
  values: Readonly<Record<string, (item: Item) => Value>>,
): readonly Item[] => {
  // An address may name anything, also what every object has.
  const read = sorting !== null && Object.hasOwn(values, sorting.by) ? values[sorting.by] : undefined;
  if (sorting === null || read === undefined) return items;
  const sign = sorting.way === 'up' ? 1 : -1;
  return items
    .map((item) => ({ item, value: read(item) }))
    .sort((a, b) => compared(a.value, b.value, sign))
    .map(({ item }) => item);
};

const compared = (a: Value, b: Value, sign: number): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'string' || typeof b === 'string')
    return sign * String(a).localeCompare(String(b), 'en-GB', { numeric: true });
  return sign * (a - b);
};

/** As assistive technology is told of it. */
export const ariaSort = ({ id }: SortHead, sorting: Sorting | null): 'ascending' | 'descending' | 'none' =>
  sorting?.by !== id ? 'none' : sorting.way === 'up' ? 'ascending' : 'descending';

interface HeadProps {
  readonly head: SortHead;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}

const SAID = { ascending: 'ascending', descending: 'descending', none: 'not sorted by it' } as const;

/** What is pressed in a head. Its arrow has a place of its own, so that nothing moves. */
export const SortButton = ({ head, sorting, onSort }: HeadProps) => {
  const order = ariaSort(head, sorting);
  const Arrow = (sorting?.by === head.id ? sorting.way : head.starts) === 'up' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      title={`Sort by it (${SAID[order]}); a third press gives the list its own order back`}
      onClick={() => onSort(nextSorting(sorting, head))}
      className={names(
        'group flex w-full items-center gap-1 rounded-[4px] hover:text-ink',
        head.side === 'right' && 'flex-row-reverse',
        order !== 'none' && 'font-semibold text-ink',
      )}
    >
      {head.name}
      <Arrow
        size={12}
        aria-hidden="true"
        className={names('shrink-0', order === 'none' && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60')}
      />
    </button>
  );
};

interface HeadsProps extends Omit<HeadProps, 'head'> {
  readonly label: string;
  /** One for each column of the rows below. */
  readonly heads: readonly SortHead[];
  /** The columns as the rows have them. */
  readonly className: string;
}

/** The heads of a list whose rows are no table: a row of their own above it. */
export const SortHeads = ({ label, heads, className, ...rest }: HeadsProps) => (
  <table aria-label={label} className="block border-t border-line">
    <thead className="block">
      <tr className={names('label grid min-h-8 items-center', className)}>
        {heads.map((head) => (
          <th
            key={head.id}
            scope="col"
            aria-sort={ariaSort(head, rest.sorting)}
            className={names('font-medium', head.side === 'right' ? 'text-right' : 'text-left')}
          >
            <SortButton head={head} {...rest} />
          </th>
        ))}
      </tr>
    </thead>
  </table>
);
