import type { Labels } from '../model/labels.js';
import type { Rule } from '../model/rule.js';
import { measureOf } from '../rule/sentence.js';
import { sayQuantity } from './quantity.js';

/** What is known of the alert's subject beyond its labels. */
export interface Subject {
  /** The target's name, where the alert is about one. */
  readonly name: string | null;
  /** What its last reading said was wrong. */
  readonly problem: string | null;
  /** What its value is compared with now, where that is not written in the rule. */
  readonly threshold?: number | null;
}

/** What is wrong, in one sentence: `Booking page is down: answered 503, expected 200-399.` */
export const summarise = (rule: Rule, labels: Labels, value: number | null, subject: Subject): string => {
  const who = subject.name ?? whoBy(labels);
  if (isOutage(rule)) return `${who} is down${subject.problem === null ? '' : `: ${subject.problem}`}`;
  return `${rule.name}: ${who}${value === null ? '' : `, ${comparison(rule, value, subject.threshold ?? null)}`}`;
};

const isOutage = ({ when: { subject, test } }: Rule): boolean =>
  subject.kind === 'metric' && subject.metric === 'up' && test.kind === 'below';

const comparison = (rule: Rule, value: number, now: number | null): string => {
  const { test } = rule.when;
  if (test.kind === 'event') return test.status;
  const measure = measureOf(rule.when);
  const threshold = test.kind === 'above' || test.kind === 'below' ? test.threshold : now;
  const limit = threshold === null ? '' : ` (limit ${sayQuantity(measure, threshold)})`;
  return `${sayQuantity(measure, value)}${limit}`;
};

/** The labels that tell one subject from another, as words: `inquiry`, `page home, device mobile`. */
const whoBy = (labels: Labels): string => {
  const telling = Object.entries(labels).filter(([label]) => label !== 'source');
  if (telling.length === 0) return 'all';
  const [first] = telling;
  return telling.length === 1 && first !== undefined ? first[1] : telling.map(([label, text]) => `${label} ${text}`).join(', ');
};
