import type { Delivery } from '../../core/model/notification.js';
import type { AlertRow } from '../../core/model/view.js';
import { isPossibleRepeat } from '../../core/notify/attempt.js';
import { sayLength } from '../../core/notify/quantity.js';
import type { Background } from '../../core/port/channel.js';
import { cutTo, inGsm, septets } from './gsm.js';

/** Septets of one short message. */
const MOST = 160;

/**
 * One short message: how bad and what, in the sentence that has the value, since when, and the alert's short id. What must give
 * way is the middle; the id and the time always fit.
 */
export const smsOf = (delivery: Delivery, { alerts, count, now }: Background): string => {
  const [own] = alerts;
  const { title, body } = delivery.message;
  if (own === undefined) return fitted(inGsm(title), inGsm(firstLine(body)), '');
  const head = count > 1 ? inGsm(title) : inGsm(`${own.isTest ? 'TEST ' : ''}${shortTitle(delivery, own)}`);
  const middle = inGsm(count > 1 ? `${own.summary} and ${count - 1} more` : own.summary);
  const late = /This message is (.+) late\./.exec(body)?.[1];
  const repeat = isPossibleRepeat(delivery) ? ', possible repeat' : '';
  const tail = inGsm(` (${sinceOf(own, now)}${late === undefined ? '' : `, ${late} late`}${repeat}, ${own.id})`);
  return fitted(head, middle, tail);
};

const shortTitle = ({ message }: Delivery, { name }: AlertRow): string => {
  const title = message.title.replace(/^TEST · /, '');
  // The sentence says what it is: the name would say it twice.
  return title.endsWith(`: ${name}`) ? title.slice(0, -(name.length + 2)) : title;
};

const sinceOf = ({ startedAt, resolvedAt }: AlertRow, now: number): string =>
  resolvedAt === null ? `for ${sayLength(now - startedAt)}` : `lasted ${sayLength(resolvedAt - startedAt)}`;

const firstLine = (body: string): string => body.split('\n')[0] ?? '';

const fitted = (head: string, middle: string, tail: string): string => {
  const room = MOST - septets(tail);
  return `${cutTo(middle === '' ? head : `${head}: ${middle}`, room)}${tail}`;
};
