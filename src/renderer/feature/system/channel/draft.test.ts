import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../ui/form/field.js';
import { blockOf, draftErrors, draftOf, typedSecrets, withEndpoint, withoutEndpoint } from './draft.js';

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

  const A = { url: 'https://a.example.org/', auth: { bearer: { stored: 'webhook.endpoint.1.auth.bearer' } } };
  const B = { url: 'https://b.example.org/', auth: { basic: { user: 'w', password: '•••1•••' } }, allowPrivate: true };

  it('changes any of several addresses, and leaves the others alone', () => {
    const draft = draftOf('webhook', { endpoints: [A, B], tries: 5 });
    expect(draft.endpoints).toBe('1,2');
    const changed = { ...draft, 'endpoint.2.url': 'https://c.example.org/' };
    expect(blockOf('webhook', changed, { endpoints: [A, B], tries: 5 })).toEqual({
      endpoints: [A, { ...B, url: 'https://c.example.org/' }],
      tries: 5,
    });
  });

  it('adds an address and takes one out, and never gives one the secret of another', () => {
    const before = { endpoints: [A, B] };
    const added = withEndpoint(draftOf('webhook', before));
    const draft: Draft = {
      ...withoutEndpoint(added, '1'),
      'endpoint.3.url': 'https://d.example.org/',
      'endpoint.3.proof': 'bearer',
      'endpoint.3.auth.bearer.typed': 'hunter2',
    };
    expect(typedSecrets('webhook', draft)).toEqual([{ name: 'webhook.endpoint.3.auth.bearer', value: 'hunter2' }]);
    const after = blockOf('webhook', draft, before);
    expect(after).toEqual({
      endpoints: [B, { url: 'https://d.example.org/', auth: { bearer: { stored: 'webhook.endpoint.3.auth.bearer' } } }],
    });
    expect(draftOf('webhook', after).endpoints).toBe('4,3');
  });

  it('proves itself to an address in one way only', () => {
    const draft = { ...draftOf('webhook', { endpoints: [A] }), 'endpoint.1.proof': 'basic' };
    expect(draftErrors('webhook', draft)).toEqual({
      'endpoint.1.auth.basic.user': 'User: nothing leaves without it.',
      'endpoint.1.auth.basic.password': 'Password: nothing leaves without it.',
    });
    const filled = { ...draft, 'endpoint.1.auth.basic.user': 'w', 'endpoint.1.auth.basic.password.typed': 'hunter2' };
    const password = { stored: 'webhook.endpoint.1.auth.basic.password' };
    expect(blockOf('webhook', filled, { endpoints: [A] })).toEqual({
      endpoints: [{ url: A.url, auth: { basic: { user: 'w', password } } }],
    });
    expect(blockOf('webhook', { ...draft, 'endpoint.1.proof': 'none' }, { endpoints: [A] })).toEqual({
      endpoints: [{ url: A.url }],
    });
  });

  it('asks a webhook that has no address for one', () => {
    expect(Object.keys(draftErrors('webhook', draftOf('webhook', {})))).toEqual(['endpoint.0.url']);
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
