import type { BaselineKind, Matcher, Rule } from '../../../preload/contract/views.js';
import { writeLength } from '../../text/time.js';
import { writeMatcher } from './names.js';

type When = Rule['when'];
type Test = When['test'];
type Of<Kind extends Test['kind']> = Extract<Test, { readonly kind: Kind }>;
type MetricSubject = Extract<When['subject'], { readonly kind: 'metric' }>;

/** What a rule looks at and how it judges, as its form holds it: all text, as typed. What a condition has no use for is kept. */
export interface ConditionDraft {
  readonly condition: Test['kind'];
  readonly subject: When['subject']['kind'];
  readonly metric: string;
  /** The series of an event or of an error budget, where it is not the one that is meant without a word. */
  readonly otherMetric: string;
  readonly bad: string;
  readonly total: string;
  /** The target that it is limited to; empty: every one. */
  readonly target: string;
  /** The other matchers, one a line: `page=home`. */
  readonly match: string;
  readonly reduce: MetricSubject['reduce'];
  readonly window: string;
  readonly stretchTo: string;
  readonly minCount: string;
  readonly grouping: 'series' | 'labels' | 'rule';
  /** Names of labels, with commas between them. */
  readonly by: string;
  readonly stale: string;
  /** In the series' own unit, or as `3%`. */
  readonly threshold: string;
  /** Per cent of what is usual. */
  readonly share: string;
  /** How far from what is usual, in the series' own unit, or as `2%`. */
  readonly distance: string;
  readonly baseline: BaselineKind;
  readonly side: Of<'outsideBand'>['side'];
  readonly atLeast: string;
  readonly of: string;
  readonly direction: Of<'trend'>['direction'];
  readonly over: string;
  readonly p: string;
  readonly silence: string;
  readonly objective: string;
  readonly status: string;
}

export const EMPTY_CONDITION: ConditionDraft = {
  condition: 'above',
  subject: 'metric',
  metric: 'http_response_seconds',
  otherMetric: '',
  bad: '',
  total: '',
  target: '',
  match: '',
  reduce: 'last',
  window: '',
  stretchTo: '',
  minCount: '',
  grouping: 'labels',
  by: 'target',
  stale: '',
  threshold: '',
  share: '',
  distance: '',
  baseline: 'auto',
  side: 'either',
  atLeast: '',
  of: '',
  direction: 'up',
  over: '',
  p: '',
  silence: '',
  objective: '',
  status: '',
};

/** The series that an event or an objective looks at without a word. */
const IMPLIED = { event: 'event', availability: 'up', latency: 'http_response_seconds', errors: '' } as const;

const impliedBy = (test: Test): string | null => {
  if (test.kind === 'event') return IMPLIED.event;
  return test.kind === 'burnRate' ? IMPLIED[test.objective.kind] : null;
};

/** The form's state for a condition as it holds now. */
export const conditionDraftOf = (when: When): ConditionDraft => ({
  ...EMPTY_CONDITION,
  ...subjectDraftOf(when),
  target: when.match.find(isTarget)?.value ?? '',
  match: when.match
    .filter((matcher) => !isTarget(matcher))
    .map(writeMatcher)
    .join('\n'),
  grouping: when.by === null ? 'series' : when.by.length === 0 ? 'rule' : 'labels',
  by: when.by?.join(', ') ?? '',
  stale: length(when.stale),
  ...testDraftOf(when.test),
});

const isTarget = ({ label, operator }: Matcher): boolean => label === 'target' && operator === '=';

const length = (value: number | null): string => (value === null ? '' : writeLength(value));

const subjectDraftOf = ({ subject, test }: When): Partial<ConditionDraft> => {
  const implied = impliedBy(test);
  const window = length(subject.window);
  if (subject.kind === 'metric') {
    const { kind, metric, reduce } = subject;
    const named = implied === null ? { metric } : { metric: '', otherMetric: metric === implied ? '' : metric };
    return { subject: kind, ...named, reduce, window };
  }
  const { kind, bad, total, stretchTo, minCount } = subject;
  return { subject: kind, metric: '', bad, total, window, stretchTo: length(stretchTo), minCount: String(minCount) };
};

const testDraftOf = (test: Test): Partial<ConditionDraft> & { readonly condition: Test['kind'] } => {
  const condition = test.kind;
  switch (test.kind) {
    case 'above':
    case 'below':
      return { condition, threshold: String(test.threshold) };
    case 'increase':
    case 'decrease':
      return { condition, share: String(Number((test.by * 100).toPrecision(12))), baseline: test.baseline };
    case 'increaseBy':
    case 'decreaseBy':
      return { condition, distance: String(test.by), baseline: test.baseline };
    case 'outsideBand':
      return { condition, side: test.side, atLeast: String(test.atLeast), of: String(test.of), baseline: test.baseline };
    case 'trend':
      return { condition, direction: test.direction, over: length(test.over), p: String(test.p) };
    case 'absent':
      return { condition, silence: length(test.for) };
    case 'burnRate':
      return { condition, objective: test.objective.id };
    case 'event':
      return { condition, status: test.status };
  }
};
