import type { Now } from '../../core/alert/advance.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { rulesOn } from '../../core/rule/rule-index.js';
import { createWindow } from '../../core/sample/sample-window.js';
import { forgetSamples, insertSample, isCounterName, keepOnlyNewest } from '../../core/sample/window.js';
import { newestInstant } from '../../core/sample/window-read.js';
import { type Duration, duration, minutes } from '../../core/time/instant.js';
import { bind } from '../rule/bind.js';
import type { Binding, SeriesState, World } from '../world.js';

/** A sample may be so far ahead of this desk's clock; beyond that one of the two clocks is wrong. */
const MOST_AHEAD = minutes(1);

/** What comes with samples: how often they are to be expected, and whom to tell which alerts they bear on; null: nobody asks. */
export interface Intake {
  readonly every: Duration | null;
  readonly touched: Set<Binding> | null;
}

/** Takes usable samples in: into the windows that rules look at, and into the draft. */
export const intake = (world: World, samples: readonly SeriesSample[], at: Now, { every, touched }: Intake): void => {
  const kept = world.draft().samples;
  for (const sample of samples) {
    const state = world.series.get(sample.id) ?? bornSeries(world, sample, every);
    state.every = every ?? state.every;
    remember(world, state, sample, at);
    kept.push(sample);
    if (touched !== null) for (const binding of state.bindings) touched.add(binding);
  }
};

/** What is no number, or comes from the future, says nothing and is not kept. */
export const isUsable = ({ value, at }: SeriesSample, { now }: Now): boolean =>
  Number.isFinite(value) && at <= now + MOST_AHEAD;

/** A sample that comes late takes its place in time, but makes nothing current again. */
const remember = (world: World, state: SeriesState, sample: SeriesSample, at: Now): void => {
  const isNewest = sample.at > newestInstant(state.samples);
  if (state.keep === 0 && state.keepNewest === 1) keepOnlyNewest(state.samples, sample.at, sample.value);
  else keepInWindows(state, sample, at);
  if (isNewest) {
    state.newestObserved = at.observed;
    if (state.isEnded) revive(world, state);
  }
};

const keepInWindows = (state: SeriesState, { at, value }: SeriesSample, { now }: Now): void => {
  keepSample(state, at, value);
  forgetSamples(state.samples, now - state.keep, state.keepNewest);
  for (const window of state.marked.values()) forgetSamples(window, now - state.keep, state.keepNewest);
};

/** Puts a sample into all windows of its series. */
export const keepSample = (state: SeriesState, at: number, value: number): void => {
  insertSample(state.samples, at, value);
  for (const [limit, window] of state.marked) insertSample(window, at, value > limit ? 1 : 0);
};

/** The end of some series was announced: they have no value from now on. Answers which alerts that bears on. */
export const endSeries = (world: World, ids: readonly SeriesId[]): Set<Binding> => {
  const touched = new Set<Binding>();
  for (const id of ids) {
    const state = world.series.get(id);
    if (state === undefined || state.isEnded) continue;
    state.isEnded = true;
    world.endedSeries.add(id);
    for (const binding of state.bindings) touched.add(binding);
  }
  if (touched.size > 0) noteEnded(world);
  return touched;
};

const revive = (world: World, state: SeriesState): void => {
  state.isEnded = false;
  world.endedSeries.delete(state.id);
  noteEnded(world);
};

const noteEnded = (world: World): void => {
  world.draft().marks.set('endedSeries', [...world.endedSeries]);
};

/** A series seen for the first time: finds the rules that look at it. */
export const bornSeries = (world: World, sample: Pick<SeriesSample, 'id' | 'series'>, every: Duration | null): SeriesState => {
  const state: SeriesState = {
    id: sample.id,
    series: sample.series,
    samples: createWindow(isCounterName(sample.series.name)),
    marked: new Map(),
    newestObserved: world.observation.before,
    every,
    isEnded: world.endedSeries.has(sample.id),
    baseline: world.baselines.get(sample.id) ?? null,
    keep: duration(0),
    keepNewest: 1,
    bindings: [],
  };
  world.series.set(sample.id, state);
  for (const rule of rulesOn(world.ruleIndex, sample.series)) bind(world, rule, state);
  return state;
};
