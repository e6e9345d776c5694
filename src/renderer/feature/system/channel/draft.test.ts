import { describe, expect, it } from 'vitest';
import { blockOf, draftErrors, draftOf, furtherEndpoints, typedSecrets } from './draft.js';

const EMAIL = {
  smtp: { host: 'smtp.example.org', user: 'watch', password: { env: 'SMTP_PASSWORD' }, allowInsecure: false },
  from: 'watch@example.org',
  to: ['ops@example.org', 'ana@example.org'],
  dailySummary: '08:00',
};

describe('a channel’s form', () => {
  it.each([
    ['email', EMAIL],
    ['slack', { enabled: false, botToken: { stored: 'slack.botToken' }, channels: { critical: '#now' } }],
    ['sms', { provider: 'sns', sns: { region: 'eu-west-2', accessKeyId: { env: 'KEY' } }, to: ['+441234567890'], perHour: 3 }],
    [
      'webhook',
      { endpoints: [{ url: 'https://a.example.org/', auth: { bearer: '•••1•••' } }, { url: 'https://b.example.org/' }] },
    ],
  ] as const)('writes back what it was given where nothing is changed (%s)', (kind, before) => {
    expect(blockOf(kind, draftOf(kind, before), before)).toEqual(before);
  });

  it('writes only what was filled in', () => {
    const draft = {
      ...draftOf('email', {}),
      'smtp.host': 'smtp.example.org',
      'smtp.port': '465',
      from: 'w@example.org',
      to: 'a@x.org , b@x.org',
    };
    expect(blockOf('email', draft, {})).toEqual({
      smtp: { host: 'smtp.example.org', port: 465 },
      from: 'w@example.org',
      to: ['a@x.org', 'b@x.org'],
    });
  });

  it('names a typed secret, and gives it away to be kept', () => {
    const draft = { ...draftOf('slack', {}), 'botToken.typed': 'xoxb-hunter2' };
    expect(blockOf('slack', draft, {})).toEqual({ botToken: { stored: 'slack.botToken' } });
    expect(typedSecrets('slack', draft)).toEqual([{ name: 'slack.botToken', value: 'xoxb-hunter2' }]);
    expect(JSON.stringify(blockOf('slack', draft, {}))).not.toContain('hunter2');
  });

  it('names a variable instead, and forgets what was typed before', () => {
    const draft = {
      ...draftOf('slack', {}),
      'botToken.typed': 'x',
      'botToken.place': 'environment',
      'botToken.variable': 'SLACK_BOT',
    };
    expect(blockOf('slack', draft, {})).toEqual({ botToken: { env: 'SLACK_BOT' } });
    expect(typedSecrets('slack', draft)).toEqual([]);
  });

  it('keeps a secret of another name until another is typed', () => {
    const before = { botToken: { stored: 'my-own-name' } };
    expect(blockOf('slack', draftOf('slack', before), before)).toEqual(before);
    const typed = { ...draftOf('slack', before), 'botToken.typed': 'x' };
    expect(blockOf('slack', typed, before)).toEqual({ botToken: { stored: 'slack.botToken' } });
  });

  it('takes out what was emptied, and says that a channel is off', () => {
    const draft = { ...draftOf('email', EMAIL), 'smtp.user': '', enabled: 'no' };
    expect(blockOf('email', draft, EMAIL)).toEqual({
      ...EMAIL,
      enabled: false,
      smtp: { host: 'smtp.example.org', password: { env: 'SMTP_PASSWORD' }, allowInsecure: false },
    });
  });

  it('changes the first of several endpoints, and says how many there are besides', () => {
    const before = { endpoints: [{ url: 'https://a.example.org/' }, { url: 'https://b.example.org/' }] };
    const draft = { ...draftOf('webhook', before), 'endpoint.url': 'https://c.example.org/' };
    expect(blockOf('webhook', draft, before)).toEqual({
      endpoints: [{ url: 'https://c.example.org/' }, { url: 'https://b.example.org/' }],
    });
    expect(furtherEndpoints(before)).toBe(1);
  });

  it('says what is missing, of the provider that was chosen', () => {
    const draft = draftOf('sms', {});
    expect(Object.keys(draftErrors('sms', draft))).toEqual(['twilio.from', 'to']);
    expect(Object.keys(draftErrors('sms', { ...draft, provider: 'sns' }))).toEqual(['sns.region', 'to']);
    expect(draftErrors('email', { ...draftOf('email', EMAIL), 'smtp.port': 'five' })).toHaveProperty(['smtp.port']);
    const unnamed = { ...draftOf('email', EMAIL), 'smtp.password.variable': '' };
    expect(draftErrors('email', unnamed)).toEqual({ 'smtp.password': expect.stringContaining('SMTP_PASSWORD') });
  });
});
