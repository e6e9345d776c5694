import type { WebClientOptions } from '@slack/web-api';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';
import { isLoopback } from '../loopback.js';
import { callFailure, slackError } from './failure.js';

/** Where a call goes, and by whose right. */
export interface Caller {
  readonly token: string;
  /** Another address than Slack's own; null: Slack's. */
  readonly url: string | null;
  readonly signal: AbortSignal;
}

/** Calls one method of Slack's Web API once. The library is loaded with the first call. */
export const callSlack = async (
  { token, url, signal }: Caller,
  method: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Result<Readonly<Record<string, unknown>>, SendError>> => {
  if (!isSafe(url)) return fail(UNENCRYPTED);
  const { WebClient } = await import('@slack/web-api');
  try {
    return ok({ ...(await new WebClient(token, await clientOptions(url, signal)).apiCall(method, input)) });
  } catch (thrown) {
    return fail(callFailure(thrown, signal));
  }
};

/** Whether nothing is said in the clear beyond this machine. */
export const isSafe = (url: string | null): boolean => {
  if (url === null) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isLoopback(hostname);
};

export const UNENCRYPTED: SendError = {
  retry: 'never',
  code: 'unencrypted',
  text: 'channels.slack.url is plain http. Write https.',
};

const CALL_LIMIT = 10_000;

/** Every call once, within its limit, and without a line of the library's own on the console: the outbox tries again, and says so. */
export const clientOptions = async (url: string | null, signal: AbortSignal): Promise<WebClientOptions> => ({
  ...(url === null ? {} : { slackApiUrl: url }),
  logger: await silence(),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
  fetch: (address, init) =>
    fetch(address, { ...(init as RequestInit), signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_LIMIT)]) }),
});

/** The library logs whole payloads, tokens and tickets among them; what matters reaches us as values. */
export const silence = async (): Promise<NonNullable<WebClientOptions['logger']>> => {
  const { LogLevel } = await import('@slack/web-api');
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    setName: nothing,
    getLevel: () => LogLevel.ERROR,
  };
};

/** The two things that are wanted of a posted message. */
export const postedAt = (
  answer: Readonly<Record<string, unknown>>,
): Result<{ readonly channel: string; readonly ts: string }, SendError> => {
  const { channel, ts } = answer;
  return typeof channel === 'string' && typeof ts === 'string' ? ok({ channel, ts }) : fail(slackError('no_message'));
};
