import type { HistoryPoint } from '../model/history.js';
import type { EventStretch } from '../model/slo.js';
import { type Instant, instant } from '../time/instant.js';

/**
 * By how much a counter rose, by the stretch that `startOf` puts an instant into, from its points oldest first (samples, or buckets of them). The first
 * point is where it begins, from its lowest value on. A fall is a new beginning from nothing; what it rose in the same bucket before that is lost.
 * A point whose stretch begins more than `reach` after that of the point before it is a first one, too.
 */
export const risesOf = (
  points: readonly HistoryPoint[],
  startOf: (at: Instant) => Instant,
  reach: number = Number.POSITIVE_INFINITY,
): ReadonlyMap<number, number> => {
  const rises = new Map<number, number>();
  let before: number | null = null;
  let last = Number.NEGATIVE_INFINITY;
  for (const [at, lowest, , highest] of points) {
    const start = startOf(instant(at));
    if (start - last > reach) before = null;
    last = start;
    const rise: number = highest >= (before ?? lowest) ? highest - (before ?? lowest) : highest;
    rises.set(start, (rises.get(start) ?? 0) + rise);
    before = highest;
  }
  return rises;
};

/** Events of two groups of counters: all of them, and the bad ones among them, which are never more. */
export const eventsOf = (
  bad: readonly ReadonlyMap<number, number>[],
  total: readonly ReadonlyMap<number, number>[],
): readonly EventStretch[] => {
  const bads = added(bad);
  return [...added(total)]
    .filter(([, valid]) => valid > 0)
    .sort(([a], [b]) => a - b)
    .map(([start, valid]) => ({ start: instant(start), valid, good: valid - Math.min(valid, bads.get(start) ?? 0) }));
};

const added = (counters: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> => {
  const sums = new Map<number, number>();
  for (const rises of counters) for (const [start, rise] of rises) sums.set(start, (sums.get(start) ?? 0) + rise);
  return sums;
};
