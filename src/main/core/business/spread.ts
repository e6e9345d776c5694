import type { Spread } from '../model/figure.js';
import type { RolledUp } from '../sample/rolled-up.js';
import { addToSketch, emptySketch, mergeSketch, type Sketch, sketchCount, sketchQuantile } from '../sample/sketch.js';
import { ratingOf } from '../visit/vitals.js';

/** Fewer visits say nothing about a percentile. */
export const LEAST_OF_A_SPREAD = 20;
const Z = 1.96;

/** One sketch of all that several hours of several series hold. */
export const mergedSketch = (hours: readonly RolledUp[]): Sketch => {
  const sketch = emptySketch();
  for (const { sketch: own, n, min, max } of hours) {
    if (own !== null) mergeSketch(sketch, own);
    else if (min === max) addToSketch(sketch, min, n);
    else for (const value of [min, max]) addToSketch(sketch, value);
  }
  return sketch;
};

/**
 * The 75th percentile with the distribution-free 95 % interval of order statistics: the values of the ranks n q ± 1.96 √(n q (1 − q))
 * (Conover 1999, §3.2), each to within the sketch's 1 %. Null without a value. In the metric's own unit.
 */
export const spreadOf = (metric: string, sketch: Sketch): Spread | null => {
  const n = sketchCount(sketch);
  const p75 = sketchQuantile(sketch, 0.75);
  if (p75 === null) return null;
  const half = (Z * Math.sqrt(n * 0.75 * 0.25)) / n;
  const at = (q: number): number => sketchQuantile(sketch, Math.max(0, Math.min(1, q))) ?? p75;
  return {
    metric,
    p75,
    between: [at(0.75 - half), at(0.75 + half)],
    n,
    rating: n < LEAST_OF_A_SPREAD ? 'too-few' : (ratingOf(metric, p75) ?? 'too-few'),
  };
};
