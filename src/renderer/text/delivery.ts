import type { Delivery, NotificationReason } from '../../preload/contract/views.js';
import { count } from './quantity.js';
import type { Saying } from './states.js';

const REASONS: Readonly<Record<NotificationReason, string>> = {
  firing: 'because it fired',
  escalated: 'escalated',
  repeated: 'repeated, nobody had it',
  recovered: 'because it recovered',
  'suppression-ended': 'because its suppression ended',
  digest: 'in a digest',
  'daily-summary': 'in the daily summary',
  test: 'as a test',
  'desk-blind': 'because this desk went blind',
  'desk-back': 'because this desk is back',
};

/** Why a notification left: the answer to "why did you wake me?". */
export const sayReason = (reason: NotificationReason): string => REASONS[reason];

/** The same of a delivery, which may have come by this channel because another failed. */
export const sayWhySent = ({ reason, insteadOf }: Delivery): string =>
  insteadOf === undefined ? sayReason(reason) : `${sayReason(reason)}, in place of ${sayChannel(insteadOf)}`;

/** What a receiver or we said of it, as a sentence. */
export const sentenceOf = (said: string): string => {
  const text = said.trim();
  if (text === '') return '';
  const end = /[.!?…]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
};

const CHANNELS: Readonly<Record<string, string>> = {
  desktop: 'Pop-up',
  email: 'Email',
  slack: 'Slack',
  sms: 'SMS',
  webhook: 'Webhook',
};

export const sayChannel = (kind: string): string => CHANNELS[kind] ?? kind;

/** Who it went to, as far as their addresses are shown: `a…@example.org and 2 others`. */
export const sayRecipients = ([first, ...others]: readonly string[]): string =>
  first === undefined ? '' : others.length === 0 ? first : `${first} and ${count(others.length, 'other')}`;

/** By what a team can be reached on this desk. */
export const sayReach = ({ channels }: { readonly channels: readonly string[] }): string =>
  channels.length === 0 ? 'no channel of this desk reaches them' : `by ${channels.map(sayChannel).join(', ')}`;

/** Taken, and kept from people's eyes. */
const isHidden = ({ attempts }: Delivery): boolean => attempts.at(-1)?.outcome === 'hidden';

/** Why nobody has it, or may have seen it; null where nothing went wrong. */
export const sayTrouble = (delivery: Delivery): string | null => {
  if (delivery.state.kind === 'abandoned') return delivery.state.why;
  return isHidden(delivery) ? (delivery.attempts.at(-1)?.text ?? null) : null;
};

export const sayDelivery = (delivery: Delivery): Saying => {
  switch (delivery.state.kind) {
    case 'waiting':
      return { tone: 'neutral', word: delivery.attempts.length === 0 ? 'Waiting' : 'Trying again' };
    case 'delivered':
      return isHidden(delivery) ? { tone: 'warning', word: 'Not shown' } : { tone: 'good', word: 'Delivered' };
    case 'abandoned':
      return { tone: 'warning', word: 'Not delivered' };
  }
};
