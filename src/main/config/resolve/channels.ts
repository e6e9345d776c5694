import type {
  ChannelSettings,
  EmailSettings,
  MinuteOfDay,
  SlackSettings,
  SmsSettings,
  WebhookSettings,
} from '../../core/model/telling.js';
import { minutes } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import type { ConfigDocument } from '../schema/v1.js';

type ChannelsDocument = NonNullable<ConfigDocument['channels']>;

/** Every way out that the document turns on. The desktop is on by default at a desk; all others where they are named. */
export const resolveChannels = (document: ConfigDocument, context: ResolveContext): ChannelSettings => {
  const channels = document.channels ?? {};
  return {
    desktop: desktopOf(channels.desktop, context),
    email: isOn(channels.email) ? emailOf(channels.email) : null,
    slack: isOn(channels.slack) ? slackOf(channels.slack) : null,
    sms: isOn(channels.sms) ? smsOf(channels.sms) : null,
    webhook: isOn(channels.webhook) ? webhookOf(channels.webhook) : null,
  };
};

/** Whether a document turns a channel on: it does by naming it. */
export const isOn = <Block extends { readonly enabled?: boolean | undefined }>(block: Block | undefined): block is Block =>
  block !== undefined && block.enabled !== false;

const desktopOf = (desktop: ChannelsDocument['desktop'], context: ResolveContext): ChannelSettings['desktop'] => {
  if (desktop === undefined && context.runtime === 'scenario') return null;
  return { enabled: desktop?.enabled ?? true, sound: desktop?.sound ?? true };
};

const SUMMARY_AT = '08:00';

const emailOf = (email: NonNullable<ChannelsDocument['email']>): EmailSettings => ({
  to: email.to ?? [],
  digest: email.digest ?? minutes(15),
  dailySummary: email.dailySummary === false ? null : minuteOfDay(email.dailySummary ?? SUMMARY_AT),
});

/** `"08:30"`: 510. */
export const minuteOfDay = (text: string): MinuteOfDay => {
  const [hours = 0, minutesPast = 0] = text.split(':').map(Number);
  return hours * 60 + minutesPast;
};

const slackOf = ({ channels }: NonNullable<ChannelsDocument['slack']>): SlackSettings => ({
  channels: {
    critical: channels?.critical ?? '#critical-alerts',
    warning: channels?.warning ?? '#warnings',
    performance: channels?.performance ?? '#performance-monitoring',
  },
});

const smsOf = (sms: NonNullable<ChannelsDocument['sms']>): SmsSettings => ({
  to: sms.to ?? [],
  perHour: sms.perHour ?? 5,
  acknowledgeWithin: sms.acknowledgeWithin ?? minutes(15),
});

const webhookOf = (webhook: NonNullable<ChannelsDocument['webhook']>): WebhookSettings => ({
  to: (webhook.endpoints ?? []).map(({ url }) => shownAddress(url)),
  tries: webhook.tries ?? 3,
});

/** An address may carry its secret in user, password or query: those are left out. */
const shownAddress = (text: string): string => {
  const url = new URL(text);
  return `${url.origin}${url.pathname}`;
};
