import type { Labels } from '../model/labels.js';
import { assertNever } from '../model/result.js';
import type { Rule, Subject } from '../model/rule.js';
import type { Series } from '../model/sample.js';
import { burnReach } from '../slo/burn-pairs.js';
import { type Duration, duration } from '../time/instant.js';
import { STATUS } from './event.js';
import { matches } from './matcher.js';

/** The metrics whose series a rule looks at. */
export const metricsOf = (subject: Subject): readonly string[] =>
  subject.kind === 'ratio' ? [subject.total, subject.bad] : [subject.metric];

/** Whether the rule looks at this series at all. */
export const selects = (rule: Rule, series: Series): boolean =>
  metricsOf(rule.when.subject).includes(series.name) && matches(rule.when.match, series.labels);

/** The labels of the alert that a series belongs to: those of `by`, or all of its own, and the rule's. */
export const alertLabels = (rule: Rule, series: Series): Labels => ({ ...identifying(rule, series.labels), ...rule.labels });

const identifying = (rule: Rule, labels: Labels): Labels => {
  if (rule.when.by === null) return rule.when.test.kind === 'event' ? without(labels, STATUS) : labels;
  const kept: Record<string, string> = {};
  for (const label of rule.when.by) {
    const value = labels[label];
    if (value !== undefined) kept[label] = value;
  }
  return kept;
};

/** Events of one thing differ in their status alone. */
const without = (labels: Labels, label: string): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => key !== label));

/** The labels of the one alert of a match that never had a series: what its equality matchers say, and the rule's. */
export const wantedLabels = (rule: Rule): Labels => {
  const said = rule.when.match.filter(({ operator, value }) => operator === '=' && value !== '');
  return { ...Object.fromEntries(said.map(({ label, value }) => [label, value])), ...rule.labels };
};

/** How far back a rule looks at its series, and how many of the newest samples it needs however old they are. */
export const reachOf = (rule: Rule): { readonly back: Duration; readonly newest: number } => {
  const { subject, test } = rule.when;
  const window = subject.kind === 'ratio' ? Math.max(subject.window, subject.stretchTo) : (subject.window ?? 0);
  switch (test.kind) {
    case 'trend':
      // The oldest of the stretches that are compared may begin a little earlier.
      return { back: duration(1.05 * test.over), newest: 1 };
    case 'burnRate':
      return { back: burnReach(rule.severity), newest: 1 };
    case 'outsideBand':
      // The oldest of the points has a window of its own.
      return { back: duration(2 * window), newest: test.of };
    case 'above':
    case 'below':
    case 'increase':
    case 'decrease':
    case 'increaseBy':
    case 'decreaseBy':
    case 'absent':
    case 'event':
      return { back: duration(window), newest: 1 };
    default:
      return assertNever(test);
  }
};
