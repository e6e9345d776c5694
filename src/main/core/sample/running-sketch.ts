import { bucketOf, bucketValue, type Sketch } from './sketch.js';

/** Counts of neighbouring buckets: `counts[i]` is that of bucket `offset + i`. */
interface Side {
  offset: number;
  counts: number[];
}

/** How the values of a window that moves on are spread: what enters is added, what leaves is taken away. Error as a `Sketch`'s. */
export interface RunningSketch {
  /** It holds what came after this instant. */
  from: number;
  n: number;
  zeros: number;
  readonly positive: Side;
  readonly negative: Side;
}

export const createRunning = (from: number): RunningSketch => ({
  from,
  n: 0,
  zeros: 0,
  positive: { offset: 0, counts: [] },
  negative: { offset: 0, counts: [] },
});

export const addRunning = (sketches: Iterable<RunningSketch>, at: number, value: number): void => {
  for (const sketch of sketches) if (at > sketch.from) countValue(sketch, value, 1);
};

export const dropRunning = (sketches: Iterable<RunningSketch>, at: number, value: number): void => {
  for (const sketch of sketches) if (at > sketch.from) countValue(sketch, value, -1);
};

/** A stretch of samples as a window holds it: one by one, or sealed with nothing but their spread. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly at: readonly number[];
  readonly value: readonly number[];
  readonly spread: Sketch | null;
}

/** A stretch that is sealed is counted as a whole from now on: what of it had left comes back until all of it leaves. */
export const sealRunning = (sketches: Iterable<RunningSketch>, stretch: Stretch): void => {
  for (const sketch of sketches) {
    if (sketch.from < stretch.first || sketch.from >= stretch.last) continue;
    for (const [index, at] of stretch.at.entries())
      if (at <= sketch.from) countValue(sketch, stretch.value[index] as number, 1);
  }
};

/** A stretch leaves every window for good. */
export const leaveRunning = (sketches: Iterable<RunningSketch>, stretch: Stretch): void => {
  for (const sketch of sketches) {
    if (sketch.from >= stretch.last) continue;
    if (stretch.spread !== null) countSketch(sketch, stretch.spread, -1);
    for (const [index, at] of stretch.at.entries())
      if (at > sketch.from) countValue(sketch, stretch.value[index] as number, -1);
    sketch.from = stretch.last;
  }
};

/** Counts a value `times` times; negative times take it away again. */
export const countValue = (sketch: RunningSketch, value: number, times: number): void => {
  sketch.n += times;
  const bucket = bucketOf(value);
  if (bucket === null) sketch.zeros += times;
  else countBucket(value > 0 ? sketch.positive : sketch.negative, bucket, times);
};

/** Counts all of a sketch, or takes it away. */
export const countSketch = (into: RunningSketch, from: Sketch, times: number): void => {
  into.zeros += times * from.zeros;
  into.n += times * from.zeros;
  for (const [side, counts] of [[into.positive, from.positive] as const, [into.negative, from.negative] as const]) {
    for (const [bucket, count] of counts) {
      countBucket(side, bucket, times * count);
      into.n += times * count;
    }
  }
};

const countBucket = (side: Side, bucket: number, times: number): void => {
  if (side.counts.length === 0) side.offset = bucket;
  while (bucket < side.offset) {
    side.counts.unshift(0);
    side.offset -= 1;
  }
  while (bucket >= side.offset + side.counts.length) side.counts.push(0);
  side.counts[bucket - side.offset] = (side.counts[bucket - side.offset] ?? 0) + times;
};

/** The value of rank `floor(q × (n − 1))` over several sketches taken together, to within 1 % of itself; null without values. */
export const runningQuantile = (sketches: readonly RunningSketch[], q: number): number | null => {
  const [only] = sketches;
  const whole = sketches.length === 1 && only !== undefined ? only : joined(sketches);
  if (whole.n <= 0) return null;
  let before = Math.floor(q * (whole.n - 1));
  for (let index = whole.negative.counts.length - 1; index >= 0; index -= 1) {
    const count = whole.negative.counts[index] as number;
    if (before < count) return -bucketValue(whole.negative.offset + index);
    before -= count;
  }
  if (before < whole.zeros) return 0;
  before -= whole.zeros;
  for (const [index, count] of whole.positive.counts.entries()) {
    if (before < count) return bucketValue(whole.positive.offset + index);
    before -= count;
  }
  return null;
};

const joined = (sketches: readonly RunningSketch[]): RunningSketch => {
  const whole = createRunning(0);
  for (const sketch of sketches) {
    whole.zeros += sketch.zeros;
    whole.n += sketch.n;
    for (const side of ['positive', 'negative'] as const) {
      for (const [index, count] of sketch[side].counts.entries())
        if (count !== 0) countBucket(whole[side], sketch[side].offset + index, count);
    }
  }
  return whole;
};
