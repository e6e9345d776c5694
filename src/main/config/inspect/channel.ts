import type { ResolveContext } from '../context.js';
import { type Finding, type Path, warning } from '../finding.js';
import { isOn } from '../resolve/channels.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Channels that are turned on and would tell nobody. */
export const inspectChannels = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const { email, sms, webhook } = document.channels ?? {};
  return [
    ...(lacks(email, email?.to) ? [nobody('email', 'to: [ops@example.org]')] : []),
    ...(lacks(sms, sms?.to) ? [nobody('sms', 'to: ["+441234567890"]')] : []),
    ...(lacks(webhook, webhook?.endpoints) ? [nobody('webhook', 'endpoints: [{ url: https://… }]')] : []),
    ...placeholders(['channels', 'sms', 'to'], isOn(sms) ? sms.to : []),
    ...Object.entries(document.teams ?? {}).flatMap(([team, one]) => placeholders(['teams', team, 'sms'], one.sms)),
    ...(context.runtime === 'desk' ? unable(document) : []),
  ];
};

/** Numbers as examples write them (`+44XXXXXXXXX`): taken, so that an example starts as it stands, and good for nothing. */
const placeholders = (path: Path, numbers: readonly string[] = []): readonly Finding[] =>
  numbers.flatMap((number, index) =>
    number.includes('X')
      ? [
          warning(
            [...path, index],
            `${number} stands for a telephone number and is none: no SMS can go there`,
            'Write the whole number with its country, such as +441234567890.',
            'value',
          ),
        ]
      : [],
  );

const lacks = (channel: { readonly enabled?: boolean | undefined } | undefined, to: readonly unknown[] | undefined): boolean =>
  channel !== undefined && channel.enabled !== false && (to ?? []).length === 0;

const nobody = (kind: string, remedy: string): Finding =>
  warning(['channels', kind], `${kind} has no recipients: level 0 is told to nobody by it`, `Add ${remedy}.`);

/** Channels that are turned on and lack what they send by. */
const unable = ({ channels = {} }: ConfigDocument): readonly Finding[] => {
  const { email, slack, sms } = channels;
  return [
    ...(isOn(email) && email.smtp === undefined
      ? [lacking('email', 'server', 'smtp: { host: smtp.example.org, user: …, password: { env: … } }')]
      : []),
    ...(isOn(email) && email.from === undefined ? [lacking('email', 'sender', 'from: watch@example.org')] : []),
    ...(isOn(slack) ? slackLacks(slack) : []),
    ...(isOn(sms) && sms.twilio === undefined && sms.sns === undefined
      ? [lacking('sms', 'provider', 'twilio: { accountSid: …, authToken: …, from: … }, or sns: { region: …, … }')]
      : []),
  ];
};

const slackLacks = ({ webhookUrl, botToken, appToken }: SlackDocument): readonly Finding[] => {
  if (botToken !== undefined && appToken === undefined)
    return [
      warning(
        ['channels', 'slack'],
        'slack has no appToken: its messages have no buttons to acknowledge, resolve or suppress',
        'Turn on Socket Mode for the app in Slack, make an app-level token with the scope connections:write, and add appToken: { env: SLACK_APP_TOKEN }.',
      ),
    ];
  if (botToken === undefined && webhookUrl !== undefined && appToken !== undefined)
    return [
      warning(
        ['channels', 'slack'],
        'slack has an appToken and no botToken: there are no messages with buttons that it could serve',
        'Add botToken: { env: SLACK_BOT_TOKEN }.',
      ),
    ];
  if (botToken !== undefined || webhookUrl !== undefined) return [];
  return [lacking('slack', 'webhookUrl or botToken', 'webhookUrl: { env: SLACK_WEBHOOK_URL }, or botToken and appToken')];
};

type SlackDocument = NonNullable<NonNullable<ConfigDocument['channels']>['slack']>;

const lacking = (kind: string, what: string, remedy: string): Finding =>
  warning(['channels', kind], `${kind} has no ${what}: nothing can be sent by it`, `Add ${remedy}.`);
