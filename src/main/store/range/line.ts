import { type Bucket, foldBuckets } from './bucket.js';
import { HOUR, hourEnd, hourOf } from './level.js';
import type { BucketPlan } from './plan.js';

/** What is known of a series' plain buckets; changed in place. */
export interface Line {
  /** Milliseconds of a bucket: at most an hour. */
  readonly unit: number;
  /** Whole hours: all buckets of `[from, to)` are known. */
  from: number;
  to: number;
  /** A sample later than this one can only be added; an earlier one may be late, or take another one's place. */
  sure: number;
  /** Start, min, max, n, sum, start … of `size` buckets, oldest first. */
  rows: Float64Array;
  size: number;
}

/** Whole hours. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const WIDTH = 5;
const [START, MIN, MAX, N, SUM] = [0, 1, 2, 3, 4];
/** Buckets for which there is room before another must be made. */
const SPARE = 8;

/** Longer buckets are folded from hours. */
export const unitOf = ({ step }: BucketPlan): number => Math.min(step, HOUR);

export const stretchOf = ({ from, to }: BucketPlan): Stretch => ({ from: hourOf(from), to: hourEnd(to) });

export const newLine = (unit: number, { from, to }: Stretch): Line => ({
  ...{ unit, from, to, sure: Number.NEGATIVE_INFINITY },
  ...{ rows: new Float64Array(0), size: 0 },
});

/** Numbers that it holds room for. */
export const roomOf = ({ rows }: Line): number => rows.length;

/** Adds buckets behind those that it has. `newest`: the instant of the last of their samples, where it is known. */
export const addBuckets = (line: Line, buckets: readonly Bucket[], newest: number | undefined): void => {
  grow(line, line.size + buckets.length);
  for (const { start, min, mean, max, n } of buckets) {
    line.rows.set([start, min, max, n, mean * n], line.size * WIDTH);
    line.size += 1;
  }
  if (line.size === 0) return;
  const last = at(line, line.size - 1, START);
  line.sure = newest !== undefined && newest >= last ? newest : last + line.unit - 1;
};

/** Takes up a sample: added where it is the newest, else what is known ends before its hour. */
export const addSample = (line: Line, instant: number, value: number): void => {
  if (instant < line.from || instant >= line.to) return;
  if (instant > line.sure) append(line, instant, value);
  else cutAfter(line, hourOf(instant));
};

const append = (line: Line, instant: number, value: number): void => {
  line.sure = instant;
  const start = Math.floor(instant / line.unit) * line.unit;
  if (line.size > 0 && at(line, line.size - 1, START) === start) addToLast(line, value);
  else {
    grow(line, line.size + 1);
    line.rows.set([start, value, value, 1, value], line.size * WIDTH);
    line.size += 1;
  }
};

const addToLast = ({ rows, size }: Line, value: number): void => {
  const row = rows.subarray((size - 1) * WIDTH, size * WIDTH);
  const [min, max] = [Math.min(row[MIN] as number, value), Math.max(row[MAX] as number, value)];
  row.set([min, max, (row[N] as number) + 1, (row[SUM] as number) + value], MIN);
};

export const cutAfter = (line: Line, hour: number): void => {
  line.to = Math.min(line.to, hour);
  line.size = firstFrom(line, line.to);
};

export const cutBefore = (line: Line, hour: number): void => {
  if (hour <= line.from) return;
  const first = firstFrom(line, hour);
  line.rows = line.rows.slice(first * WIDTH, line.size * WIDTH);
  line.size -= first;
  line.from = hour;
};

/** The plan's buckets, as far as they are known. */
export const bucketsIn = (line: Line, { step, from, to }: BucketPlan): readonly Bucket[] => {
  const buckets: Bucket[] = [];
  for (let i = firstFrom(line, from); i < line.size && at(line, i, START) < to; i += 1) buckets.push(bucketAt(line, i));
  return step === line.unit ? buckets : foldBuckets(buckets, step, 'plain');
};

const bucketAt = (line: Line, row: number): Bucket => {
  const [min, max, n] = [at(line, row, MIN), at(line, row, MAX), at(line, row, N)];
  const mean = min === max ? min : at(line, row, SUM) / n;
  return { start: at(line, row, START), n, mean, min, max, sketch: null };
};

/** Samples of `[from, to)` that lie in buckets which are wholly within. */
export const countIn = (line: Line, from: number, to: number): number => {
  let n = 0;
  for (let i = firstFrom(line, from); i < line.size && at(line, i, START) + line.unit <= to; i += 1) n += at(line, i, N);
  return n;
};

const at = ({ rows }: Line, row: number, column: number): number => rows[row * WIDTH + column] as number;

const firstFrom = (line: Line, instant: number): number => {
  let [low, high] = [0, line.size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(line, middle, START) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
};

const grow = (line: Line, size: number): void => {
  if (size * WIDTH <= line.rows.length) return;
  const rows = new Float64Array(WIDTH * (size + SPARE));
  rows.set(line.rows);
  line.rows = rows;
};
