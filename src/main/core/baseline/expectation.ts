import type { BaselineKind, BaselineState, Expectation, Readiness } from '../model/baseline.js';
import type { Instant } from '../time/instant.js';
import { localHours } from '../time/zone.js';
import { bandOfAverage } from './ema.js';
import { hourOf } from './hours.js';
import { DAILY_FROM, seasonalBand, seasonLength } from './seasonal.js';
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
  const have = progress(state);
  const isReady = have >= READY_SAMPLES && state.average !== null;
  return {
    readiness: readinessOf(state, isReady ? READY : { kind: 'learning', have, need: READY_SAMPLES }),
    band: isReady && state.average !== null ? bandOfAverage(state.average) : null,
    used: 'ema',
  };
};

const READY: Readiness = { kind: 'ready' };

/** Samples, or where they come fast the same share of the hours that they have to span. */
const progress = ({ samples, span }: BaselineState): number =>
  Math.min(samples, Math.floor((READY_SAMPLES * span) / READY_SPAN));

const readinessOf = (state: BaselineState, otherwise: Readiness): Readiness => {
  if (state.frozenSince !== null) return { kind: 'frozen', since: state.frozenSince };
  if (state.reset !== null && otherwise.kind === 'learning') return { kind: 'reset', ...state.reset };
  return otherwise;
};
