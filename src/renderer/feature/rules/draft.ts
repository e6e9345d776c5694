import type { Matcher, Rule } from '../../../preload/contract/views.js';
import type { Item } from '../../query/edits.js';
import { writeLength } from '../../text/time.js';

type MetricSubject = Extract<Rule['when']['subject'], { readonly kind: 'metric' }>;

/** A threshold rule as its form holds it: all text, as typed. */
export interface RuleDraft {
  readonly id: string;
  readonly name: string;
  readonly severity: Rule['severity'];
  readonly category: Rule['category'];
  readonly impact: 'none' | NonNullable<Rule['impact']>;
  readonly metric: string;
  /** The target that it is limited to; empty: every one. */
  readonly target: string;
  /** The other matchers, one a line: `page=home`. */
  readonly match: string;
  readonly reduce: MetricSubject['reduce'];
  readonly window: string;
  readonly comparison: 'above' | 'below';
  readonly threshold: string;
  /** Names of labels, with commas between them. */
  readonly by: string;
  readonly stale: string;
  readonly for: string;
  readonly clear: string;
  readonly auto: 'yes' | 'no';
  readonly goodFor: string;
  readonly goodReadings: string;
  readonly repeat: string;
  readonly reach: 'all' | 'some';
  readonly channels: readonly string[];
  readonly businessImpact: string;
  readonly playbook: string;
}

export const EMPTY_RULE: RuleDraft = {
  id: '',
  name: '',
  severity: 'warning',
  category: 'performance',
  impact: 'none',
  metric: 'http_response_seconds',
  target: '',
  match: '',
  reduce: 'last',
  window: '',
  comparison: 'above',
  threshold: '',
  by: 'target',
  stale: '',
  for: '',
  clear: '',
  auto: 'yes',
  goodFor: '5m',
  goodReadings: '3',
  repeat: '',
  reach: 'all',
  channels: [],
  businessImpact: '',
  playbook: '',
};

/** The form's state for a rule as it holds now. */
export const ruleDraftOf = (rule: Rule): RuleDraft => ({
  id: rule.id,
  name: rule.name,
  severity: rule.severity,
  category: rule.category,
  impact: rule.impact ?? 'none',
  ...conditionOf(rule.when),
  for: rule.for === 0 ? '' : writeLength(rule.for),
  clear: rule.clear === null ? '' : String(rule.clear.threshold),
  auto: rule.resolve.auto ? 'yes' : 'no',
  goodFor: writeLength(rule.resolve.after),
  goodReadings: String(rule.resolve.goodReadings),
  repeat: rule.repeat === null ? '' : writeLength(rule.repeat),
  reach: rule.channels === null ? 'all' : 'some',
  channels: rule.channels ?? [],
  businessImpact: rule.businessImpact,
  playbook: rule.playbook ?? '',
});

/** Only rules that compare one metric with a fixed limit have a form: of any other there is nothing to fill in here. */
const conditionOf = ({ subject, test, ...when }: Rule['when']): Pick<RuleDraft, ConditionKey> => ({
  metric: subject.kind === 'metric' ? subject.metric : '',
  target: when.match.find(isTarget)?.value ?? '',
  match: when.match
    .filter((matcher) => !isTarget(matcher))
    .map(({ label, operator, value }) => `${label}${operator}${value}`)
    .join('\n'),
  reduce: subject.kind === 'metric' ? subject.reduce : 'last',
  window: subject.window === null ? '' : writeLength(subject.window),
  comparison: test.kind === 'below' ? 'below' : 'above',
  threshold: 'threshold' in test ? String(test.threshold) : '',
  by: when.by?.join(', ') ?? '',
  stale: when.stale === null ? '' : writeLength(when.stale),
});

type ConditionKey = 'metric' | 'target' | 'match' | 'reduce' | 'window' | 'comparison' | 'threshold' | 'by' | 'stale';

const isTarget = ({ label, operator }: Matcher): boolean => label === 'target' && operator === '=';

/** The item as it would stand in the configuration, whole. What is empty in the form is not written. */
export const ruleItemOf = (draft: RuleDraft): Item => ({
  id: draft.id,
  name: draft.name.trim(),
  severity: draft.severity,
  category: draft.category,
  ...(draft.impact === 'none' ? {} : { impact: draft.impact }),
  when: whenOf(draft),
  ...text('for', draft.for),
  ...(draft.clear.trim() === '' ? {} : { clear: { [OPPOSITE[draft.comparison]]: Number(draft.clear) } }),
  resolve: { auto: draft.auto === 'yes', ...text('after', draft.goodFor), ...number('goodReadings', draft.goodReadings) },
  ...text('repeat', draft.repeat),
  ...(draft.reach === 'all' ? {} : { channels: draft.channels }),
  ...text('businessImpact', draft.businessImpact),
  ...text('playbook', draft.playbook),
});

const OPPOSITE = { above: 'below', below: 'above' } as const;

const whenOf = (draft: RuleDraft): Item => {
  const match = { ...text('target', draft.target), ...readMatch(draft.match) };
  const by = readNames(draft.by);
  return {
    metric: draft.metric.trim(),
    ...(Object.keys(match).length === 0 ? {} : { match }),
    ...(draft.reduce === 'last' ? {} : { reduce: draft.reduce, ...text('window', draft.window) }),
    ...(by.length === 0 ? {} : { by }),
    ...text('stale', draft.stale),
    [draft.comparison]: Number(draft.threshold),
  };
};

const text = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: value.trim() });
const number = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: Number(value) });

const readNames = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const MATCHER = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/;

/** Whether a line is a matcher: a label, an operator, and what it is compared with. */
export const isMatcher = (line: string): boolean => MATCHER.test(line);

const readMatch = (lines: string): Item =>
  Object.fromEntries(
    lines.split('\n').flatMap((line) => {
      const [, label, operator, value] = MATCHER.exec(line) ?? [];
      return label === undefined ? [] : [[label, `${operator === '=' && isPlain(value) ? '' : operator}${value}`]];
    }),
  );

/** Whether a value can stand for itself, without the sign that says "equals". */
const isPlain = (value = ''): boolean => !/^[=!]/.test(value);
