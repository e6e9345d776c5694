import type { ClosedHour, HourHistory, OpenHour } from '../model/baseline.js';
import { type Duration, hours, type Instant } from '../time/instant.js';

/** Four weeks: three of each hour of the week are enough, so one may be missing. */
const MOST_HOURS = 4 * 7 * 24;
/** It grows by a day at a time. */
const STEP = 24;
/** The noise of fewer samples says too little. */
const LEAST_SAMPLES = 4;

const HOUR: Duration = hours(1);

export const hourOf = (at: Instant): number => Math.floor(at / HOUR);

const NOTHING = new Float32Array(0);

export const emptyHours = (): HourHistory => ({ newest: 0, centres: NOTHING, slopes: NOTHING, noises: NOTHING });

const NO_TIME = { mean: 0, squares: 0, cross: 0 };

/**
 * Welford's running mean and sums of squares, with one value more. A rate weighs as much as the time that it is of: a counter that
 * tells of each event as it happens has as many short steps as long ones, and their plain mean would be far above its rate.
 */
export const withValue = (open: OpenHour | null, at: Instant, value: number, weight = 1): OpenHour => {
  const known = open ?? { hour: hourOf(at), n: 0, mean: 0, squares: 0, time: NO_TIME };
  const total = weightOf(known) + weight;
  const share = weight / total;
  const distance = value - known.mean;
  const mean = known.mean + distance * share;
  const offset = at - known.hour * HOUR;
  const apart = offset - known.time.mean;
  const middle = known.time.mean + apart * share;
  return {
    hour: known.hour,
    n: known.n + 1,
    weight: total,
    mean,
    squares: known.squares + weight * distance * (value - mean),
    time: {
      mean: middle,
      squares: known.time.squares + weight * apart * (offset - middle),
      cross: known.time.cross + weight * apart * (value - mean),
    },
  };
};

const weightOf = ({ n, weight }: OpenHour): number => weight ?? n;

/** The hour as it is when it is over. */
export const closed = (open: OpenHour): ClosedHour => {
  const { hour, n, mean, time } = open;
  const spread = spreadOf(open);
  const slope = slopeOf(spread);
  const centre = Number.isNaN(slope) ? mean : mean + slope * (0.5 - time.mean / HOUR);
  return { hour, n, mean, deviation: Math.sqrt(spread.squares / n), centre, slope, noise: noiseOf(spread) };
};

/** The sums of squares as `n` samples of equal weight would have them. */
interface Spread {
  readonly n: number;
  readonly squares: number;
  readonly timeSquares: number;
  readonly cross: number;
}

const spreadOf = (open: OpenHour): Spread => {
  const { n, squares, time } = open;
  const each = n / weightOf(open);
  return { n, squares: squares * each, timeSquares: time.squares * each, cross: time.cross * each };
};

/** Variance of times that are spread evenly over half an hour: of samples closer together a line would lead astray. */
const LEAST_SPREAD = (HOUR / 2) ** 2 / 12;

/** Least squares, over the whole hour. */
const slopeOf = ({ n, timeSquares, cross }: Spread): number =>
  n < LEAST_SAMPLES || timeSquares < n * LEAST_SPREAD ? Number.NaN : (cross / timeSquares) * HOUR;

/** Deviation from the straight line that fits the hour best; the line took two of its freedoms. */
const noiseOf = ({ n, squares, timeSquares, cross }: Spread): number => {
  if (n < LEAST_SAMPLES) return Number.NaN;
  const explained = timeSquares > 0 ? cross ** 2 / timeSquares : 0;
  return Math.sqrt(Math.max(0, squares - explained) / (n - 2));
};

/** Adds a closed hour; hours between it and the newest one stay without a value. The oldest give way. */
export const withHour = (history: HourHistory, { hour, centre, slope, noise }: ClosedHour): HourHistory => {
  const gap = history.centres.length === 0 ? 1 : Math.min(hour - history.newest, MOST_HOURS);
  const kept = Math.min(known(history), MOST_HOURS - gap);
  const size = Math.min(MOST_HOURS, Math.ceil((kept + gap) / STEP) * STEP);
  const moved = (values: Float32Array, newest: number): Float32Array => {
    const next = new Float32Array(size).fill(Number.NaN);
    next.set(values.subarray(values.length - kept), size - gap - kept);
    next[size - 1] = newest;
    return next;
  };
  return {
    newest: hour,
    centres: moved(history.centres, centre),
    slopes: moved(history.slopes, slope),
    noises: moved(history.noises, noise),
  };
};

/** Slots from the oldest one with a value on. */
const known = ({ centres }: HourHistory): number => {
  let first = 0;
  while (first < centres.length && Number.isNaN(centres[first])) first += 1;
  return centres.length - first;
};

/** Drops the hours after `hour`, which a wrong clock had made. */
export const hoursUntil = (history: HourHistory, hour: number): HourHistory => {
  const surplus = history.newest - hour;
  if (surplus <= 0) return history;
  const length = history.centres.length;
  if (surplus >= length) return emptyHours();
  return {
    newest: hour,
    centres: history.centres.slice(0, length - surplus),
    slopes: history.slopes.slice(0, length - surplus),
    noises: history.noises.slice(0, length - surplus),
  };
};

/** The slot of an hour; -1 where it is too old or not over yet. */
export const slotOf = (history: HourHistory, hour: number): number => {
  const slot = history.centres.length - 1 - (history.newest - hour);
  return hour > history.newest || slot < 0 ? -1 : slot;
};

/** Hours from the oldest with a value to `hour`, and how many of them have one. */
export const reach = (history: HourHistory, hour: number): { readonly span: number; readonly filled: number } => {
  const length = known(history);
  const { centres } = history;
  let filled = 0;
  // By index, because this is asked for each series as the clock strikes: an iterator makes an object of each number.
  for (let slot = centres.length - length; slot < centres.length; slot += 1) if (!Number.isNaN(centres[slot])) filled += 1;
  return { span: length === 0 ? 0 : hour - history.newest + length - 1, filled };
};
