import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Environment, overlay, withEnvironmentFile } from './environment.js';

const channelsWith = (environment: Environment, document: Record<string, unknown> = {}) =>
  overlay(document, environment).document.channels;

describe('environment variables', () => {
  it.each<[Environment, object]>([
    [{ ALERT_EMAIL_ENABLED: 'true' }, { email: { enabled: true } }],
    [{ ALERT_EMAIL_ENABLED: 'OFF' }, { email: { enabled: false } }],
    [{ ALERT_EMAIL_RECIPIENTS: 'a@x.org, b@x.org,' }, { email: { to: ['a@x.org', 'b@x.org'] } }],
    [{ SLACK_WEBHOOK_URL: 'https://hooks.slack.com/x' }, { slack: { webhookUrl: { env: 'SLACK_WEBHOOK_URL' } } }],
    [
      { SLACK_BOT_TOKEN: 'x', SLACK_APP_TOKEN: 'y' },
      { slack: { botToken: { env: 'SLACK_BOT_TOKEN' }, appToken: { env: 'SLACK_APP_TOKEN' } } },
    ],
    [{ SMS_ALERTS_ENABLED: '1', SMS_ALERT_RECIPIENTS: '+441234567890' }, { sms: { enabled: true, to: ['+441234567890'] } }],
    [
      { WEBHOOK_ALERTS_ENABLED: 'yes', WEBHOOK_ALERT_ENDPOINTS: 'https://a.example/', WEBHOOK_AUTH_TOKEN: 't' },
      {
        webhook: { enabled: true, endpoints: [{ url: 'https://a.example/', auth: { bearer: { env: 'WEBHOOK_AUTH_TOKEN' } } }] },
      },
    ],
  ])('%j', (environment, expected) => {
    expect(channelsWith(environment)).toEqual(expected);
  });

  it('win over the document and leave the rest of it', () => {
    const document = { channels: { email: { enabled: false, from: 'w@x.org' } } };
    expect(channelsWith({ ALERT_EMAIL_ENABLED: 'true' }, document)).toEqual({ email: { enabled: true, from: 'w@x.org' } });
    expect(document.channels.email.enabled).toBe(false);
  });

  it('name where each value came from', () => {
    expect(overlay({}, { WATCHROOM_PORT: '4000', BACKUP_PATH: '/b' }).origins).toEqual([
      { path: 'backup.path', variable: 'BACKUP_PATH' },
      { path: 'api.port', variable: 'WATCHROOM_PORT' },
    ]);
  });

  it('select the shared store and what the MongoDB source reads, unless the document names another', () => {
    const { document } = overlay({}, { MONGODB_URI: 'mongodb://db/' });
    expect(document).toEqual({
      store: { kind: 'mongodb', uri: { env: 'MONGODB_URI' } },
      sources: { mongodb: { uri: { env: 'MONGODB_URI' } } },
    });
    const own = { sources: { mongodb: { uri: { env: 'OTHER' } } } };
    expect(overlay(own, { MONGODB_URI: 'mongodb://db/' }).document.sources).toEqual(own.sources);
  });

  it('keep secrets out of document and origins', () => {
    const environment = {
      SLACK_WEBHOOK_URL: 's3cret',
      SLACK_BOT_TOKEN: 's3cret',
      MONGODB_URI: 's3cret',
      SENTRY_AUTH_TOKEN: 's3cret',
      NEXT_PUBLIC_SENTRY_DSN: 's3cret',
      WEBHOOK_ALERT_ENDPOINTS: 'https://a.example/',
      WEBHOOK_AUTH_TOKEN: 's3cret',
    };
    expect(JSON.stringify(overlay({}, environment))).not.toContain('s3cret');
  });

  it('are named when their text is wrong, without quoting it', () => {
    const { findings, document } = overlay({}, { ALERT_EMAIL_ENABLED: 'perhaps', WATCHROOM_PORT: 'x' });
    expect(findings.map(({ message }) => message)).toEqual([
      'ALERT_EMAIL_ENABLED must be true or false',
      'WATCHROOM_PORT must be a whole number',
    ]);
    expect(document).toEqual({});
  });

  it('count as unset when empty', () => {
    expect(overlay({}, { BACKUP_PATH: ' ', MONGODB_URI: '' })).toEqual({ document: {}, origins: [], findings: [] });
  });
});

describe('a .env file', () => {
  it('gives what the process does not, and changes neither', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchroom-env-'));
    await writeFile(join(folder, '.env'), 'WATCHROOM_PORT=4000 # mine\nBACKUP_PATH="/from file"\n');
    const environment = await withEnvironmentFile({ WATCHROOM_PORT: '5000' }, join(folder, '.env'));
    expect(environment).toEqual({ WATCHROOM_PORT: '5000', BACKUP_PATH: '/from file' });
    expect(process.env.BACKUP_PATH).not.toBe('/from file');
    await rm(folder, { recursive: true });
  });

  it('may be missing', async () => {
    expect(await withEnvironmentFile({ A: '1' }, '/nowhere/.env')).toEqual({ A: '1' });
  });
});
