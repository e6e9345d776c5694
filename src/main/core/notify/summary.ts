import type { Labels } from '../model/labels.js';
import type { Rule, Threshold } from '../model/rule.js';
import { sayLength, sayQuantity } from './quantity.js';

/** What is known of the alert's subject beyond its labels. */
export interface Subject {
  /** The target's name, where the alert is about one. */
  readonly name: string | null;
  /** What its last reading said was wrong. */
  readonly problem: string | null;
}

/** What is wrong, in one sentence: `Booking page is down: answered 503, expected 200-399.` */
export const summarise = (rule: Rule, labels: Labels, value: number | null, subject: Subject): string => {
  const who = subject.name ?? whoBy(labels);
  if (rule.when.metric === 'up') return `${who} is down${subject.problem === null ? '' : `: ${subject.problem}`}`;
  return `${rule.name}: ${who}${value === null ? '' : `, ${comparison(rule, value)}`}`;
};

const comparison = (rule: Rule, value: number): string => {
  const metric = rule.when.metric;
  return `${sayQuantity(metric, value)} (limit ${sayQuantity(metric, rule.when.test.threshold)})`;
};

/** The labels that tell one subject from another, as words: `inquiry`, `page home, device mobile`. */
const whoBy = (labels: Labels): string => {
  const telling = Object.entries(labels).filter(([label]) => label !== 'source');
  if (telling.length === 0) return 'all';
  const [first] = telling;
  return telling.length === 1 && first !== undefined ? first[1] : telling.map(([label, text]) => `${label} ${text}`).join(', ');
};

const WORDS: Readonly<Record<Threshold['kind'], string>> = { above: 'is above', below: 'is below' };

/** The rule's condition as a sentence: `http_response_seconds is above 3 s for 2 min`. */
export const conditionSentence = (rule: Rule): string => {
  const { metric, reduce, window, test } = rule.when;
  const subject = reduce === 'last' || window === null ? metric : `${reduce} of ${metric} over ${sayLength(window)}`;
  const held = rule.for > 0 ? ` for ${sayLength(rule.for)}` : '';
  return `${subject} ${WORDS[test.kind]} ${sayQuantity(metric, test.threshold)}${held}`;
};
