import type { Sample } from '../core/model/sample.js';
import type { History } from '../core/port/history.js';
import { markedPast, prependRolledUp } from '../core/sample/rolled-up.js';
import { after, bucketStart, hours, type Instant, minutes } from '../core/time/instant.js';
import { keepSample } from './intake.js';
import type { SeriesState, World } from './world.js';

/** What of the history fills a window. */
type Windows = Pick<History, 'raw' | 'hourly'>;

const MOST_AT_ONCE = 50;

/**
 * Fills the windows of rules that look back from the store, as they were when the desk last wrote. Where a window reaches back
 * further than samples are kept, the hours before that are filled from what they were rolled up to.
 */
export const recallWindows = async (world: World, history: Windows, now: Instant): Promise<void> => {
  const states = [...world.series.values()].filter(({ keep, keepNewest }) => keep > 0 || keepNewest > 1);
  for (let start = 0; start < states.length; start += MOST_AT_ONCE) {
    const some = states.slice(start, start + MOST_AT_ONCE);
    await Promise.all(some.map((state) => recallWindow(state, history, now, world.config.retention.raw)));
  }
};

/** A counter's rise begins at the sample before its window: a little more than the window is read. */
const recallWindow = async (state: SeriesState, history: Windows, now: Instant, kept: number): Promise<void> => {
  const interval = state.every ?? minutes(5);
  const from = after(now, -(state.keep + interval * (state.keepNewest + 3)));
  const samples = await history.raw(state.id, from, now);
  for (const { at, value } of samples) keepSample(state, at, value);
  if (after(now, -kept) > from) await recallRolledUp(state, history, from, samples[0] ?? { at: now, value: 0 });
};

const HOUR = hours(1);

const recallRolledUp = async (state: SeriesState, history: Windows, from: Instant, first: Sample): Promise<void> => {
  const end = bucketStart(first.at, HOUR);
  if (from >= end) return;
  const hours = await history.hourly(state.id, from, end);
  prependRolledUp(state.samples, hours, HOUR);
  for (const [limit, window] of state.marked)
    prependRolledUp(
      window,
      hours.map((hour) => markedPast(limit, hour)),
      HOUR,
    );
};
