import type { Band, BaselineKind, BaselineState, Expectation, Place, Readiness } from '../model/baseline.js';
import type { Instant } from '../time/instant.js';
import { localHours } from '../time/zone.js';
import { bandOfAverage, placeByAverage } from './ema.js';
import { hourOf } from './hours.js';
import { DAILY_FROM, placeInSeason, seasonalBand, seasonLength } from './seasonal.js';
import { READY_SAMPLES, READY_SPAN } from './state.js';

/**
 * What is usual for the series at `at`, by the hours that were over when it last learnt: the hour under way, and so the
 * value that is judged, has no part in it. `zone`: the site's, which gives hours and weekdays their names.
 */
export const expectation = (state: BaselineState, at: Instant, kind: BaselineKind, zone: string): Expectation => {
  const season = kind === 'ema' || state.season === null ? null : seasonalBand(state.season, at, localHours(zone));
  if (season !== null) return { readiness: readinessOf(state, READY), band: season, used: 'seasonal' };
  if (kind === 'seasonal') {
    const have = state.season === null ? 0 : Math.max(0, seasonLength(state.season, hourOf(at)));
    const learning: Readiness = { kind: 'learning', have: Math.min(have, DAILY_FROM), need: DAILY_FROM };
    return { readiness: readinessOf(state, learning), band: null, used: 'seasonal' };
  }
  const band = averageBand(state);
  const otherwise: Readiness = band !== null ? READY : { kind: 'learning', have: progress(state), need: READY_SAMPLES };
  return { readiness: readinessOf(state, otherwise), band, used: 'ema' };
};

/** Where a value lies to the band at `at`; null until there is one. For those who ask so often that making the band would cost. */
export const placeOf = (value: number, state: BaselineState, at: Instant, kind: BaselineKind, zone: string): Place | null => {
  const { season, average } = state;
  const place = kind === 'ema' || season === null ? null : placeInSeason(season, at, value, localHours(zone));
  if (place !== null || kind === 'seasonal') return place;
  return average !== null && progress(state) >= READY_SAMPLES ? placeByAverage(average, value) : null;
};

const averageBand = (state: BaselineState): Band | null =>
  state.average !== null && progress(state) >= READY_SAMPLES ? bandOfAverage(state.average) : null;

const READY: Readiness = { kind: 'ready' };

/** Samples, or where they come fast the same share of the hours that they have to span. */
const progress = ({ samples, span }: BaselineState): number =>
  Math.min(samples, Math.floor((READY_SAMPLES * span) / READY_SPAN));

const readinessOf = (state: BaselineState, otherwise: Readiness): Readiness => {
  if (state.frozenSince !== null) return { kind: 'frozen', since: state.frozenSince };
  if (state.reset !== null && otherwise.kind === 'learning') return { kind: 'reset', ...state.reset };
  return otherwise;
};
