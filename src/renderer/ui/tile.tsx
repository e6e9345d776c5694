import type { ReactNode } from 'react';
import { Mark, type MarkTone } from './mark.js';

export interface TileProps {
  readonly title: string;
  readonly number: string;
  readonly unit?: string;
  readonly judgement: { readonly tone: MarkTone; readonly word: string } | null;
  /** How many it is drawn from, or over what. */
  readonly basis: ReactNode;
}

/** An answer: value, judgement, and what it rests on, in this order. */
export const Tile = (props: TileProps) => (
  <div className="flex min-w-0 flex-col gap-1 bg-surface px-4 py-3">
    <p className="label">{props.title}</p>
    <p className="flex items-baseline gap-1 truncate text-figure font-semibold">
      {props.number}
      {props.unit !== undefined && <span className="text-lead font-normal text-faint">{props.unit}</span>}
    </p>
    <div className="flex min-h-5 items-center gap-2 truncate text-small">
      {props.judgement !== null && <Mark {...props.judgement} />}
      <span className="truncate text-faint">{props.basis}</span>
    </div>
  </div>
);

/** Tiles side by side with hairlines between them. */
export const Tiles = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-4">{children}</div>
);
