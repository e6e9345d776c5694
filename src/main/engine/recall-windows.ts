import type { History } from '../core/port/history.js';
import { after, type Instant, minutes } from '../core/time/instant.js';
import { keepSample } from './intake.js';
import type { SeriesState, World } from './world.js';

const MOST_AT_ONCE = 50;

/** Fills the windows of rules that look back from the store, as they were when the desk last wrote. */
export const recallWindows = async (world: World, history: Pick<History, 'raw'>, now: Instant): Promise<void> => {
  const states = [...world.series.values()].filter(({ keep, keepNewest }) => keep > 0 || keepNewest > 1);
  for (let start = 0; start < states.length; start += MOST_AT_ONCE) {
    await Promise.all(states.slice(start, start + MOST_AT_ONCE).map((state) => recallWindow(state, history, now)));
  }
};

/** A counter's rise begins at the sample before its window: a little more than the window is read. */
const recallWindow = async (state: SeriesState, history: Pick<History, 'raw'>, now: Instant): Promise<void> => {
  const interval = state.every ?? minutes(5);
  const back = state.keep + interval * (state.keepNewest + 3);
  for (const { at, value } of await history.raw(state.id, after(now, -back), now)) keepSample(state, at, value);
};
