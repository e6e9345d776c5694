/**
 * A mergeable quantile sketch after DDSketch (Masson, Rim, Lee 2019): counts in buckets whose bounds grow by a constant
 * factor, so that every value is known to within 1 % of itself. Negative values are mirrored; what is closer to zero than
 * 1e-12 counts as zero.
 */
export interface Sketch {
  readonly zeros: number;
  /** Bucket index -> count, for positive values. */
  readonly positive: ReadonlyMap<number, number>;
  /** The same for the absolutes of negative values. */
  readonly negative: ReadonlyMap<number, number>;
}

/** A sketch that is still being filled. */
export interface SketchBuilder {
  zeros: number;
  readonly positive: Map<number, number>;
  readonly negative: Map<number, number>;
}

/** Largest relative error of a quantile's value. */
export const SKETCH_ERROR = 0.01;

const GROWTH = (1 + SKETCH_ERROR) / (1 - SKETCH_ERROR);
const LOG_GROWTH = Math.log(GROWTH);
const SMALLEST = 1e-12;

export const emptySketch = (): SketchBuilder => ({ zeros: 0, positive: new Map(), negative: new Map() });

/** Counts a finite value `times` times. */
export const addToSketch = (sketch: SketchBuilder, value: number, times = 1): void => {
  const index = bucketOf(value);
  if (index === null) {
    sketch.zeros += times;
    return;
  }
  const side = value > 0 ? sketch.positive : sketch.negative;
  side.set(index, (side.get(index) ?? 0) + times);
};

/** The bucket of a value's size; null where it counts as zero. */
export const bucketOf = (value: number): number | null => {
  const size = Math.abs(value);
  return size < SMALLEST ? null : Math.ceil(Math.log(size) / LOG_GROWTH);
};

/** Adds all that `from` counted to `into`: the same as if its values had been added one by one. */
export const mergeSketch = (into: SketchBuilder, from: Sketch): void => {
  into.zeros += from.zeros;
  addSide(into.positive, from.positive);
  addSide(into.negative, from.negative);
};

const addSide = (into: Map<number, number>, from: ReadonlyMap<number, number>): void => {
  for (const [index, count] of from) into.set(index, (into.get(index) ?? 0) + count);
};

/** How many values were counted. */
export const sketchCount = (sketch: Sketch): number => sketch.zeros + sideCount(sketch.positive) + sideCount(sketch.negative);

const sideCount = (side: ReadonlyMap<number, number>): number => {
  let count = 0;
  for (const n of side.values()) count += n;
  return count;
};

/** The value of rank `floor(q × (n − 1))`, to within 1 % of itself; null for an empty sketch. `q` is 0–1. */
export const sketchQuantile = (sketch: Sketch, q: number): number | null => {
  const n = sketchCount(sketch);
  if (n === 0) return null;
  let before = Math.floor(Math.min(1, Math.max(0, q)) * (n - 1));
  for (const [index, count] of sortedSide(sketch.negative, 'falling')) {
    if (before < count) return -bucketValue(index);
    before -= count;
  }
  if (before < sketch.zeros) return 0;
  before -= sketch.zeros;
  for (const [index, count] of sortedSide(sketch.positive, 'rising')) {
    if (before < count) return bucketValue(index);
    before -= count;
  }
  return null;
};

/** How many of the values are past a limit above zero; those in the bucket that holds it are taken to be at most there. */
export const countPast = ({ positive }: Sketch, limit: number): number => {
  const at = bucketOf(limit);
  let past = 0;
  for (const [index, count] of positive) if (at === null || index > at) past += count;
  return past;
};

const sortedSide = (side: ReadonlyMap<number, number>, order: 'rising' | 'falling'): readonly (readonly [number, number])[] =>
  [...side].sort(([a], [b]) => (order === 'rising' ? a - b : b - a));

/** The point of a bucket that is equally far, relatively, from both of its bounds. */
export const bucketValue = (index: number): number => (2 * GROWTH ** index) / (GROWTH + 1);
