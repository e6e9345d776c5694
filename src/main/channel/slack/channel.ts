import type { Delivery } from '../../core/model/notification.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Background, Channel, Receipt, SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SlackTransport } from '../../core/port/transports.js';
import { seconds } from '../../core/time/instant.js';
import type { FirstSteps } from '../facts.js';
import type { Poster } from '../poster.js';
import { createRounds } from '../rounds.js';
import { messageOf } from './blocks.js';
import { bringUpToDate, byBot, type Editing } from './bot.js';
import { checkBot, checkWebhook, type SlackCheckParts } from './check.js';
import { postByWebhook } from './webhook.js';

export interface SlackChannelParts {
  /** As configured now; null: off. */
  readonly transport: () => SlackTransport | null;
  readonly secrets: Secrets;
  readonly poster: Poster;
  readonly firstSteps: FirstSteps;
}

/** Posts to Slack: by a bot's token with threads and edits, or one way by an incoming webhook. The token goes first where both are there. */
export const createSlackChannel = (parts: SlackChannelParts): Channel => {
  const sendEach = createRounds();
  const send = async (
    delivery: Delivery,
    signal: AbortSignal,
    background: () => Background,
  ): Promise<Result<Receipt, SendError>> => {
    const way = await wayInto(parts, signal);
    if (!way.ok) return way;
    const { isBot, extras, caller } = way.value;
    const known = background();
    return isBot
      ? byBot({ delivery, background: known, extras, caller, sendEach })
      : postByWebhook(caller.token, messageOf(delivery, known, extras), signal, parts.poster);
  };
  const refresh = async (background: Background, signal: AbortSignal): Promise<string | null> => {
    const way = await wayInto(parts, signal);
    if (!way.ok) return way.error.text;
    // A message that came by a webhook cannot be edited, and nobody expects it.
    return way.value.isBot ? bringUpToDate(way.value, background) : null;
  };
  const check: Channel['check'] = async (signal) => {
    const way = await wayInto(parts, signal);
    if (!way.ok) return [{ what: 'Settings', state: 'failed', text: way.error.text }];
    const { isBot, caller } = way.value;
    return isBot ? checkBot({ caller, appToken: await appTokenOf(parts) }) : checkWebhook(caller.token);
  };
  const lacks = (): string | null => {
    const settings = parts.transport();
    return settings !== null && (settings.botToken ?? settings.webhookUrl) === null ? NOT_CONFIGURED.text : null;
  };
  return { kind: 'slack', pace: PACE, send, refresh, lacks, check, stop: async () => undefined };
};

/** How Slack is reached: with a bot's token, or by an incoming webhook, whose address is the secret. */
interface Way extends Editing {
  readonly isBot: boolean;
}

const wayInto = async (
  { transport, secrets, firstSteps }: SlackChannelParts,
  signal: AbortSignal,
): Promise<Result<Way, SendError>> => {
  const settings = transport();
  const reference = settings?.botToken ?? settings?.webhookUrl ?? null;
  if (settings === null || reference === null) return fail(NOT_CONFIGURED);
  const secret = await secrets.read(reference);
  if (!secret.ok)
    return fail({ retry: 'later', code: 'secret', text: `Slack’s secret cannot be had: ${secret.error.message}.` });
  const { botToken, appToken, url } = settings;
  const extras = { firstSteps, hasButtons: botToken !== null && appToken !== null };
  return ok({ isBot: botToken !== null, extras, caller: { token: secret.value, url, signal } });
};

const appTokenOf = async ({ transport, secrets }: SlackChannelParts): Promise<SlackCheckParts['appToken']> => {
  const reference = transport()?.appToken ?? null;
  if (reference === null) return null;
  const token = await secrets.read(reference);
  return token.ok ? token.value : { problem: token.error.message };
};

/** Slack takes one message a second in a channel, and short bursts of more (its rate limits for `chat.postMessage` and webhooks). */
const PACE = { atOnce: 2, ahead: 0, rate: { count: 4, per: seconds(4) } };

const NOT_CONFIGURED: SendError = {
  retry: 'never',
  code: 'not-configured',
  text: 'Slack lacks a way in. Add channels.slack.webhookUrl, or botToken and appToken.',
};
