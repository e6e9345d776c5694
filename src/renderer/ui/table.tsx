import type { ReactNode } from 'react';
import { names } from './class-names.js';

export interface Column {
  readonly name: string;
  readonly side: 'left' | 'right';
}

/** A small table of figures: heads in small letters, numbers on the right. */
export const Table = (props: { label: string; columns: readonly Column[]; children: ReactNode }) => (
  <table className="w-full" aria-label={props.label}>
    <thead>
      <tr className="label border-b border-line">
        {props.columns.map(({ name, side }) => (
          <th key={name} className={names('px-3 py-1.5 font-medium', side === 'right' ? 'text-right' : 'text-left')}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{props.children}</tbody>
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
