import type { BaselineKind, Matcher, Rule } from '../../../preload/contract/views.js';
import type { Item } from '../../query/edits.js';
import { writeLength } from '../../text/time.js';
import { readLimit } from './limit.js';
import { readMatch, readNames, writeMatcher } from './names.js';
import { isRatio, USES } from './uses.js';

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

/** The condition as it would stand in the configuration. What is empty in the form, or has no use here, is not written. */
export const whenItemOf = (draft: ConditionDraft): Item => {
  const match = { ...text('target', draft.target), ...readMatch(draft.match) };
  return {
    ...subjectItemOf(draft),
    ...(Object.keys(match).length === 0 ? {} : { match }),
    ...BY[draft.grouping](draft),
    ...text('stale', draft.stale),
    ...TEST_ITEMS[draft.condition](draft),
  };
};

const BY: Readonly<Record<ConditionDraft['grouping'], (draft: ConditionDraft) => Item>> = {
  series: () => ({}),
  labels: ({ by }) => (readNames(by).length === 0 ? {} : { by: readNames(by) }),
  rule: () => ({ by: [] }),
};

const subjectItemOf = (draft: ConditionDraft): Item => {
  const { condition, reduce } = draft;
  if (isRatio(draft)) return ratioItemOf(draft);
  if (condition === 'event') return { ...text('metric', draft.otherMetric), ...text('window', draft.window) };
  if (condition === 'burnRate') return text('metric', draft.otherMetric);
  const metric = { metric: draft.metric.trim() };
  if (!USES[condition].reduce || reduce === 'last') return metric;
  return { ...metric, reduce, ...text('window', draft.window) };
};

/** Under a burn rate a share has the windows of the burn rate. */
const ratioItemOf = ({ condition, bad, total, window, stretchTo, minCount }: ConditionDraft): Item => {
  const ratio = { ratio: { bad: bad.trim(), total: total.trim() } };
  if (condition === 'burnRate') return ratio;
  return { ...ratio, ...text('window', window), ...text('stretchTo', stretchTo), ...number('minCount', minCount) };
};

const baselineItem = ({ baseline }: ConditionDraft): Item => (baseline === 'auto' ? {} : { baseline });

const limit =
  (key: 'above' | 'below') =>
  ({ threshold }: ConditionDraft): Item => ({ [key]: readLimit(threshold) });
const percent =
  (key: 'increase' | 'decrease') =>
  (draft: ConditionDraft): Item => ({ [key]: `${draft.share.replace('%', '').trim()}%`, ...baselineItem(draft) });
const apart =
  (key: 'increaseBy' | 'decreaseBy') =>
  (draft: ConditionDraft): Item => ({ [key]: readLimit(draft.distance), ...baselineItem(draft) });

const TEST_ITEMS: Readonly<Record<ConditionDraft['condition'], (draft: ConditionDraft) => Item>> = {
  above: limit('above'),
  below: limit('below'),
  increase: percent('increase'),
  decrease: percent('decrease'),
  increaseBy: apart('increaseBy'),
  decreaseBy: apart('decreaseBy'),
  outsideBand: (draft) => ({
    outsideBand: { side: draft.side, ...number('atLeast', draft.atLeast), ...number('of', draft.of) },
    ...baselineItem(draft),
  }),
  trend: ({ direction, over, p }) => ({ trend: { direction, ...text('over', over), ...number('p', p) } }),
  absent: ({ silence }) => ({ absent: silence.trim() }),
  burnRate: ({ objective }) => ({ burnRate: { objective } }),
  event: ({ status }) => ({ event: status.trim() }),
};

const text = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: value.trim() });
const number = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: Number(value) });
