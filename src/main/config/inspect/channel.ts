import type { ResolveContext } from '../context.js';
import { type Finding, warning } from '../finding.js';
import { isOn } from '../resolve-channels.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Channels that are turned on and would tell nobody. */
export const inspectChannels = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const { email, sms, webhook } = document.channels ?? {};
  return [
    ...(lacks(email, email?.to) ? [nobody('email', 'to: [ops@example.org]')] : []),
    ...(lacks(sms, sms?.to) ? [nobody('sms', 'to: ["+441234567890"]')] : []),
    ...(lacks(webhook, webhook?.endpoints) ? [nobody('webhook', 'endpoints: [{ url: https://… }]')] : []),
    ...(context.runtime === 'desk' ? [...unsent(document), ...unable(document)] : []),
  ];
};

const lacks = (channel: { readonly enabled?: boolean | undefined } | undefined, to: readonly unknown[] | undefined): boolean =>
  channel !== undefined && channel.enabled !== false && (to ?? []).length === 0;

const nobody = (kind: string, remedy: string): Finding =>
  warning(['channels', kind], `${kind} has no recipients: level 0 is told to nobody by it`, `Add ${remedy}.`);

/** Channels that this version cannot send by. A channel that gets its adapter is taken out here. */
const WITHOUT_ADAPTER = ['slack'] as const;

const unsent = ({ channels }: ConfigDocument): readonly Finding[] =>
  WITHOUT_ADAPTER.filter((kind) => channels?.[kind] !== undefined && channels[kind].enabled !== false).map((kind) =>
    warning(
      ['channels', kind],
      `${kind} is kept but not used by this version: nothing is sent by it`,
      'It can stay; "watchroom simulate" plays it. It takes effect with the version that sends by it.',
    ),
  );

/** Channels that are turned on and lack what they send by. */
const unable = ({ channels = {} }: ConfigDocument): readonly Finding[] => {
  const { email, sms } = channels;
  return [
    ...(isOn(email) && email.smtp === undefined
      ? [lacking('email', 'server', 'smtp: { host: smtp.example.org, user: …, password: { env: … } }')]
      : []),
    ...(isOn(email) && email.from === undefined ? [lacking('email', 'sender', 'from: watch@example.org')] : []),
    ...(isOn(sms) && sms.twilio === undefined && sms.sns === undefined
      ? [lacking('sms', 'provider', 'twilio: { accountSid: …, authToken: …, from: … }, or sns: { region: …, … }')]
      : []),
  ];
};

const lacking = (kind: string, what: string, remedy: string): Finding =>
  warning(['channels', kind], `${kind} has no ${what}: nothing can be sent by it`, `Add ${remedy}.`);
