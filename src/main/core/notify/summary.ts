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
  /** How many events its value is a share of; left out where it is none. */
  readonly events?: number;
}

/** What is wrong, in one sentence: `Booking page is down: answered 503, expected 200-399.` */
export const summarise = (rule: Rule, labels: Labels, value: number | null, subject: Subject): string => {
  const who = subject.name ?? whoBy(labels);
  if (isOutage(rule)) return `${who} is down${subject.problem === null ? '' : `: ${subject.problem}`}`;
  if (value === null) return `${rule.name}: ${who}`;
  const { form } = labels;
  const share = shareOf(rule, value, subject.events);
  if (share !== null && form !== undefined && isFailing(rule)) return `${capital(form)} form fails for ${share}`;
  return `${rule.name}: ${who}, ${share ?? comparison(rule, value, subject.threshold ?? null)}`;
};

/** `7.08 % of 113 submissions (limit 5 %)`: a share says little without what it is a share of. */
const shareOf = (rule: Rule, value: number, events: number | undefined): string | null => {
  const { subject, test } = rule.when;
  if (subject.kind !== 'ratio' || events === undefined || (test.kind !== 'above' && test.kind !== 'below')) return null;
  const measure = measureOf(rule.when);
  const what = subject.total
    .replace(/_total$/, '')
    .split('_')
    .at(-1);
  return `${sayQuantity(measure, value)} of ${Math.round(events).toLocaleString('en-GB')} ${what} (limit ${sayQuantity(measure, test.threshold)})`;
};

const isFailing = ({ when: { subject } }: Rule): boolean => subject.kind === 'ratio' && subject.bad.startsWith('form_failures');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Not the uptime over a time: its limit may be missed while the target is up. */
const isOutage = ({ when: { subject, test } }: Rule): boolean =>
  subject.kind === 'metric' && subject.metric === 'up' && subject.reduce === 'last' && test.kind === 'below';

const comparison = (rule: Rule, value: number, now: number | null): string => {
  const { test } = rule.when;
  if (test.kind === 'event') return test.status;
  const measure = measureOf(rule.when);
  if (test.kind === 'trend') return `${sayQuantity(measure, value)} a day`;
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
