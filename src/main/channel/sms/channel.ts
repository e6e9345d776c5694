import { fail, type Result } from '../../core/model/result.js';
import type { Channel, SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SmsTransport } from '../../core/port/transports.js';
import type { FirstSteps } from '../facts.js';
import type { Poster } from '../poster.js';
import { createRounds } from '../rounds.js';
import type { SmsProvider } from './provider.js';
import { bySns } from './sns.js';
import { smsOf } from './text.js';
import { byTwilio } from './twilio.js';

export interface SmsChannelParts {
  /** As configured now; null: off. */
  readonly transport: () => SmsTransport | null;
  readonly secrets: Secrets;
  readonly poster: Poster;
  readonly firstSteps: FirstSteps;
}

/** Short messages by Twilio or AWS SNS, one to each number. A number that has got one is not given it again while others fail. */
export const createSmsChannel = ({ transport, secrets, poster, firstSteps }: SmsChannelParts): Channel => {
  const sendEach = createRounds();
  return {
    kind: 'sms',
    pace: { atOnce: 2, ahead: 0, rate: null },
    send: async (delivery, signal, background) => {
      const provider = providerOf(transport(), secrets, poster);
      if (provider === null) return fail(NOT_CONFIGURED);
      const text = smsOf(delivery, background(), firstSteps);
      return sendEach(delivery.id, delivery.recipients, (to) => sendTo(provider, { to, text, signal }));
    },
    lacks: () => {
      const settings = transport();
      return settings !== null && providerOf(settings, secrets, poster) === null ? NOT_CONFIGURED.text : null;
    },
    check: async (signal) => {
      const provider = providerOf(transport(), secrets, poster);
      return provider === null ? [{ what: 'Settings', state: 'failed', text: NOT_CONFIGURED.text }] : provider.check(signal);
    },
    stop: async () => undefined,
  };
};

const NOT_CONFIGURED: SendError = {
  retry: 'never',
  code: 'not-configured',
  text: 'SMS lacks a provider. Add channels.sms.twilio or channels.sms.sns.',
};

const providerOf = (settings: SmsTransport | null, secrets: Secrets, poster: Poster): SmsProvider | null => {
  if (settings?.provider === 'twilio' && settings.twilio !== null) return byTwilio(settings.twilio, secrets, poster);
  if (settings?.provider === 'sns' && settings.sns !== null) return bySns(settings.sns, secrets);
  return null;
};

/** The international form (E.164): a plus, the country, at most fifteen digits. */
const E164 = /^\+[1-9]\d{6,14}$/;

const sendTo = async (
  provider: SmsProvider,
  message: Parameters<SmsProvider['send']>[0],
): Promise<Result<string, SendError>> => {
  const { to } = message;
  if (!E164.test(to))
    return fail({ retry: 'never', code: 'number', text: `${masked(to)} is no number of the form +441234567890.` });
  const outcome = await provider.send(message);
  return outcome.ok ? outcome : fail({ ...outcome.error, text: `${masked(to)}: ${outcome.error.text}` });
};

/** Enough of a number to know whose it is. */
const masked = (number: string): string => `${number.slice(0, 3)}…${number.slice(-2)}`;
