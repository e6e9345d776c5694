import { fingerprintOf } from '../../core/alert/identity.js';
import type { Labels } from '../../core/model/labels.js';
import type { Rule } from '../../core/model/rule.js';
import { alertLabels, reachOf, wantedLabels } from '../../core/rule/group.js';
import { noData } from '../../core/rule/measured.js';
import { rulesOn } from '../../core/rule/rule-index.js';
import { createWindow } from '../../core/sample/sample-window.js';
import { insertSample } from '../../core/sample/window.js';
import { eachWithin } from '../../core/sample/window-read.js';
import { duration, type ObservedInstant } from '../../core/time/instant.js';
import type { Binding, SeriesState, World } from '../world.js';
import { isOrphaned } from './retire.js';
import { placeInRound } from './round.js';

/** Ties rules and the series that are known to each other afresh. */
export const bindAll = (world: World, observed: ObservedInstant): void => {
  world.bindings.clear();
  world.silences.clear();
  for (const state of world.series.values()) {
    state.bindings = [];
    state.keep = duration(0);
    state.keepNewest = 1;
    if (isOrphaned(world, state.series.labels)) continue;
    for (const rule of rulesOn(world.ruleIndex, state.series)) bind(world, rule, state);
  }
  awaitFirst(world, observed);
};

/** Ties a series to the alert that a rule makes of it. */
export const bind = (world: World, rule: Rule, state: SeriesState): void => {
  const binding = bindingOf(world, rule, alertLabels(rule, state.series));
  binding.members.push(state);
  state.bindings.push(binding);
  const { back, newest } = reachOf(rule);
  state.keep = duration(Math.max(state.keep, back));
  state.keepNewest = Math.max(state.keepNewest, newest);
  markFor(rule, state);
  if (world.waiting.size > 0) arrived(world, rule);
};

const bindingOf = (world: World, rule: Rule, labels: Labels): Binding => {
  const fingerprint = fingerprintOf(rule.id, labels);
  const known = world.bindings.get(fingerprint);
  if (known !== undefined) return known;
  const place = placeInRound(fingerprint);
  const binding: Binding = { rule, fingerprint, labels, members: [], place, since: null, judgement: noData, failure: null };
  world.bindings.set(fingerprint, binding);
  world.touched?.alerts.add(fingerprint);
  if (rule.when.test.kind === 'absent') world.silences.add(binding);
  return binding;
};

/** An objective of latency counts the readings past its limit. */
const markFor = ({ when: { test } }: Rule, state: SeriesState): void => {
  const limit = test.kind === 'burnRate' ? test.objective.slowerThan : null;
  if (limit === null || state.marked.has(limit)) return;
  const window = createWindow(false);
  eachWithin(state.samples, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, (value, at) =>
    insertSample(window, at, value > limit ? 1 : 0),
  );
  state.marked.set(limit, window);
};

/** Rules that wait for a sample and match no series at all get one alert, which waits for the first. */
const awaitFirst = (world: World, observed: ObservedInstant): void => {
  const wanted = new Map<string, ObservedInstant>();
  for (const rule of world.rules.values()) {
    if (!rule.enabled || !rule.hasSource || rule.when.test.kind !== 'absent') continue;
    const labels = wantedLabels(rule);
    const isSeen = hasSeries(world, rule);
    // Where the first series has come meanwhile, the alert that waited for it is judged until it has ended.
    if (isSeen && !world.live.has(fingerprintOf(rule.id, labels))) continue;
    const binding = bindingOf(world, rule, labels);
    if (isSeen) continue;
    binding.since = world.waiting.get(binding.fingerprint) ?? observed;
    wanted.set(binding.fingerprint, binding.since);
  }
  if (wanted.size === 0 && world.waiting.size === 0) return;
  world.waiting.clear();
  for (const [fingerprint, since] of wanted) world.waiting.set(fingerprint, since);
  noteWaiting(world);
};

const hasSeries = (world: World, rule: Rule): boolean =>
  [...world.bindings.values()].some((binding) => binding.rule.id === rule.id && binding.members.length > 0);

/** The first series has come: nothing is waited for any more. */
const arrived = (world: World, rule: Rule): void => {
  if (rule.when.test.kind !== 'absent') return;
  const fingerprint = fingerprintOf(rule.id, wantedLabels(rule));
  const binding = world.bindings.get(fingerprint);
  if (!world.waiting.delete(fingerprint) || binding === undefined) return;
  binding.since = null;
  noteWaiting(world);
};

const noteWaiting = (world: World): void => {
  world.draft().marks.set('waiting', [...world.waiting]);
};
