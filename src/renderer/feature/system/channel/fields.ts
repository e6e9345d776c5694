import { type Draft, type Field, isShown } from '../../../ui/form/field.js';
import { endpointFields, numbersIn } from './endpoints.js';

/** The channels that are set up here; the pop-up needs nothing. */
export const KINDS = ['email', 'slack', 'sms', 'webhook'] as const;
export type Kind = (typeof KINDS)[number];

const TWILIO = { key: 'provider', value: 'twilio' } as const;
const SNS = { key: 'provider', value: 'sns' } as const;

/** What each channel needs to reach people, in the order in which one gets it. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  email: [
    { key: 'smtp.host', label: 'Mail server', hint: 'Such as smtp.example.org.', kind: 'text', isRequired: true },
    { key: 'smtp.port', label: 'Port', hint: '587 unless your provider says otherwise.', kind: 'number' },
    { key: 'smtp.user', label: 'User', hint: 'Empty: the server asks for no login.', kind: 'text' },
    { key: 'smtp.password', label: 'Password', hint: 'Many providers want one made for this purpose.', kind: 'secret' },
    { key: 'from', label: 'Sender', hint: 'The address that mails come from.', kind: 'text', isRequired: true },
    { key: 'to', label: 'Recipients', hint: 'Addresses, separated by commas.', kind: 'list', isRequired: true },
  ],
  slack: [
    {
      key: 'botToken',
      label: 'Bot token',
      hint: 'xoxb-…, with the scopes chat:write, chat:write.public and, for charts, files:write.',
      kind: 'secret',
    },
    { key: 'appToken', label: 'App token', hint: 'xapp-…, with connections:write: for the buttons.', kind: 'secret' },
    {
      key: 'webhookUrl',
      label: 'Incoming webhook',
      hint: 'Instead of a bot: one channel, no buttons, no threads.',
      kind: 'secret',
    },
    { key: 'channels.critical', label: 'Channel for criticals', hint: '#critical-alerts where empty.', kind: 'text' },
    { key: 'channels.warning', label: 'Channel for warnings', hint: '#warnings where empty.', kind: 'text' },
    {
      key: 'channels.performance',
      label: 'Channel for performance',
      hint: '#performance-monitoring where empty.',
      kind: 'text',
    },
  ],
  sms: [
    { key: 'twilio.accountSid', label: 'Account SID', hint: 'AC…, from Twilio’s console.', kind: 'secret', only: TWILIO },
    { key: 'twilio.authToken', label: 'Auth token', hint: 'Beside it.', kind: 'secret', only: TWILIO },
    {
      key: 'twilio.from',
      label: 'Sender',
      hint: 'A number of the account, such as +441234567890.',
      kind: 'text',
      only: TWILIO,
      isRequired: true,
    },
    { key: 'sns.region', label: 'Region', hint: 'Such as eu-west-2.', kind: 'text', only: SNS, isRequired: true },
    {
      key: 'sns.accessKeyId',
      label: 'Access key',
      hint: 'Of a user who may sns:Publish and nothing else.',
      kind: 'secret',
      only: SNS,
    },
    { key: 'sns.secretAccessKey', label: 'Secret access key', hint: 'Shown by AWS once.', kind: 'secret', only: SNS },
    {
      key: 'sns.senderId',
      label: 'Sender’s name',
      hint: 'Up to 11 letters; not every country shows it.',
      kind: 'text',
      only: SNS,
    },
    { key: 'to', label: 'Numbers', hint: 'As +441234567890, separated by commas.', kind: 'list', isRequired: true },
  ],
  webhook: [{ key: 'secret', label: 'Signing key', hint: 'Empty: messages are not signed.', kind: 'secret' }],
};

/** Fields that the draft shows now: of a webhook first those of its addresses. */
export const shownFields = (kind: Kind, draft: Draft): readonly Field[] => {
  const own = kind === 'webhook' ? numbersIn(draft).flatMap(endpointFields) : [];
  return [...own, ...FIELDS[kind]].filter((field) => isShown(field, draft));
};
