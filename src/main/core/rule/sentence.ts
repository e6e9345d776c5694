import { assertNever } from '../model/result.js';
import type { Rule, Subject, Test } from '../model/rule.js';
import { sayLength, sayQuantity } from '../notify/quantity.js';
import { burnPairs } from '../slo/burn-pairs.js';

/** A name whose ending states the unit of a rule's value, as the names of series do. */
export const measureOf = ({ subject, test }: Rule['when']): string => {
  if (test.kind === 'absent') return 'silence_seconds';
  if (test.kind === 'burnRate') return 'burn_rate';
  if (subject.kind === 'ratio') return `${subject.bad.replace(/_total$/, '')}_ratio`;
  if (subject.metric === 'up' && subject.reduce === 'avg') return 'uptime_ratio';
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
      return `the newest ${nameOf(subject)} has the status ${test.status}${subject.window === null ? '' : `, within ${sayLength(subject.window)}`}`;
    default:
      return stateWords(subject, test) ?? `${subjectWords(subject)} ${testWords(test, measureOf(rule.when))}`;
  }
};

/** What is 1 or 0 has two states, and a limit that nobody would speak of. */
const DOWN: Readonly<Record<string, string>> = { up: 'a target is down', source_up: 'a source cannot be read' };

const stateWords = (subject: Subject, test: Compared): string | null => {
  if (subject.kind !== 'metric' || subject.reduce !== 'last' || test.kind !== 'below' || test.threshold !== 1) return null;
  return DOWN[subject.metric] ?? null;
};

const nameOf = (subject: Subject): string => (subject.kind === 'ratio' ? subject.total : subject.metric);

const subjectWords = (subject: Subject): string => {
  if (subject.kind === 'ratio') return `${subject.bad} as a share of ${subject.total} over ${sayLength(subject.window)}`;
  const { reduce, window, metric } = subject;
  if (reduce === 'last' || window === null) return metric;
  const what = metric === 'up' && reduce === 'avg' ? 'uptime' : `${REDUCED[reduce] ?? reduce} of ${metric}`;
  return `${what} over ${sayLength(window)}`;
};

const REDUCED: Readonly<Partial<Record<string, string>>> = {
  avg: 'the average',
  min: 'the lowest',
  max: 'the highest',
  sum: 'the sum',
  count: 'the number of samples',
  increase: 'the rise',
};

type Compared = Exclude<Test, { readonly kind: 'absent' | 'burnRate' | 'event' }>;

const testWords = (test: Compared, measure: string): string => {
  switch (test.kind) {
    case 'above':
    case 'below':
      return `is ${test.kind} ${sayLimit(measure, test.threshold)}`;
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

/** A limit of whole minutes is one that somebody thought of in minutes, or hours. */
const sayLimit = (measure: string, limit: number): string =>
  measure.endsWith('_seconds') && !measure.endsWith('expiry_seconds') && limit >= 120 && limit % 60 === 0
    ? sayLength(limit * 1_000)
    : sayQuantity(measure, limit);

const SIDES = { above: 'above', below: 'below', either: 'outside' } as const;

const sayShare = (share: number): string => `${Number((share * 100).toPrecision(4))} %`;

/** Of two shares the difference is said in points: 2 % more of 1 % would be 1.02 %. */
const sayDistance = (measure: string, by: number): string =>
  measure.endsWith('_ratio') ? `${Number((by * 100).toPrecision(4))} points` : sayQuantity(measure, by);

const burnWords = (rule: Rule, { objective }: Test & { readonly kind: 'burnRate' }): string => {
  const pairs = burnPairs(rule.severity).map(
    ({ factor, long, short }) => `over ${factor} × in ${sayLength(long)} and in ${sayLength(short)}`,
  );
  return `the error budget of ${objective.id} burns faster than allowed: ${pairs.join(', or ')}`;
};
