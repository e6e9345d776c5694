import { useMemo, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';

/** So many alerts are picked one by one or by reach at most: each is acted on by an act of its own, with its own place in the audit. */
export const MOST_PICKED = 200;

export interface Picked {
  /** Those that are picked and still in sight, in the list's order. */
  readonly rows: readonly AlertRow[];
  has(id: string): boolean;
  /**
   * Picks the alerts of one line, all of them however many, or lets them go; with `isReach` picks everything between what was
   * picked last and these.
   */
  pick(ids: readonly string[], isReach: boolean): void;
  /** Picks the first rows of the list, as many as are picked at once. */
  all(): void;
  clear(): void;
}

interface Choice {
  readonly ids: ReadonlySet<string>;
  readonly last: string | null;
}

const NOTHING: Choice = { ids: new Set(), last: null };

/** The alerts that somebody has picked out of the list, to act on together. What leaves the list is no longer picked. */
export const usePicked = (rows: readonly AlertRow[]): Picked => {
  const [{ ids, last }, choose] = useState<Choice>(NOTHING);
  const inSight = useMemo(() => (ids.size === 0 ? [] : rows.filter((row) => ids.has(row.id))), [rows, ids]);
  return {
    rows: inSight,
    has: (id) => ids.has(id),
    pick: (wanted, isReach) => {
      const kept = new Set(inSight.map((row) => row.id));
      const next = isReach ? limited(kept, between(rows, last, wanted)) : toggled(kept, wanted);
      choose({ ids: next, last: wanted.at(-1) ?? null });
    },
    all: () =>
      choose({
        ids: limited(
          new Set(),
          rows.map((row) => row.id),
        ),
        last: null,
      }),
    clear: () => choose(NOTHING),
  };
};

/** Those that are kept, and of the others as many as may be picked beside them. */
const limited = (kept: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> =>
  new Set([...kept, ...more.filter((id) => !kept.has(id)).slice(0, Math.max(0, MOST_PICKED - kept.size))]);

const toggled = (kept: ReadonlySet<string>, wanted: readonly string[]): ReadonlySet<string> => {
  const gone = new Set(wanted);
  if (wanted.every((id) => kept.has(id))) return new Set([...kept].filter((id) => !gone.has(id)));
  return wanted.length === 1 ? limited(kept, wanted) : new Set([...kept, ...wanted]);
};

const between = (rows: readonly AlertRow[], from: string | null, wanted: readonly string[]): readonly string[] => {
  const to = wanted[0];
  const [start, end] = [from ?? to, to].map((id) => rows.findIndex((row) => row.id === id)) as [number, number];
  if (start < 0 || end < 0) return wanted;
  return [...rows.slice(Math.min(start, end), Math.max(start, end) + 1).map((row) => row.id), ...wanted];
};
