import type { ClosedHour, HourHistory, OpenHour } from '../model/baseline.js';
import { type Duration, hours, type Instant } from '../time/instant.js';

/** Five weeks: an odd number of each hour of the week, and at least three of them also after a fortnight's gap. */
const MOST_HOURS = 5 * 7 * 24;
/** It grows by a day at a time. */
const STEP = 24;
/** The noise of fewer samples says too little. */
const LEAST_SAMPLES = 4;

const HOUR: Duration = hours(1);

export const hourOf = (at: Instant): number => Math.floor(at / HOUR);

export const emptyHours = (): HourHistory => ({ newest: 0, means: new Float32Array(0), noises: new Float32Array(0) });

const NO_TIME = { mean: 0, squares: 0, cross: 0 };

/** Welford's running mean and sums of squares, with one value more. */
export const withValue = (open: OpenHour | null, at: Instant, value: number): OpenHour => {
  const known = open ?? { hour: hourOf(at), n: 0, mean: 0, squares: 0, time: NO_TIME };
  const n = known.n + 1;
  const distance = value - known.mean;
  const mean = known.mean + distance / n;
  const offset = at - known.hour * HOUR;
  const apart = offset - known.time.mean;
  const middle = known.time.mean + apart / n;
  return {
    hour: known.hour,
    n,
    mean,
    squares: known.squares + distance * (value - mean),
    time: {
      mean: middle,
      squares: known.time.squares + apart * (offset - middle),
      cross: known.time.cross + apart * (value - mean),
    },
  };
};

/** The hour as it is when it is over. */
export const closed = (open: OpenHour): ClosedHour => ({
  hour: open.hour,
  n: open.n,
  mean: open.mean,
  deviation: Math.sqrt(open.squares / open.n),
  noise: noiseOf(open),
});

/** Deviation from the straight line that fits the hour best; the line took two of its freedoms. */
const noiseOf = ({ n, squares, time }: OpenHour): number => {
  if (n < LEAST_SAMPLES) return Number.NaN;
  const explained = time.squares > 0 ? time.cross ** 2 / time.squares : 0;
  return Math.sqrt(Math.max(0, squares - explained) / (n - 2));
};

/** Adds a closed hour; hours between it and the newest one stay without a value. The oldest give way. */
export const withHour = (history: HourHistory, { hour, mean, noise }: ClosedHour): HourHistory => {
  const length = history.means.length;
  const gap = length === 0 ? 1 : Math.min(hour - history.newest, MOST_HOURS);
  const kept = Math.min(known(history), MOST_HOURS - gap);
  const size = Math.min(MOST_HOURS, Math.ceil((kept + gap) / STEP) * STEP);
  const means = new Float32Array(size).fill(Number.NaN);
  const noises = new Float32Array(size).fill(Number.NaN);
  means.set(history.means.subarray(length - kept), size - gap - kept);
  noises.set(history.noises.subarray(length - kept), size - gap - kept);
  means[size - 1] = mean;
  noises[size - 1] = noise;
  return { newest: hour, means, noises };
};

/** Slots from the oldest one with a value on. */
const known = ({ means }: HourHistory): number => {
  const first = means.findIndex((mean) => !Number.isNaN(mean));
  return first === -1 ? 0 : means.length - first;
};

/** Drops the hours after `hour`, which a wrong clock had made. */
export const hoursUntil = (history: HourHistory, hour: number): HourHistory => {
  const surplus = history.newest - hour;
  if (surplus <= 0) return history;
  const length = history.means.length;
  if (surplus >= length) return emptyHours();
  return {
    newest: hour,
    means: history.means.slice(0, length - surplus),
    noises: history.noises.slice(0, length - surplus),
  };
};

/** The slot of an hour; -1 where it is too old or not over yet. */
export const slotOf = (history: HourHistory, hour: number): number => {
  const slot = history.means.length - 1 - (history.newest - hour);
  return hour > history.newest || slot < 0 ? -1 : slot;
};

/** Hours from the oldest with a value to `hour`, and how many of them have one. */
export const reach = (history: HourHistory, hour: number): { readonly span: number; readonly filled: number } => {
  const length = known(history);
  let filled = 0;
  for (const mean of history.means) if (!Number.isNaN(mean)) filled += 1;
  return { span: length === 0 ? 0 : hour - history.newest + length - 1, filled };
};
