import type { ClosedHour, HourHistory, OpenHour } from '../model/baseline.js';
import { type Duration, hours, type Instant } from '../time/instant.js';

/** Five weeks: an odd number of each hour of the week, and at least three of them also after a fortnight's gap. */
const MOST_HOURS = 5 * 7 * 24;
/** It grows by a day at a time. */
const STEP = 24;
/** A standard deviation of fewer samples says too little. */
const LEAST_SAMPLES = 3;

const HOUR: Duration = hours(1);

export const hourOf = (at: Instant): number => Math.floor(at / HOUR);

export const emptyHours = (): HourHistory => ({ newest: 0, means: new Float32Array(0), deviations: new Float32Array(0) });

/** Welford's running mean and sum of squares, with one value more. */
export const withValue = (open: OpenHour | null, hour: number, value: number): OpenHour => {
  if (open === null) return { hour, n: 1, mean: value, squares: 0 };
  const n = open.n + 1;
  const distance = value - open.mean;
  const mean = open.mean + distance / n;
  return { hour, n, mean, squares: open.squares + distance * (value - mean) };
};

/** The hour as it is when it is over. */
export const closed = ({ hour, n, mean, squares }: OpenHour): ClosedHour => ({
  hour,
  n,
  mean,
  deviation: Math.sqrt(squares / n),
});

/** Adds a closed hour; hours between it and the newest one stay without a value. The oldest give way. */
export const withHour = (history: HourHistory, { hour, n, mean, deviation }: ClosedHour): HourHistory => {
  const length = history.means.length;
  const gap = length === 0 ? 1 : Math.min(hour - history.newest, MOST_HOURS);
  const kept = Math.min(known(history), MOST_HOURS - gap);
  const size = Math.min(MOST_HOURS, Math.ceil((kept + gap) / STEP) * STEP);
  const means = new Float32Array(size).fill(Number.NaN);
  const deviations = new Float32Array(size).fill(Number.NaN);
  means.set(history.means.subarray(length - kept), size - gap - kept);
  deviations.set(history.deviations.subarray(length - kept), size - gap - kept);
  means[size - 1] = mean;
  deviations[size - 1] = n < LEAST_SAMPLES ? Number.NaN : deviation;
  return { newest: hour, means, deviations };
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
    deviations: history.deviations.slice(0, length - surplus),
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
  return { span: length === 0 ? 0 : hour - history.newest + length, filled };
};
