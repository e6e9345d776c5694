import type { ReactNode } from 'react';
import { names } from './class-names.js';
import { ariaSort, SortButton, type SortHead, type Sorting } from './sorting.js';

export interface Column {
  readonly name: string;
  readonly side: 'left' | 'right';
  /** Of the table's width, in percent, where several tables stand below each other; all columns have it or none. */
  readonly share?: number;
  /** Rows can be sorted by it: its name in the address, and the way that the first press sorts. */
  readonly sort?: Pick<SortHead, 'id' | 'starts'>;
}

interface TableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly sorting?: Sorting | null;
  readonly onSort?: (sorting: Sorting | null) => void;
  readonly children: ReactNode;
}

/** A small table of figures: heads in small letters, numbers on the right. Heads that can be sorted by are pressed. */
export const Table = ({ label, columns, sorting = null, onSort, children }: TableProps) => (
  <table className={names('w-full', columns[0]?.share !== undefined && 'table-fixed')} aria-label={label}>
    <thead>
      <tr className="label border-b border-line">
        {columns.map(({ name, side, sort, share }) => {
          const head = sort === undefined || onSort === undefined ? null : { ...sort, name, side };
          return (
            <th
              key={name}
              style={share === undefined ? undefined : { width: `${share}%` }}
              aria-sort={head === null ? undefined : ariaSort(head, sorting)}
              className={names('px-3 py-1.5 font-medium', side === 'right' ? 'text-right' : 'text-left')}
            >
              {head === null || onSort === undefined ? name : <SortButton head={head} sorting={sorting} onSort={onSort} />}
            </th>
          );
        })}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);

/** A row; dimmed where there is too little to judge by. */
export const Row = ({ children, isFew = false }: { children: ReactNode; isFew?: boolean }) => (
  <tr className={names('border-b border-line last:border-0', isFew && 'text-faint')}>{children}</tr>
);

export const Cell = (props: { side?: 'left' | 'right'; title?: string; children: ReactNode; className?: string }) => (
  <td
    title={props.title}
    className={names('px-3 py-1.5 align-baseline', props.side === 'right' && 'text-right whitespace-nowrap', props.className)}
  >
    {props.children}
  </td>
);
