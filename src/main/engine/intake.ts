import type { Now } from '../core/alert/advance.js';
import { fingerprintOf } from '../core/alert/identity.js';
import type { Judgement, Rule } from '../core/model/rule.js';
import type { SeriesSample } from '../core/model/sample.js';
import { alertLabels, selects } from '../core/rule/group.js';
import { type Duration, duration } from '../core/time/instant.js';
import type { Binding, SeriesState, World } from './world.js';

const UNJUDGED: Judgement = { verdict: 'no-data', value: null, n: 0, sampleAt: null, clears: false };

/** A window never holds more samples than this; the oldest give way. */
const MOST_SAMPLES = 20_000;

/** Takes samples in: into the windows that rules look at, and into the draft. Answers which alerts they bear on. */
export const intake = (world: World, samples: readonly SeriesSample[], at: Now, every: Duration | null): Set<Binding> => {
  const touched = new Set<Binding>();
  for (const sample of samples) {
    const state = world.series.get(sample.id) ?? bornSeries(world, sample, every);
    remember(state, sample, at);
    world.draft().samples.push(sample);
    for (const binding of state.bindings) touched.add(binding);
  }
  return touched;
};

/** A sample that comes late takes its place in time; one of the same instant replaces the earlier one. */
const remember = (state: SeriesState, sample: SeriesSample, at: Now): void => {
  const { samples } = state;
  const newest = samples.at(-1);
  if (newest === undefined || sample.at > newest.at) {
    samples.push({ at: sample.at, value: sample.value });
    state.newestObserved = at.observed;
  } else {
    insertLate(samples, sample);
  }
  forget(state, at.now);
};

const insertLate = (samples: { at: number; value: number }[], sample: SeriesSample): void => {
  let index = samples.length;
  while (index > 0 && (samples[index - 1] as { at: number }).at > sample.at) index -= 1;
  const isSame = index > 0 && samples[index - 1]?.at === sample.at;
  samples.splice(isSame ? index - 1 : index, isSame ? 1 : 0, { at: sample.at, value: sample.value });
};

/** Drops what no window reaches any more; the newest sample always stays. */
const forget = (state: SeriesState, now: number): void => {
  const { samples } = state;
  let old = 0;
  while (old < samples.length - 1 && (samples[old]?.at ?? 0) <= now - state.keep) old += 1;
  old = Math.max(old, samples.length - MOST_SAMPLES);
  if (old > 0) samples.splice(0, old);
};

/** A series seen for the first time: finds the rules that look at it. */
export const bornSeries = (world: World, sample: Pick<SeriesSample, 'id' | 'series'>, every: Duration | null): SeriesState => {
  const state: SeriesState = {
    id: sample.id,
    series: sample.series,
    samples: [],
    newestObserved: world.observation.before,
    every,
    baseline: null,
    keep: duration(0),
    bindings: [],
  };
  world.series.set(sample.id, state);
  for (const rule of world.rulesByMetric.get(sample.series.name) ?? [])
    if (selects(rule, sample.series)) bind(world, rule, state);
  return state;
};

/** Ties a series to the alert that a rule makes of it. */
export const bind = (world: World, rule: Rule, state: SeriesState): void => {
  const labels = alertLabels(rule, state.series);
  const fingerprint = fingerprintOf(rule.id, labels);
  const binding = world.bindings.get(fingerprint) ?? { rule, fingerprint, labels, members: [], judgement: UNJUDGED };
  world.bindings.set(fingerprint, binding);
  binding.members.push(state);
  state.bindings.push(binding);
  state.keep = duration(Math.max(state.keep, rule.when.window ?? 0));
};
