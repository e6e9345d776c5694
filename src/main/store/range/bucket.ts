import type { Sample } from '../../core/model/sample.js';
import type { RolledUp } from '../../core/sample/rolled-up.js';
import { addToSketch, emptySketch, mergeSketch, type Sketch, type SketchBuilder } from '../../core/sample/sketch.js';

/** What is kept of the samples of `[start, start + step)`; in plain buckets without a sketch. */
export type Bucket = RolledUp;

/** Whether buckets come with their sketches, which cost most of the time and are needed for quantiles only. */
export type Detail = 'plain' | 'sketched';

/** The samples' buckets of `step` milliseconds, oldest first; samples must be in order of time. */
export const bucketsOf = (samples: readonly Sample[], step: number, detail: Detail): Bucket[] => {
  const buckets: Bucket[] = [];
  let from = 0;
  while (from < samples.length) {
    const start = startOf(samples[from] as Sample, step);
    let to = from + 1;
    while (to < samples.length && startOf(samples[to] as Sample, step) === start) to += 1;
    buckets.push(bucketOf(start, samples, from, to, detail));
    from = to;
  }
  return buckets;
};

const startOf = (sample: Sample, step: number): number => Math.floor(sample.at / step) * step;

const bucketOf = (start: number, samples: readonly Sample[], from: number, to: number, detail: Detail): Bucket => {
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i += 1) {
    const { value } = samples[i] as Sample;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const n = to - from;
  const mean = min === max ? min : sum / n;
  const isSketched = detail === 'sketched' && needsSketch(n, min, max);
  return { start, n, mean, min, max, sketch: isSketched ? sketchOf(samples, from, to) : null };
};

/** Whether a bucket's values cannot be told from its count and bounds alone. */
export const needsSketch = (n: number, min: number, max: number): boolean => n > 2 && min !== max;

const sketchOf = (samples: readonly Sample[], from: number, to: number): Sketch => {
  const sketch = emptySketch();
  for (let i = from; i < to; i += 1) addToSketch(sketch, (samples[i] as Sample).value);
  return sketch;
};

/** Folds buckets, oldest first, into longer ones: `step` is a multiple of theirs. */
export const foldBuckets = (buckets: readonly Bucket[], step: number, detail: Detail): Bucket[] => {
  const folded: Bucket[] = [];
  let from = 0;
  while (from < buckets.length) {
    const start = Math.floor((buckets[from] as Bucket).start / step) * step;
    let to = from + 1;
    while (to < buckets.length && (buckets[to] as Bucket).start < start + step) to += 1;
    folded.push(mergeBuckets(start, buckets.slice(from, to), detail));
    from = to;
  }
  return folded;
};

/** One bucket of all that several hold; there must be one at least. */
const mergeBuckets = (start: number, parts: readonly Bucket[], detail: Detail): Bucket => {
  if (parts.length === 1) return { ...(parts[0] as Bucket), start };
  let n = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const part of parts) {
    n += part.n;
    sum += part.mean * part.n;
    min = Math.min(min, part.min);
    max = Math.max(max, part.max);
  }
  const mean = min === max ? min : sum / n;
  const isSketched = detail === 'sketched' && needsSketch(n, min, max);
  return { start, n, mean, min, max, sketch: isSketched ? mergedSketch(parts) : null };
};

const mergedSketch = (parts: readonly Bucket[]): Sketch => {
  const sketch = emptySketch();
  for (const part of parts) countInto(sketch, part);
  return sketch;
};

/** Adds all of a bucket's values to a sketch; a plain bucket's are not known. */
export const countInto = (sketch: SketchBuilder, bucket: Bucket): void => {
  if (bucket.sketch !== null) mergeSketch(sketch, bucket.sketch);
  else if (bucket.min === bucket.max) addToSketch(sketch, bucket.min, bucket.n);
  else {
    addToSketch(sketch, bucket.min);
    addToSketch(sketch, bucket.max);
  }
};
