import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../../core/model/notification.js';
import type { NotificationReason } from '../../core/model/reason.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { SlackMessage } from '../../core/model/slack.js';
import type { Background, Receipt, SendError } from '../../core/port/channel.js';
import type { Rounds } from '../rounds.js';
import { cardOf, type Extras, messageOf, replyOf } from './blocks.js';
import { addChart } from './chart.js';
import { type Place, placesOf, referenceTo } from './place.js';
import { type Caller, callSlack, postedAt } from './web-api.js';

/** What it takes to edit a message. */
export interface Editing {
  readonly extras: Extras;
  readonly caller: Caller;
}

export interface BotSending extends Editing {
  readonly delivery: Delivery;
  readonly background: Background;
  readonly sendEach: Rounds;
}

/** Posts a delivery by the Web API: as a message of its own, or into the thread of the alert's first one, which is then brought up to date. */
export const byBot = async (sending: BotSending): Promise<Result<Receipt, SendError>> => {
  const { delivery, background, sendEach } = sending;
  const references: string[] = [];
  const uncharted: string[] = [];
  const sent = await sendEach(delivery.id, delivery.recipients, async (to) => {
    const thread = threadFor(to, sending);
    const posted = thread === null ? await postNew(to, sending) : await postReply(thread, to, sending);
    if (!posted.ok) return fail({ ...posted.error, text: `${to}: ${posted.error.text}` });
    if (posted.value.reference !== null) references.push(posted.value.reference);
    if (posted.value.problem !== null) uncharted.push(posted.value.problem);
    return ok(`taken by Slack in ${to}${thread === null ? '' : ', in the thread'}`);
  });
  if (!sent.ok) return sent;
  const problem = await bringUpToDate(sending, background);
  const text = [
    sent.value.text,
    ...(problem === null ? [] : [`an earlier message could not be edited: ${problem}`]),
    ...uncharted.slice(0, 1).map((why) => `without its chart: ${why}`),
  ].join('; ');
  return ok({ text, ...(references.length === 0 ? {} : { references }) });
};

/** The first message about the alert in that channel; null where there is none, or where several alerts are told. */
const threadFor = (to: string, { delivery, background }: BotSending): Place | null =>
  delivery.alerts.length === 1 ? (placesOf(background).find((place) => place.to === to) ?? null) : null;

interface Posted {
  /** What later news hangs from; null for a reply. */
  readonly reference: string | null;
  /** Why it has no chart; null where nothing is missing. */
  readonly problem: string | null;
}

const postNew = async (to: string, sending: BotSending): Promise<Result<Posted, SendError>> => {
  const { delivery, background, extras } = sending;
  const posted = await post(to, messageOf(delivery, background, extras), {}, sending);
  if (!posted.ok) return posted;
  const tells = delivery.alerts.length === 1 ? 'alert' : 'group';
  const problem = tells === 'alert' ? await addChart(sending.caller, posted.value, background) : null;
  return ok({ reference: referenceTo({ to, ...posted.value, tells }), problem });
};

/** Nobody is called by a reply in a thread: what somebody must still act on is shown in the channel as well. */
const LOUD: readonly NotificationReason[] = ['escalated', 'repeated', 'suppression-ended', 'firing'];

/** A message that somebody deleted has no thread: the news then stands by itself. */
const GONE: readonly string[] = ['thread_not_found', 'message_not_found', 'channel_not_found'];

const postReply = async (thread: Place, to: string, sending: BotSending): Promise<Result<Posted, SendError>> => {
  const { delivery, background } = sending;
  const isLoud = LOUD.includes(delivery.reason);
  const place = { thread_ts: thread.ts, ...(isLoud ? { reply_broadcast: true } : {}) };
  const posted = await post(thread.channel, replyOf(delivery, background), place, sending);
  if (posted.ok) return ok({ reference: null, problem: null });
  return GONE.includes(posted.error.code) ? postNew(to, sending) : posted;
};

const post = async (
  channel: string,
  message: SlackMessage,
  place: Readonly<Record<string, unknown>>,
  { caller }: BotSending,
): Promise<Result<{ readonly channel: string; readonly ts: string }, SendError>> => {
  const plainly = { unfurl_links: false, unfurl_media: false };
  const posted = await callSlack(caller, 'chat.postMessage', { channel, ...message, ...place, ...plainly });
  return posted.ok ? postedAt(posted.value) : posted;
};

/** Slack takes some fifty edits a minute; of a storm's end the first ones are edited. */
const MOST_EDITS = 20;

/** Edits the messages that tell one of these alerts alone. Answers why one could not be edited; the news itself has arrived all the same. */
export const bringUpToDate = async ({ extras, caller }: Editing, background: Background): Promise<string | null> => {
  const places = placesOf(background).filter(({ tells }) => tells === 'alert');
  for (const { alert, channel, ts } of places.slice(0, MOST_EDITS)) {
    const row = background.alerts.find(({ id }) => id === alert);
    if (row === undefined) continue;
    const edited = await edit(caller, { channel, ts, ...cardOf(row, background, extras) });
    if (!edited.ok && !GONE.includes(edited.error.code)) return edited.error.text;
  }
  return null;
};

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 5_000;

/** Once more where the trouble passes: after the last news nobody would edit that message again, and it would stay red. */
const edit = async (caller: Caller, input: Readonly<Record<string, unknown>>): ReturnType<typeof callSlack> => {
  const edited = await callSlack(caller, 'chat.update', input);
  if (edited.ok || edited.error.retry === 'never') return edited;
  await wait(Math.min(edited.error.retryAfter ?? FIRST_WAIT, LONGEST_WAIT), null, { signal: caller.signal }).catch(() => null);
  return caller.signal.aborted ? edited : callSlack(caller, 'chat.update', input);
};
