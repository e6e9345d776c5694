import { useMemo, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';

/** So many alerts are acted on at once at most: each is an act of its own, with its own place in the audit. */
export const MOST_PICKED = 200;

export interface Picked {
  /** Those that are picked and still in sight, in the list's order. */
  readonly rows: readonly AlertRow[];
  has(id: string): boolean;
  /** Picks one, or lets it go; with `isReach` picks everything between the one that was picked last and this one. */
  pick(id: string, isReach: boolean): void;
  /** Picks the first rows of the list, as many as are acted on at once. */
  all(): void;
  clear(): void;
}

interface Choice {
  readonly ids: ReadonlySet<string>;
  readonly last: string | null;
}

const NONE: Choice = { ids: new Set(), last: null };

/** The alerts that somebody has picked out of the list, to act on together. What leaves the list is no longer picked. */
export const usePicked = (rows: readonly AlertRow[]): Picked => {
  const [{ ids, last }, choose] = useState<Choice>(NONE);
  const inSight = useMemo(() => rows.filter((row) => ids.has(row.id)), [rows, ids]);
  return {
    rows: inSight,
    has: (id) => ids.has(id),
    pick: (id, isReach) => {
      const kept = inSight.map((row) => row.id);
      choose({ ids: isReach ? limited([...kept, ...between(rows, last, id)]) : toggled(kept, id), last: id });
    },
    all: () => choose({ ids: limited(rows.map((row) => row.id)), last: null }),
    clear: () => choose(NONE),
  };
};

const limited = (ids: readonly string[]): ReadonlySet<string> => new Set([...new Set(ids)].slice(0, MOST_PICKED));

const toggled = (ids: readonly string[], id: string): ReadonlySet<string> =>
  ids.includes(id) ? new Set(ids.filter((other) => other !== id)) : limited([...ids, id]);

const between = (rows: readonly AlertRow[], from: string | null, to: string): readonly string[] => {
  const [start, end] = [from ?? to, to].map((id) => rows.findIndex((row) => row.id === id)) as [number, number];
  if (start < 0 || end < 0) return [to];
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1).map((row) => row.id);
};
