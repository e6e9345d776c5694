import { metricsOf } from '../../core/rule/group.js';
import { nearest } from '../../core/text/nearest.js';
import type { ResolveContext } from '../context.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { conditionOf } from '../resolve/condition.js';
import { profileOf } from '../resolve/resolve.js';
import { isSwitchOnly, objectivesOf } from '../resolve/rule.js';
import type { RuleDocument } from '../schema/v1/rule.js';
import type { ConfigDocument } from '../schema/v1.js';
import { inspectCondition } from './condition.js';
import { duplicates } from './duplicate.js';
import { inspectIntervals } from './interval.js';
import { inspectMetric } from './metric.js';

/** What makes the document's own rules incomplete, contradictory or pointless. */
export const inspectRules = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const rules = document.rules ?? [];
  const builtIn = new Set((profileOf(document, context).rules ?? []).map((rule) => rule.id));
  return [
    ...duplicates('rules', rules),
    ...rules.flatMap((rule, index) => {
      if (isSwitchOnly(rule)) return switchFindings(rule, ['rules', index], builtIn);
      return [...completeness(rule, ['rules', index]), ...meaning(rule, ['rules', index], document, context)];
    }),
  ];
};

const switchFindings = (rule: RuleDocument, at: Path, builtIn: ReadonlySet<string>): readonly Finding[] => {
  if (builtIn.has(rule.id)) return [];
  const meant = nearest(rule.id, [...builtIn]);
  const remedy = meant === undefined ? 'Remove it, or give it severity, category and when.' : `Did you mean "${meant}"?`;
  const message = `there is no built-in rule "${rule.id}" to turn ${rule.enabled === false ? 'off' : 'on'}`;
  return [rule.enabled === false ? warning([...at, 'id'], message, remedy, 'value') : error([...at, 'id'], message, remedy)];
};

const NEEDED = {
  severity: 'critical, warning or info',
  category: 'availability, performance, business, build or infrastructure',
  when: 'a metric and a condition',
};

const completeness = (rule: RuleDocument, at: Path): readonly Finding[] =>
  (Object.keys(NEEDED) as (keyof typeof NEEDED)[])
    .filter((key) => rule[key] === undefined)
    .map((key) => error([...at, key], `rule "${rule.id}" has no ${key}`, `Add ${key}: ${NEEDED[key]}.`));

const meaning = (rule: RuleDocument, at: Path, document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const { when } = rule;
  if (when === undefined) return [];
  const objectives = objectivesOf(document, profileOf(document, context));
  const faults = inspectCondition(rule, at, objectives);
  if (faults.some((finding) => finding.severity === 'error')) return faults;
  const subject = conditionOf(when, objectives)?.subject;
  const metrics = subject === undefined ? [] : metricsOf(subject);
  const inWhen = [...at, 'when'];
  return [
    ...faults,
    ...playbook(rule, at, context.playbooks),
    ...inspectIntervals(when, metrics, inWhen, document, context),
    ...(context.runtime === 'desk' ? inspectMetric(when, metrics, inWhen, document) : []),
  ];
};

const playbook = (rule: RuleDocument, at: Path, known: readonly string[]): readonly Finding[] => {
  if (rule.playbook === undefined || known.includes(rule.playbook)) return [];
  const meant = nearest(rule.playbook, known);
  const remedy = meant === undefined ? `Playbooks here: ${known.join(', ') || 'none'}.` : `Did you mean "${meant}"?`;
  return [warning([...at, 'playbook'], `there is no playbook "${rule.playbook}"`, remedy, 'value')];
};
