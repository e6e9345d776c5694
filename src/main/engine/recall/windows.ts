import type { Sample } from '../../core/model/sample.js';
import type { History } from '../../core/port/history.js';
import { markedPast, prependRolledUp } from '../../core/sample/rolled-up.js';
import { after, bucketStart, duration, hours, type Instant, minutes } from '../../core/time/instant.js';
import { keepSample } from '../observe/intake.js';
import type { SeriesState, World } from '../world.js';

/** What of the history fills a window. */
type Windows = Pick<History, 'raw' | 'hourly'>;

const MOST_AT_ONCE = 50;
const HOUR = hours(1);

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

const recallWindow = async (state: SeriesState, history: Windows, now: Instant, kept: number): Promise<void> => {
  const interval = state.every ?? minutes(5);
  const from = after(now, -(state.keep + interval * (state.keepNewest + 3)));
  const oldest = after(now, -kept);
  const samples = await reachBack(state, history, { from, now, oldest });
  for (const { at, value } of samples) keepSample(state, at, value);
  if (oldest > from) await recallRolledUp(state, history, from, samples[0] ?? { at: now, value: 0 });
};

/** From where on samples are read at first, up to when, and how far back they are kept at all. */
interface Reach {
  readonly from: Instant;
  readonly now: Instant;
  readonly oldest: Instant;
}

/** What lies further back than it usually does is looked for in ever longer strides: few series have to. */
const reachBack = async (state: SeriesState, history: Windows, { from, now, oldest }: Reach): Promise<readonly Sample[]> => {
  let samples = await history.raw(state.id, from, now);
  let begun = from;
  for (let stride = HOUR; begun > oldest && !isEnough(state, samples, now); stride = duration(4 * stride)) {
    samples = [...(await history.raw(state.id, after(begun, -stride), begun)), ...samples];
    begun = after(begun, -stride);
  }
  return samples;
};

/** A counter's rise begins at the sample before its window, and some rules need a number of samples, both however old. */
const isEnough = (
  { samples: { isCounter }, keep, keepNewest }: SeriesState,
  found: readonly Sample[],
  now: Instant,
): boolean => {
  if (found.length < keepNewest) return false;
  return !isCounter || (found[0]?.at ?? now) <= now - keep;
};

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
