import type { SendError } from '../../core/port/channel.js';
import { duration, seconds } from '../../core/time/instant.js';
import { failureOf } from '../poster.js';

const TOKEN = 'Reinstall the app in Slack and put its new token into channels.slack.';

/** What Slack's error codes ask of the person who set it up (`ok: false`, and the bodies of incoming webhooks). */
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_auth: `Slack does not accept the token. Check channels.slack.botToken (xoxb-…) and appToken (xapp-…).`,
  not_authed: `Slack got no token. Check channels.slack.botToken.`,
  account_inactive: `The token belongs to an app or workspace that is gone. ${TOKEN}`,
  token_revoked: `The token was revoked. ${TOKEN}`,
  token_expired: `The token has expired. ${TOKEN}`,
  not_allowed_token_type: 'It is a token of the wrong kind. botToken begins with xoxb-, appToken with xapp-.',
  channel_not_found:
    'Slack knows no such channel, or it is private and the app is not in it. Check channels.slack.channels, and invite the app there (/invite).',
  not_in_channel:
    'The app is not in the channel. Invite it there (/invite), or give it the scope chat:write.public for public channels.',
  is_archived: 'The channel is archived. Unarchive it, or name another in channels.slack.channels.',
  channel_is_archived: 'The webhook’s channel is archived. Unarchive it, or make a webhook for another channel.',
  restricted_action: 'A setting of the workspace keeps the app from posting there. Ask its administrator.',
  no_permission: 'The app may not post there. Reinstall it with the scope chat:write.',
  team_access_not_granted: 'The app has no access to this workspace. Ask its administrator to grant it.',
  org_login_required: 'The workspace is being moved. Try again when that is done.',
  invalid_token:
    'Slack does not accept the webhook’s address any more. Make a new webhook and put it into channels.slack.webhookUrl.',
  no_service: 'The webhook was turned off or deleted. Make a new one and put it into channels.slack.webhookUrl.',
  no_service_id: 'The webhook’s address is incomplete. Copy it again into channels.slack.webhookUrl.',
  no_active_hooks: 'The webhook was turned off. Make a new one and put it into channels.slack.webhookUrl.',
  no_team: 'The webhook’s workspace is not known. Copy its address again into channels.slack.webhookUrl.',
  team_disabled: 'The webhook’s workspace was closed. Use a webhook of another one.',
  action_prohibited: 'A setting of the workspace keeps webhooks from posting. Ask its administrator.',
  posting_to_general_channel_denied:
    'The workspace lets nobody post in its general channel. Make a webhook for another channel.',
  user_not_found: 'The webhook posts to a person who is gone. Make a webhook for a channel.',
  invalid_payload: 'Slack could not read the message.',
};

/** Passing troubles of Slack’s own. */
const PASSING: readonly string[] = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'rollup_error',
];

/** A code of Slack’s in words; codes that are not known are said as they are. */
export const slackError = (code: string, needed: string | null = null): SendError => {
  if (!/^[a-z_]{1,60}$/.test(code)) return NOT_SLACK;
  const retry = PASSING.includes(code) ? 'later' : 'never';
  if (code === 'missing_scope')
    return {
      retry,
      code,
      text: `The app lacks the scope ${needed ?? 'that this needs'}. Add it in Slack, then reinstall the app.`,
    };
  return { retry, code, text: REMEDIES[code] ?? `Slack answered ${code}.` };
};

/** A proxy's or a login's page, most likely: whoever answered took no message. */
export const NOT_SLACK: SendError = {
  retry: 'later',
  code: 'not-slack',
  text: 'Something else than Slack answered. Check the address, and whether a proxy stands between.',
};

/** Whether Slack’s code has words that say what to do. */
export const isKnown = (code: string): boolean => Object.hasOwn(REMEDIES, code);

/** What the library throws (its errors’ documented fields). */
interface Thrown {
  readonly code?: string;
  readonly data?: { readonly error?: unknown; readonly needed?: unknown };
  readonly retryAfter?: number;
  readonly statusCode?: number;
  readonly original?: Error & { readonly cause?: unknown };
}

/** Longer than this no message waits: by then it is old news. */
const LONGEST_WAIT = seconds(3_600);

/** Why a call of the Web API failed. Quotes nothing that was sent. */
export const callFailure = (thrown: unknown, signal: AbortSignal): SendError => {
  if (signal.aborted) return { retry: 'later', code: 'timeout', text: 'Slack did not answer in time.' };
  const { code, data, retryAfter, statusCode, original } = thrown as Thrown;
  if (typeof retryAfter === 'number') {
    const wait = duration(Math.min(seconds(retryAfter), LONGEST_WAIT));
    return { retry: 'later', code: '429', text: 'Slack asks to wait: too many messages.', retryAfter: wait };
  }
  if (typeof data?.error === 'string') return slackError(data.error, typeof data.needed === 'string' ? data.needed : null);
  if (typeof statusCode === 'number') return answered(statusCode);
  if (original === undefined) return { retry: 'later', code: code ?? 'failed', text: 'Slack gave no answer that can be read.' };
  const cause = original.cause instanceof Error ? original.cause : original;
  const failure = failureOf(cause, signal);
  return { ...failure, text: `Slack: ${failure.text}` };
};

const answered = (status: number): SendError => ({
  retry: status >= 500 || status === 408 || status === 429 ? 'later' : 'never',
  code: String(status),
  text: `Slack answered ${status}.`,
});
