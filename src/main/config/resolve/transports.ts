import type {
  EmailTransport,
  HeartbeatTransport,
  SlackTransport,
  SmsTransport,
  Transports,
  WebhookEndpoint,
  WebhookTransport,
} from '../../core/port/transports.js';
import { minutes } from '../../core/time/instant.js';
import type { ConfigDocument } from '../schema/v1.js';
import { isOn } from './channels.js';

type ChannelsDocument = NonNullable<ConfigDocument['channels']>;

/** The servers and secrets by which the channels of a document send. */
export const resolveTransports = ({ channels = {}, heartbeat }: ConfigDocument): Transports => ({
  email: isOn(channels.email) ? emailOf(channels.email) : null,
  slack: isOn(channels.slack) ? slackOf(channels.slack) : null,
  sms: isOn(channels.sms) ? smsOf(channels.sms) : null,
  webhook: isOn(channels.webhook) ? webhookOf(channels.webhook) : null,
  heartbeat: heartbeat === undefined ? null : heartbeatOf(heartbeat),
});

/** Mail is handed in here, encrypted from the second line on. */
const SUBMISSION_PORT = 587;

const emailOf = ({ smtp, from }: NonNullable<ChannelsDocument['email']>): EmailTransport => ({
  smtp:
    smtp === undefined
      ? null
      : {
          host: smtp.host,
          port: smtp.port ?? SUBMISSION_PORT,
          user: smtp.user ?? null,
          password: smtp.password ?? null,
          allowInsecure: smtp.allowInsecure ?? false,
        },
  from: from ?? null,
});

const slackOf = ({ webhookUrl, botToken, appToken, url }: NonNullable<ChannelsDocument['slack']>): SlackTransport => ({
  webhookUrl: webhookUrl ?? null,
  botToken: botToken ?? null,
  appToken: appToken ?? null,
  url: url ?? null,
});

const smsOf = ({ provider, twilio, sns }: NonNullable<ChannelsDocument['sms']>): SmsTransport => ({
  provider: provider ?? (twilio !== undefined ? 'twilio' : sns !== undefined ? 'sns' : null),
  twilio: twilio === undefined ? null : { ...twilio, url: twilio.url ?? null },
  sns: sns === undefined ? null : { ...sns, senderId: sns.senderId ?? null, url: sns.url ?? null },
});

const webhookOf = ({ endpoints, secret }: NonNullable<ChannelsDocument['webhook']>): WebhookTransport => ({
  endpoints: (endpoints ?? []).map(({ url, auth, allowInsecure, allowPrivate }) => ({
    url,
    auth: authOf(auth),
    allowInsecure: allowInsecure ?? false,
    allowPrivate: allowPrivate ?? false,
  })),
  secret: secret ?? null,
});

const heartbeatOf = ({ url, every, allowInsecure }: NonNullable<ConfigDocument['heartbeat']>): HeartbeatTransport => ({
  url,
  every: every ?? minutes(1),
  allowInsecure: allowInsecure ?? false,
});

type AuthDocument = NonNullable<NonNullable<ChannelsDocument['webhook']>['endpoints']>[number]['auth'];

const authOf = (auth: AuthDocument): WebhookEndpoint['auth'] => {
  if (auth?.bearer !== undefined) return { kind: 'bearer', token: auth.bearer };
  return auth?.basic === undefined ? null : { kind: 'basic', ...auth.basic };
};
