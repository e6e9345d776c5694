import type { Delivery } from '../../core/model/notification.js';
import type { Variable } from '../../core/model/template.js';
import { sentenceOf, type Values } from '../../core/notify/template.js';
import type { Background } from '../../core/port/channel.js';
import { type FirstSteps, markOf, valuesOf, withMark } from '../facts.js';
import { cutTo, inGsm, septets } from './gsm.js';

/** Septets of one short message. */
export const MOST_SEPTETS = 160;

/** One short message: how bad and what, in the sentence that has the value, since when, and the alert's short id. */
export const smsOf = (delivery: Delivery, background: Background, firstSteps: FirstSteps): string => {
  const { alerts, count, templates } = background;
  const mark = markOf(delivery.reason, alerts).replace(' · ', ' ');
  const [own] = alerts;
  if (own === undefined || count > 1) return inGsm(mark) + groupOf(delivery, background, MOST_SEPTETS - septets(inGsm(mark)));
  const steps = own.playbook === null ? [] : firstSteps(own.playbook);
  const values = inLetters(valuesOf(own, delivery.message, background, steps));
  return fitted((part) => inGsm(withMark(mark, sentenceOf(templates.sms.text, part))), values);
};

/** Of several alerts, or of none, a message has its own words: what must give way is the middle; the id and the time always fit. */
const groupOf = ({ message: { title, body } }: Delivery, background: Background, room: number): string => {
  const {
    alerts: [own],
    count,
  } = background;
  const bare = inGsm(title.replace(/^(?:TEST|DRILL) · /, ''));
  if (own === undefined) return cutTo([bare, inGsm(body.split('\n')[0] ?? '')].filter((text) => text !== '').join(': '), room);
  const { lasting } = valuesOf(own, { title, body }, background, []);
  const tail = inGsm(` (${lasting}, ${own.id})`);
  return `${cutTo(`${bare}: ${inGsm(`${own.summary} and ${count - 1} more`)}`, room - septets(tail))}${tail}`;
};

const inLetters = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, inGsm(text.replaceAll('\n', ' '))]),
  ) as unknown as Values;

/** What gives way first where there is no room: the sentence, then other long words; the id and the time last. */
const GIVES_WAY: readonly Variable[] = [
  'summary',
  'message',
  'news',
  'meaning',
  'businessImpact',
  'firstStep',
  'where',
  'headline',
  'title',
  'name',
];

const fitted = (write: (values: Values) => string, values: Values): string => {
  let now = values;
  for (const variable of GIVES_WAY) {
    const over = septets(write(now)) - MOST_SEPTETS;
    if (over <= 0) break;
    const length = septets(now[variable]);
    // A variable may stand there more than once: then it is left out altogether rather than cut twice.
    const shorter = { ...now, [variable]: cutTo(now[variable], Math.max(0, length - over)) };
    now = septets(write(shorter)) <= MOST_SEPTETS ? shorter : { ...now, [variable]: '' };
  }
  return cutTo(write(now), MOST_SEPTETS);
};
