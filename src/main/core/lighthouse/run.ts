import type { Instant } from '../time/instant.js';

/** What Lighthouse gives a score for, as it calls them itself. */
export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type AuditCategory = (typeof CATEGORIES)[number];

/** What it measures of one load in its laboratory: seconds, and a bare number for the layout shift. */
export const VITALS = ['fcp', 'lcp', 'tbt', 'cls', 'speedIndex', 'interactive'] as const;
export type LabVital = (typeof VITALS)[number];

/** One load of a page, as Lighthouse judged it. */
export interface AuditRun {
  readonly at: Instant;
  /** From 0 to 100. A category that could not be judged is absent. */
  readonly scores: Readonly<Partial<Record<AuditCategory, number>>>;
  readonly vitals: Readonly<Partial<Record<LabVital, number>>>;
  /** What the machine could do just before: about 1,500 for a good desktop computer. Null where Lighthouse does not say. */
  readonly benchmark: number | null;
}

/** The middle of several numbers, and how far they lie apart. */
export interface Middle {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** Undefined of nothing. */
export const middleOf = (values: readonly number[]): Middle | undefined => {
  const sorted = [...values].sort((one, other) => one - other);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  return { median: medianOf(sorted), least, most, count: sorted.length };
};

const medianOf = (sorted: readonly number[]): number => {
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
};

export const scoresOf = (runs: readonly AuditRun[], category: AuditCategory): readonly number[] =>
  runs.flatMap(({ scores }) => scores[category] ?? []);

export const vitalsOf = (runs: readonly AuditRun[], vital: LabVital): readonly number[] =>
  runs.flatMap(({ vitals }) => vitals[vital] ?? []);

/**
 * The place of the run that stands for all of them: the one nearest to the median first paint and the median time to
 * interactive, as Lighthouse itself chooses (core/lib/median-run.js). Of a page that gives neither, the first; -1 of none.
 */
export const medianRun = (runs: readonly AuditRun[]): number => {
  const [paint, interactive] = [middleOf(vitalsOf(runs, 'fcp')), middleOf(vitalsOf(runs, 'interactive'))];
  const distance = ({ vitals }: AuditRun): number =>
    ((vitals.fcp ?? 0) - (paint?.median ?? 0)) ** 2 + ((vitals.interactive ?? 0) - (interactive?.median ?? 0)) ** 2;
  const nearest = Math.min(...runs.map(distance));
  return runs.findIndex((run) => distance(run) === nearest);
};
