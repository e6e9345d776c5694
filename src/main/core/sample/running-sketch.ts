import { bucketOf, bucketValue, type Sketch } from './sketch.js';

/** Counts of neighbouring buckets: `counts[i]` is that of bucket `offset + i`. */
interface Side {
  offset: number;
  counts: number[];
}

/** How values are spread, with the error of a `Sketch`; of neighbouring buckets, which those of one metric are, it takes less room. */
export interface Spread {
  n: number;
  zeros: number;
  readonly positive: Side;
  readonly negative: Side;
}

/** How the values of a window that moves on are spread: what enters is added, what leaves is taken away. */
export interface RunningSketch extends Spread {
  /** It holds what came after this instant. */
  from: number;
}

const emptySide = (): Side => ({ offset: 0, counts: [] });

export const createRunning = (from: number): RunningSketch => ({
  from,
  n: 0,
  zeros: 0,
  positive: emptySide(),
  negative: emptySide(),
});

/** How these values are spread, in no more room than that takes. */
export const spreadOfValues = (values: readonly number[]): Spread => {
  const spread = createRunning(0);
  for (const value of values) countValue(spread, value, 1);
  return trimmed(spread);
};

export const spreadOfSketch = (sketch: Sketch): Spread => {
  const spread = createRunning(0);
  spread.zeros = sketch.zeros;
  spread.n = sketch.zeros;
  for (const side of ['positive', 'negative'] as const) {
    for (const [bucket, count] of sketch[side]) {
      countBucket(spread[side], bucket, count);
      spread.n += count;
    }
  }
  return trimmed(spread);
};

/** An array that grew holds room to grow further. */
const trimmed = ({ n, zeros, positive, negative }: Spread): Spread => ({
  n,
  zeros,
  positive: { offset: positive.offset, counts: positive.counts.slice() },
  negative: { offset: negative.offset, counts: negative.counts.slice() },
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
  readonly spread: Spread | null;
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
    if (stretch.spread !== null) countSpread(sketch, stretch.spread, -1);
    for (const [index, at] of stretch.at.entries())
      if (at > sketch.from) countValue(sketch, stretch.value[index] as number, -1);
    sketch.from = stretch.last;
  }
};

/** Counts a value `times` times; negative times take it away again. */
export const countValue = (sketch: Spread, value: number, times: number): void => {
  sketch.n += times;
  const bucket = bucketOf(value);
  if (bucket === null) sketch.zeros += times;
  else countBucket(value > 0 ? sketch.positive : sketch.negative, bucket, times);
};

/** Counts all of a spread, or takes it away. */
export const countSpread = (into: Spread, from: Spread, times: number): void => {
  into.zeros += times * from.zeros;
  into.n += times * from.n;
  for (const side of ['positive', 'negative'] as const) {
    const { offset, counts } = from[side];
    for (const [index, count] of counts.entries()) if (count !== 0) countBucket(into[side], offset + index, times * count);
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

const joined = (spreads: readonly Spread[]): Spread => {
  const whole = createRunning(0);
  for (const spread of spreads) countSpread(whole, spread, 1);
  return whole;
};
