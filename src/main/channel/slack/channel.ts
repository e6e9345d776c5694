import type { Delivery } from '../../core/model/notification.js';
import { fail, type Result } from '../../core/model/result.js';
import type { Background, Channel, Receipt, SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SlackTransport } from '../../core/port/transports.js';
import type { FirstSteps } from '../facts.js';
import type { Poster } from '../poster.js';
import { createRounds } from '../rounds.js';
import { messageOf } from './blocks.js';
import { byBot } from './bot.js';
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
    const settings = parts.transport();
    const reference = settings?.botToken ?? settings?.webhookUrl ?? null;
    if (settings === null || reference === null) return fail(NOT_CONFIGURED);
    const secret = await parts.secrets.read(reference);
    if (!secret.ok)
      return fail({ retry: 'later', code: 'secret', text: `Slack’s secret cannot be had: ${secret.error.message}.` });
    const known = background();
    const extras = { firstSteps: parts.firstSteps, hasButtons: settings.botToken !== null && settings.appToken !== null };
    if (settings.botToken === null)
      return postByWebhook(secret.value, messageOf(delivery, known, extras), signal, parts.poster);
    const caller = { token: secret.value, url: settings.url, signal };
    return byBot({ delivery, background: known, extras, caller, sendEach });
  };
  return { kind: 'slack', send, stop: async () => undefined };
};

const NOT_CONFIGURED: SendError = {
  retry: 'never',
  code: 'not-configured',
  text: 'Slack lacks a way in. Add channels.slack.webhookUrl, or botToken and appToken.',
};
