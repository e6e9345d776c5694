import { assertNever } from '../model/result.js';
import type { Rule, Subject, Test } from '../model/rule.js';
import { sayLength, sayQuantity } from '../notify/quantity.js';
import { burnPairs } from '../slo/burn-pairs.js';

/** A name whose ending states the unit of a rule's value, as the names of series do. */
export const measureOf = ({ subject, test }: Rule['when']): string => {
  if (test.kind === 'absent') return 'silence_seconds';
  if (test.kind === 'burnRate') return 'burn_rate';
  if (subject.kind === 'ratio') return `${subject.bad.replace(/_total$/, '')}_ratio`;
  return subject.reduce === 'count' ? 'sample_count' : subject.metric;
};

/** The rule's condition as a sentence: `http_response_seconds is above 3 s for 2 min`. */
export const conditionSentence = (rule: Rule): string => {
  const held = rule.for > 0 ? ` for ${sayLength(rule.for)}` : '';
  return `${conditionWords(rule)}${held}`;
};

const conditionWords = (rule: Rule): string => {
  const { subject, test } = rule.when;
  switch (test.kind) {
    case 'absent':
      return `no sample of ${nameOf(subject)} for ${sayLength(test.for)}`;
    case 'burnRate':
      return burnWords(rule, test);
    case 'event':
      return `the newest ${nameOf(subject)} is ${test.status}${subject.window === null ? '' : `, within ${sayLength(subject.window)}`}`;
    default:
      return `${subjectWords(subject)} ${testWords(test, measureOf(rule.when))}`;
  }
};

const nameOf = (subject: Subject): string => (subject.kind === 'ratio' ? subject.total : subject.metric);

const subjectWords = (subject: Subject): string => {
  if (subject.kind === 'ratio') return `${subject.bad} as a share of ${subject.total} over ${sayLength(subject.window)}`;
  const { reduce, window, metric } = subject;
  return reduce === 'last' || window === null ? metric : `${reduce} of ${metric} over ${sayLength(window)}`;
};

type Compared = Exclude<Test, { readonly kind: 'absent' | 'burnRate' | 'event' }>;

const testWords = (test: Compared, measure: string): string => {
  switch (test.kind) {
    case 'above':
    case 'below':
      return `is ${test.kind} ${sayQuantity(measure, test.threshold)}`;
    case 'increase':
      return `is more than ${sayShare(test.by)} above its usual level`;
    case 'decrease':
      return `is more than ${sayShare(test.by)} below its usual level`;
    case 'increaseBy':
      return `is more than ${sayDistance(measure, test.by)} above its usual level`;
    case 'decreaseBy':
      return `is more than ${sayDistance(measure, test.by)} below its usual level`;
    case 'outsideBand':
      return `lies ${SIDES[test.side]} its usual band in ${test.atLeast} of ${test.of} readings`;
    case 'trend':
      return `has a steady trend ${test.direction} over ${sayLength(test.over)} (chance below ${sayShare(test.p)})`;
    default:
      return assertNever(test);
  }
};

const SIDES = { above: 'above', below: 'below', either: 'outside' } as const;

const sayShare = (share: number): string => `${Number((share * 100).toPrecision(4))} %`;

/** Of two shares the difference is said in points: 2 % more of 1 % would be 1.02 %. */
const sayDistance = (measure: string, by: number): string =>
  measure.endsWith('_ratio') ? `${Number((by * 100).toPrecision(4))} points` : sayQuantity(measure, by);

const burnWords = (rule: Rule, { objective }: Test & { readonly kind: 'burnRate' }): string => {
  const pairs = burnPairs(rule.severity).map(
    ({ factor, long, short }) => `${factor} times (over ${sayLength(long)} and ${sayLength(short)})`,
  );
  return `the error budget of ${objective.id} is used up faster than allowed: ${pairs.join(' or ')}`;
};
