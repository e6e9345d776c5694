import { fingerprintOf } from '../../core/alert/identity.js';
import type { ExplainableAlert } from '../../core/model/explanation.js';
import type { Labels } from '../../core/model/labels.js';
import type { Rule } from '../../core/model/rule.js';
import { wantedLabels } from '../../core/rule/group.js';
import { noData } from '../../core/rule/measured.js';
import { isSynthetic } from '../rule/test-rule.js';
import type { Binding, World } from '../world.js';

/** Every alert that a rule makes or made, the worst first: its bindings, and what is remembered without one. */
export const alertsOf = (world: World, rule: Rule): readonly Binding[] => {
  const found = new Map<string, Binding>();
  for (const binding of world.bindings.values()) if (binding.rule.id === rule.id) found.set(binding.fingerprint, binding);
  for (const alert of world.alerts.values()) {
    if (alert.rule === rule.id && !found.has(alert.fingerprint)) found.set(alert.fingerprint, unbound(rule, alert.labels));
  }
  const all = [...found.values()].sort((a, b) => rankOf(world, a) - rankOf(world, b));
  return all.length > 0 || isSynthetic(rule) ? all : [unbound(rule, wantedLabels(rule))];
};

/** An alert that no series is tied to. */
const unbound = (rule: Rule, labels: Labels): Binding => ({
  rule,
  fingerprint: fingerprintOf(rule.id, labels),
  labels,
  members: [],
  place: 0,
  since: null,
  judgement: noData,
  failure: null,
});

const STATES = { firing: 0, pending: 1, resolved: 3, inactive: 3 } as const;
const VERDICTS = { breach: 2, 'no-data': 4, learning: 5, 'too-few': 5, ok: 6 } as const;

const stateOf = (world: World, { fingerprint }: Binding): ExplainableAlert['state'] =>
  world.alerts.get(fingerprint)?.phase.state ?? 'inactive';

/** Firing before pending before past its limit before anything that is not well. */
const rankOf = (world: World, binding: Binding): number => {
  const state = STATES[stateOf(world, binding)];
  return state < 2 ? state : VERDICTS[binding.judgement.verdict];
};

/** Whether an alert has these labels, perhaps among others. */
export const hasLabels = (labels: Labels, wanted: Labels): boolean =>
  Object.entries(wanted).every(([label, value]) => labels[label] === value);

export const explainable = (world: World, binding: Binding): ExplainableAlert => ({
  labels: binding.labels,
  state: stateOf(world, binding),
  verdict: binding.judgement.verdict,
  value: binding.judgement.value,
});
