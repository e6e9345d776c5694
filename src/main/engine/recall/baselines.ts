import { bornBaseline, learn, withSeason } from '../../core/baseline/state.js';
import { wantedSeason } from '../../core/baseline/wanted.js';
import type { History } from '../../core/port/history.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import type { SeriesState, World } from '../world.js';

/** As far back as raw samples are kept by default: what a baseline that was never saved can learn from. */
const LONGEST_STUDY = days(14);

/**
 * Learns the stored samples that came after a baseline was saved: what a kill cut off. All up to its last sample is in the
 * saved state, so none is learnt twice. A series whose rule asks for a baseline for the first time learns from what is
 * stored of it.
 */
export const recallBaselines = async (world: World, history: Pick<History, 'raw'>, now: Instant): Promise<void> => {
  for (const series of world.series.values()) await recallBaseline(series, history, now);
};

const recallBaseline = async (series: SeriesState, history: Pick<History, 'raw'>, now: Instant): Promise<void> => {
  const season = wantedSeason(series.bindings);
  if (season === null) return;
  const { baseline } = series;
  let state = baseline === null ? bornBaseline(series.series.name, season) : withSeason(baseline, season);
  const from = after(state.learnedTo ?? after(now, -LONGEST_STUDY), 1);
  for (const { at, value } of state.frozenSince === null ? await history.raw(series.id, from, after(now, 1)) : []) {
    state = learn(state, at, value).state;
  }
  series.baseline = state;
};
