import { fail, ok, type Result } from '../../core/model/result.js';
import type { SlackMessage } from '../../core/model/slack.js';
import type { Receipt, SendError } from '../../core/port/channel.js';
import { judged, type Poster } from '../poster.js';
import { isKnown, NOT_SLACK, slackError } from './failure.js';

/** Posts by an incoming webhook, which answers `ok` or an error's name, and nothing by which the message could be found again. */
export const postByWebhook = async (
  url: string,
  message: SlackMessage,
  signal: AbortSignal,
  poster: Poster,
): Promise<Result<Receipt, SendError>> => {
  if (!URL.canParse(url)) return fail(NO_ADDRESS);
  const headers = { 'content-type': 'application/json' };
  const posted = await poster.post({
    url,
    headers,
    body: JSON.stringify(message),
    signal,
    allowInsecure: false,
    reach: 'anywhere',
  });
  if (!posted.ok) return fail({ ...posted.error, text: `Slack’s webhook: ${posted.error.text}` });
  const said = posted.value.text.trim();
  const outcome = judged(posted.value);
  if (isKnown(said)) return fail({ ...slackError(said), ...(outcome.ok ? {} : { code: outcome.error.code }) });
  if (!outcome.ok) return fail({ ...outcome.error, text: `Slack’s webhook ${outcome.error.text}` });
  if (said !== 'ok') return fail(NOT_SLACK);
  return ok({ text: 'taken by Slack, by its webhook: no buttons, threads or choice of channel' });
};

const NO_ADDRESS: SendError = {
  retry: 'never',
  code: 'address',
  text: 'channels.slack.webhookUrl is no address. Copy it again; it begins with https://hooks.slack.com/services/.',
};
