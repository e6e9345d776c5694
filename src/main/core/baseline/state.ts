import type { BaselineState, ClosedHour } from '../model/baseline.js';
import { hours, type Instant } from '../time/instant.js';
import { withAverage } from './ema.js';
import { closed, emptyHours, hourOf, hoursUntil, withHour, withValue } from './hours.js';

/** A baseline is ready at this many samples … */
export const READY_SAMPLES = 100;
/** … that span at least this long. */
export const READY_SPAN = hours(6);

/** Two counts further apart than this say nothing about any one hour. */
const LONGEST_STEP = hours(1);

/** A baseline that knows nothing yet. The name of a counter ends in `_total`. */
export const bornBaseline = (metric: string, season: 'none' | 'weekly'): BaselineState => ({
  form: metric.endsWith('_total') ? 'counter' : 'gauge',
  samples: 0,
  span: 0,
  learnedTo: null,
  open: null,
  average: null,
  season: season === 'weekly' ? emptyHours() : null,
  frozenSince: null,
  reset: null,
  count: null,
});

/** A baseline with given figures and no season, as scenarios state it: `deviation` is the standard deviation. */
export const seeded = (
  metric: string,
  given: { readonly mean: number; readonly deviation: number; readonly samples: number },
): BaselineState => ({
  ...bornBaseline(metric, 'none'),
  samples: given.samples,
  span: READY_SPAN,
  average: { mean: given.mean, variance: given.deviation ** 2, hours: 1 },
});

/** Gives a baseline a place for its season, or takes it away. */
export const withSeason = (state: BaselineState, season: 'none' | 'weekly'): BaselineState => {
  if (season === 'none') return state.season === null ? state : { ...state, season: null };
  return state.season === null ? { ...state, season: emptyHours() } : state;
};

export interface Learnt {
  readonly state: BaselineState;
  /** The hour that this sample ended, for the baseline's own history. */
  readonly closed: ClosedHour | null;
}

/**
 * Learns a sample. Nothing is learnt while frozen, nothing that is not finite, and nothing that is not newer than all
 * that was learnt before: a sample that comes late is lost to the baseline, one of many, so that none is learnt twice.
 */
export const learn = (state: BaselineState, at: Instant, value: number): Learnt => {
  const isLate = state.learnedTo !== null && at <= state.learnedTo;
  if (state.frozenSince !== null || isLate || !Number.isFinite(value)) return { state, closed: null };
  if (state.form === 'gauge') return learnValue(state, at, value);
  const counted = { ...state, count: { at, value } };
  const rate = hourlyIncrease(state, at, value);
  return rate === null || state.count === null
    ? { state: { ...counted, learnedTo: at }, closed: null }
    : learnValue(counted, at, rate, at - state.count.at);
};

/** Increase per hour since the newest count; a counter that fell began again at zero. Null without a count near enough. */
const hourlyIncrease = ({ count }: BaselineState, at: Instant, value: number): number | null => {
  if (count === null || at - count.at > LONGEST_STEP) return null;
  const increase = value >= count.value ? value - count.value : value;
  return (increase * hours(1)) / (at - count.at);
};

/** `weight`: of a rate, the milliseconds that it is of. */
const learnValue = (state: BaselineState, at: Instant, value: number, weight = 1): Learnt => {
  const hour = hourOf(at);
  const isNewHour = state.open !== null && state.open.hour !== hour;
  const over = isNewHour && state.open !== null ? closed(state.open) : null;
  const before = over === null ? state : withClosed(state, over);
  const span = state.samples === 0 || state.learnedTo === null ? state.span : state.span + (at - state.learnedTo);
  // Written out, because this is made anew for each sample: a spread costs several times as much.
  const learnt: BaselineState = {
    form: state.form,
    samples: state.samples + 1,
    span,
    learnedTo: at,
    open: withValue(isNewHour ? null : state.open, at, value, weight),
    average: before.average,
    season: before.season,
    frozenSince: state.frozenSince,
    reset: state.reset,
    count: state.count,
  };
  return { state: learnt, closed: over };
};

const withClosed = (state: BaselineState, hour: ClosedHour): BaselineState => ({
  ...state,
  average: withAverage(state.average, hour),
  season: state.season === null ? null : withHour(state.season, hour),
});

/**
 * Stops learning: a rule on the series fires, or maintenance runs. The hour under way is dropped, because it holds the
 * samples that led to it.
 */
export const freeze = (state: BaselineState, at: Instant): BaselineState =>
  state.frozenSince === null ? { ...state, frozenSince: at, open: null, count: null } : state;

/** Goes on learning with what comes after `at`. */
export const thaw = (state: BaselineState, at: Instant): BaselineState =>
  state.frozenSince === null ? state : { ...state, frozenSince: null, learnedTo: latest(state.learnedTo, at) };

const latest = (known: Instant | null, at: Instant): Instant => (known !== null && known > at ? known : at);

/** Forgets all that was usual, and learns anew from `at` on, also while what fired before still does. */
export const reset = (state: BaselineState, at: Instant, why: string): BaselineState => ({
  ...state,
  samples: 0,
  span: 0,
  learnedTo: latest(state.learnedTo, at),
  open: null,
  average: null,
  season: state.season === null ? null : emptyHours(),
  frozenSince: null,
  reset: { at, why },
  count: null,
});

/** Takes back what a clock that was ahead of `now` had made of the future, so that learning can go on. */
export const rewind = (state: BaselineState, now: Instant): BaselineState =>
  state.learnedTo === null || state.learnedTo <= now
    ? state
    : {
        ...state,
        learnedTo: now,
        open: null,
        count: null,
        season: state.season === null ? null : hoursUntil(state.season, hourOf(now) - 1),
      };
