import type { Labels } from '../model/labels.js';
import type { Rule } from '../model/rule.js';
import type { Series } from '../model/sample.js';
import { matches } from './matcher.js';

/** Whether the rule looks at this series at all. */
export const selects = (rule: Rule, series: Series): boolean =>
  series.name === rule.when.metric && matches(rule.when.match, series.labels);

/** The labels of the alert that a series belongs to: those of `by`, or all of its own, and the rule's. */
export const alertLabels = (rule: Rule, series: Series): Labels => ({ ...identifying(rule, series.labels), ...rule.labels });

const identifying = (rule: Rule, labels: Labels): Labels => {
  if (rule.when.by === null) return labels;
  const kept: Record<string, string> = {};
  for (const label of rule.when.by) {
    const value = labels[label];
    if (value !== undefined) kept[label] = value;
  }
  return kept;
};
