import type { CountedSeries } from '../model/business.js';
import type { Labels } from '../model/labels.js';

/** What the series rose by within the hours that begin in `[from, to)`, all together. */
export const risen = (series: readonly CountedSeries[], from: number, to: number): number => {
  let sum = 0;
  for (const { rises } of series) for (const [at, rise] of rises) if (at >= from && at < to) sum += rise;
  return sum;
};

/** The series that bear these labels, whatever else they bear. */
export const bearing = (series: readonly CountedSeries[], labels: Labels): readonly CountedSeries[] =>
  series.filter((one) => Object.entries(labels).every(([key, value]) => one.labels[key] === value));

/** The values that a label takes, in order. */
export const valuesOf = (series: readonly CountedSeries[], label: string): readonly string[] =>
  [...new Set(series.flatMap(({ labels }) => labels[label] ?? []))].sort();

/** Hour by hour what all of them rose by, each times `per`. */
export const addedUp = (
  weighted: readonly { readonly series: readonly CountedSeries[]; readonly per: number }[],
): ReadonlyMap<number, number> => {
  const sums = new Map<number, number>();
  for (const { series, per } of weighted)
    for (const { rises } of series) for (const [at, rise] of rises) sums.set(at, (sums.get(at) ?? 0) + rise * per);
  return sums;
};
