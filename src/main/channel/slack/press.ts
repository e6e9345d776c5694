import type { Action } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { EpisodeId } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Button } from '../../core/model/slack.js';
import { hours } from '../../core/time/instant.js';
import { plainText } from './message.js';

type Verb = 'acknowledge' | 'resolve' | 'suppress';

const ID = 'watchroom.';

/** What can still be done to an alert that fires. */
export const buttonsOf = ({ id, acknowledged, suppressed }: AlertRow): readonly Button[] => [
  ...(acknowledged === null ? [{ ...button('acknowledge', 'Acknowledge', id), style: 'primary' } as const] : []),
  { ...button('resolve', 'Resolve', id), confirm: SURE },
  ...(suppressed === null ? [button('suppress', 'Suppress 1 h', id)] : []),
];

const button = (verb: Verb, text: string, value: string): Button => ({
  type: 'button',
  action_id: `${ID}${verb}`,
  value,
  text: plainText(text),
});

/** A thumb slips; what is resolved is told to nobody any more. */
const SURE = {
  title: plainText('Resolve this alert?'),
  text: plainText(
    'It ends the alert and its escalation. It fires again only after its condition was good once, or after 30 minutes.',
  ),
  confirm: plainText('Resolve'),
  deny: plainText('Cancel'),
};

/** A pressed button: who wants what, and on which message. */
export interface Press {
  readonly actor: Actor;
  readonly action: Extract<Action, { readonly kind: Verb }>;
  readonly channel: string;
  /** The message with the button, and the one that its thread hangs from. */
  readonly message: string;
  readonly thread: string;
}

/** Reads Slack's `block_actions` payload; null where it is none of ours. */
export const pressOf = (payload: unknown): Press | null => {
  const { type, user, actions, container, message } = fields(payload);
  const { action_id: actionId, value } = fields(Array.isArray(actions) ? actions[0] : null);
  const { channel_id: channel, message_ts: ts } = fields(container);
  const { id, name, username } = fields(user);
  const action = typeof value === 'string' && value.length <= MOST_ID ? actionOf(actionId, value as EpisodeId) : null;
  if (type !== 'block_actions' || action === null || !isText(id) || !isText(channel) || !isText(ts)) return null;
  const thread = fields(message).thread_ts;
  const called = isText(name) ? name : isText(username) ? username : id;
  return {
    actor: { name: called.slice(0, MOST_NAME), id, role: 'responder', via: 'slack' },
    action,
    channel,
    message: ts,
    thread: isText(thread) ? thread : ts,
  };
};

const MOST_ID = 100;
const MOST_NAME = 80;

const actionOf = (actionId: unknown, alert: EpisodeId): Press['action'] | null => {
  switch (actionId) {
    case `${ID}acknowledge`:
      return { kind: 'acknowledge', alert, note: '', end: { kind: 'resolved' } };
    case `${ID}resolve`:
      return { kind: 'resolve', alert, reason: 'Resolved in Slack.', judged: null };
    case `${ID}suppress`:
      return { kind: 'suppress', alert, for: hours(1), why: 'Suppressed in Slack.' };
    default:
      return null;
  }
};

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const DONE: Readonly<Record<Verb, string>> = {
  acknowledge: 'has acknowledged this alert. It stays open until it is resolved.',
  resolve: 'has resolved this alert.',
  suppress: 'has suppressed this alert for an hour.',
};

/** What came of a press, for the thread. `refused`: why it was not done. */
export const answerTo = ({ actor, action }: Press, refused: string | null): string =>
  refused === null
    ? `${actor.name} ${DONE[action.kind]}`
    : `${actor.name} wanted to ${action.kind} this alert, and it was not done: ${refused}`;
