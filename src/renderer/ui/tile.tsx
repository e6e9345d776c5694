import type { ReactNode } from 'react';
import { KnownToday } from './known-today.js';
import { Mark, type MarkTone } from './mark.js';
import { Skeleton } from './section.js';

export interface TileProps {
  readonly title: string;
  readonly number: string;
  readonly unit?: string;
  readonly judgement: { readonly tone: MarkTone; readonly word: string } | null;
  /** How many it is drawn from, or over what. */
  readonly basis: ReactNode;
  /** A line of its own for what moves it, or what is usual; tiles of one row have it or have it not together. */
  readonly detail?: ReactNode;
  /** It is asked anew, and so not of a past that is shown. */
  readonly anew?: boolean | string;
  /** Where it is told in full. */
  readonly href?: string;
}

/** An answer: value, judgement, and what it rests on, in this order. */
export const Tile = (props: TileProps) =>
  props.href === undefined ? (
    <div className={BOX}>
      <Answer {...props} />
    </div>
  ) : (
    <a href={props.href} className={`${BOX} hover:bg-hover`}>
      <Answer {...props} />
    </a>
  );

const BOX = 'flex min-w-0 flex-col gap-1 bg-surface px-4 py-3';

const Answer = ({ title, number, unit, judgement, basis, detail, anew = false }: TileProps) => (
  <>
    <p className="label flex items-center justify-between gap-2">
      <span className="truncate">{title}</span>
      {anew !== false && <KnownToday said="short" kept={typeof anew === 'string' ? anew : undefined} />}
    </p>
    <p className="flex items-baseline gap-1 truncate text-figure font-semibold">
      {number}
      {unit !== undefined && <span className="text-lead font-normal text-faint">{unit}</span>}
    </p>
    <div className="flex min-h-5 flex-wrap items-center gap-x-2 text-small">
      {judgement !== null && <Mark {...judgement} />}
      <span className="line-clamp-2 min-w-0 text-faint" title={typeof basis === 'string' ? basis : undefined}>
        {basis}
      </span>
    </div>
    {detail !== undefined && (
      <div className="line-clamp-2 min-h-4 text-small text-faint" title={typeof detail === 'string' ? detail : undefined}>
        {detail}
      </div>
    )}
  </>
);

/** One whose answer is on its way: its place, as tall as it will be. */
export const ComingTile = ({ title, href }: Pick<TileProps, 'title'> & { readonly href: string }) => (
  <a href={href} className={`${BOX} hover:bg-hover`}>
    <p className="label truncate">{title}</p>
    <Skeleton className="my-0.5 h-6 w-20" />
    <span className="flex min-h-5 items-center">
      <Skeleton className="h-3 w-24" />
    </span>
    <span className="flex min-h-4 items-center">
      <Skeleton className="h-3 w-32" />
    </span>
  </a>
);

/** Tiles side by side with hairlines between them. */
export const Tiles = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-4">{children}</div>
);
