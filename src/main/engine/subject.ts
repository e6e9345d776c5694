import { fingerprintOf } from '../core/alert/identity.js';
import type { Labels } from '../core/model/labels.js';
import type { Rule } from '../core/model/rule.js';
import type { TargetId } from '../core/model/target.js';
import { summarise } from '../core/notify/summary.js';
import type { TargetState } from '../core/sample/target-state.js';
import { problemOf } from '../core/view/target.js';
import type { World } from './world.js';

/** What an alert is about: its target, if it has one, and the sentence that says what is wrong. */
export const subjectOf = (
  world: World,
  rule: Rule,
  labels: Labels,
  value: number | null,
): { readonly target: TargetState | null; readonly summary: string } => {
  const id = labels.target;
  const target = (id === undefined ? undefined : world.targets.get(id as TargetId)) ?? null;
  const judgement = needsJudgement(rule) ? world.bindings.get(fingerprintOf(rule.id, labels))?.judgement : undefined;
  const threshold = isFixed(rule) ? null : (judgement?.threshold ?? null);
  const events = rule.when.subject.kind === 'ratio' && judgement?.value === value ? { events: judgement.n } : {};
  const problem = target?.reading ? problemOf(target.reading) : null;
  return {
    target,
    summary: summarise(rule, labels, value, { name: target?.target.name ?? null, problem, threshold, ...events }),
  };
};

/** Whether the last judgement says more than the rule: what a value is compared with, or of how many events it is a share. */
const needsJudgement = (rule: Rule): boolean => !isFixed(rule) || rule.when.subject.kind === 'ratio';

/** Whether the rule itself says what a value is compared with. */
const isFixed = ({ when: { test } }: Rule): boolean => test.kind === 'above' || test.kind === 'below';
