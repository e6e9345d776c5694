import { fail, ok, type Result } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SmsTransport } from '../../core/port/transports.js';
import { judged, type Posted, type Poster } from '../poster.js';
import type { SendSms } from './provider.js';

type Twilio = NonNullable<SmsTransport['twilio']>;

const API = 'https://api.twilio.com';

/** Sends by Twilio's REST API (Messages resource, 2010-04-01). */
export const byTwilio =
  (settings: Twilio, secrets: Secrets, poster: Poster): SendSms =>
  async ({ to, text, signal }) => {
    const account = await secrets.read(settings.accountSid);
    const token = await secrets.read(settings.authToken);
    if (!account.ok) return fail(noSecret(account.error.message));
    if (!token.ok) return fail(noSecret(token.error.message));
    const posted = await poster.post({
      url: `${settings.url ?? API}/2010-04-01/Accounts/${encodeURIComponent(account.value)}/Messages.json`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${account.value}:${token.value}`).toString('base64')}`,
      },
      body: new URLSearchParams({ To: to, From: settings.from, Body: text }).toString(),
      signal,
      allowInsecure: false,
    });
    return posted.ok ? outcomeOf(posted.value) : posted;
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

const answerOf = (text: string): { readonly sid?: unknown; readonly code?: unknown; readonly message?: unknown } => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
};
