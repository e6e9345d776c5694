import type { CheckPoint } from '../../core/model/notification.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SmsTransport } from '../../core/port/transports.js';
import { judged, type Posted, type Poster } from '../poster.js';
import type { SmsProvider } from './provider.js';

type Twilio = NonNullable<SmsTransport['twilio']>;

const API = 'https://api.twilio.com';

/** Twilio's REST API (Messages, Accounts and IncomingPhoneNumbers resources, 2010-04-01). */
export const byTwilio = (settings: Twilio, secrets: Secrets, poster: Poster): SmsProvider => {
  const ask: Ask = async (path, signal, body) => {
    const account = await secrets.read(settings.accountSid);
    const token = await secrets.read(settings.authToken);
    if (!account.ok) return fail(noSecret(account.error.message));
    if (!token.ok) return fail(noSecret(token.error.message));
    return poster.post({
      url: `${settings.url ?? API}/2010-04-01/Accounts/${encodeURIComponent(account.value)}${path}`,
      headers: {
        authorization: `Basic ${Buffer.from(`${account.value}:${token.value}`).toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      method: body === undefined ? 'GET' : 'POST',
      body: body?.toString() ?? '',
      signal,
      allowInsecure: false,
      reach: 'anywhere',
    });
  };
  return {
    send: async ({ to, text, signal }) => {
      const posted = await ask('/Messages.json', signal, new URLSearchParams({ To: to, From: settings.from, Body: text }));
      return posted.ok ? outcomeOf(posted.value) : posted;
    },
    check: async (signal) => [await accountPoint(ask, signal), await senderPoint(ask, settings.from, signal)],
  };
};

/** Posts where there is a body, and reads otherwise. */
type Ask = (path: string, signal: AbortSignal, body?: URLSearchParams) => Promise<Result<Posted, SendError>>;

const accountPoint = async (ask: Ask, signal: AbortSignal): Promise<CheckPoint> => {
  const what = 'Account';
  const asked = await ask('.json', signal);
  const outcome = asked.ok ? outcomeOf(asked.value) : asked;
  if (!asked.ok || !outcome.ok) return { what, state: 'failed', text: outcome.ok ? '' : outcome.error.text };
  const { status, type } = answerOf(asked.value.text);
  if (status !== 'active') return { what, state: 'failed', text: `Twilio says that the account is ${String(status)}.` };
  const trial = type === 'Trial' ? ' It is a trial account: it sends to verified numbers only.' : '';
  return { what, state: 'ok', text: `Twilio knows the account, and it is active.${trial}` };
};

const senderPoint = async (ask: Ask, from: string, signal: AbortSignal): Promise<CheckPoint> => {
  const what = 'Sender';
  if (!from.startsWith('+'))
    return { what, state: 'unknown', text: `Whether ${from} may be used as a sender, only a test message shows.` };
  const asked = await ask(`/IncomingPhoneNumbers.json?${new URLSearchParams({ PhoneNumber: from })}`, signal);
  const numbers = asked.ok && judged(asked.value).ok ? answerOf(asked.value.text).incoming_phone_numbers : undefined;
  if (!Array.isArray(numbers))
    return { what, state: 'unknown', text: `Whether ${from} belongs to the account could not be read.` };
  if (numbers.length > 0) return { what, state: 'ok', text: `${from} belongs to the account.` };
  return { what, state: 'failed', text: `${from} does not belong to the account. Check channels.sms.twilio.from.` };
};

const noSecret = (why: string): SendError => ({
  retry: 'later',
  code: 'secret',
  text: `A secret of Twilio cannot be had: ${why}.`,
});

/** What Twilio's own error codes ask of the person who set it up. */
const REMEDIES: Readonly<Record<number, string>> = {
  20003: 'Twilio refuses the account or its token. Check channels.sms.twilio.accountSid and authToken.',
  20404: 'Twilio does not know the account. Check channels.sms.twilio.accountSid.',
  21211: 'Twilio says that this is no telephone number.',
  21606: 'Twilio does not let this account send from that number. Check channels.sms.twilio.from.',
  21608: 'A trial account of Twilio sends to verified numbers only. Verify the number, or upgrade the account.',
  21610: 'The person has answered STOP, and Twilio sends nothing more to this number until they answer START.',
  21614: 'This number cannot get short messages.',
};

const outcomeOf = (posted: Posted): Result<string, SendError> => {
  const said = answerOf(posted.text);
  const outcome = judged(posted);
  if (outcome.ok) return ok(typeof said.sid === 'string' ? `taken by Twilio as ${said.sid}` : 'taken by Twilio');
  const remedy = typeof said.code === 'number' ? REMEDIES[said.code] : undefined;
  const text = remedy ?? (typeof said.message === 'string' ? `Twilio: ${said.message}` : outcome.error.text);
  return fail({ ...outcome.error, text });
};

const answerOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};
