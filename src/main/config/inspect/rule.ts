import type { ResolveContext } from '../context.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { nearest } from '../nearest.js';
import { profileOf } from '../resolve.js';
import { isEvaluated, isSwitchOnly } from '../resolve-rule.js';
import type { RuleDocument } from '../schema/v1/rule.js';
import type { ConfigDocument } from '../schema/v1.js';
import { inspectCondition } from './condition.js';
import { duplicates } from './duplicate.js';
import { inspectMetric } from './metric.js';

/** What makes the document's own rules incomplete, contradictory, pointless or not evaluated. */
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
  if (rule.when === undefined) return [];
  const faults = inspectCondition(rule, at);
  if (faults.some((finding) => finding.severity === 'error')) return faults;
  const pointers = playbook(rule, at, context.playbooks);
  if (!isEvaluated(rule.when)) return [...faults, ...pointers, notEvaluated(rule, at)];
  return [...faults, ...pointers, ...(context.runtime === 'desk' ? inspectMetric(rule.when, [...at, 'when'], document) : [])];
};

const notEvaluated = (rule: RuleDocument, at: Path): Finding =>
  warning(
    [...at, 'when'],
    `the condition of rule "${rule.id}" is kept but not evaluated by this version: the rule never fires`,
    'This version evaluates above and below, with reduce last, avg, min, max, sum or count.',
  );

const playbook = (rule: RuleDocument, at: Path, known: readonly string[]): readonly Finding[] => {
  if (rule.playbook === undefined || known.includes(rule.playbook)) return [];
  const meant = nearest(rule.playbook, known);
  const remedy = meant === undefined ? `Playbooks here: ${known.join(', ') || 'none'}.` : `Did you mean "${meant}"?`;
  return [warning([...at, 'playbook'], `there is no playbook "${rule.playbook}"`, remedy, 'value')];
};
