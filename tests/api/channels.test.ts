import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Console, createDataFolder, onWatch, runCommand, startConsole } from '../support/process.js';
import { startMailServer } from '../support/servers/mail.js';
import { startReceiver } from '../support/servers/receiver.js';
import { startSlack } from '../support/servers/slack.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const startSite = async () => {
  const site = await startReceiver({ status: 200 });
  stops.push(() => site.stop());
  return site;
};

const channelsOf = async (console: Console) => (await console.read('view.read', {})).view.system.channels;

/** A desk that watches one page every second, and tells of it at once. */
const watching = (url: string): string => `version: 1
profile: none
site: { name: Albion Tutors, timeZone: Europe/London }
sources: { host: { enabled: false } }
connectivity: { probes: [] }
targets: [{ id: home, url: "${url}/", every: 1s, timeout: 900ms }]
rules:
  - { id: site-down, name: Site down, severity: critical, category: availability, when: { metric: up, below: 1 }, resolve: { auto: true, after: 1s, goodReadings: 1 }, businessImpact: Nobody can book., playbook: site-down }
`;

it('a site that breaks and recovers is told by mail, SMS, Slack and webhook, each once, and all that was said stands in the story', async () => {
  const [site, mail, twilio, hook, slack] = [
    await startSite(),
    await startMailServer(),
    await startReceiver({ status: 201, body: '{"sid":"SM1"}' }),
    await startReceiver(),
    await startReceiver({ status: 200, body: 'ok' }),
  ];
  stops.push(() => Promise.all([mail.stop(), twilio.stop(), hook.stop(), slack.stop()]));
  const { folder, remove } = await createDataFolder(`
${watching(site.url)}channels:
  desktop: { enabled: false }
  email: { from: watch@example.org, to: [ops@example.org], smtp: { host: 127.0.0.1, port: ${mail.port} } }
  slack: { webhookUrl: { env: SLACK_WEBHOOK_URL } }
  sms: { to: ["+441234567890"], twilio: { accountSid: { env: TWILIO_SID }, authToken: { env: TWILIO_TOKEN }, from: "+441110000000", url: "${twilio.url}" } }
  webhook: { endpoints: [{ url: "${hook.url}/alerts", auth: { bearer: { env: HOOK_TOKEN } } }], secret: { env: HOOK_KEY } }
`);
  stops.push(remove);
  const environment = {
    TWILIO_SID: 'AC1',
    TWILIO_TOKEN: 'canary-hunter2',
    HOOK_TOKEN: 'canary-hunter2',
    HOOK_KEY: 'canary-hunter2',
    SLACK_WEBHOOK_URL: `${slack.url}/services/T1/B1/canary-hunter2`,
  };
  const console: Console = await startConsole({ dataFolder: folder, environment });
  stops.push(() => console.stop());
  await onWatch(console, 20_000);

  site.answers = [{ status: 500 }];
  await expect
    .poll(() => [mail.mails, twilio.received, hook.received, slack.received].map(({ length }) => length), { timeout: 20_000 })
    .toEqual([1, 1, 1, 1]);
  site.answers = [{ status: 200 }];
  await expect
    .poll(() => [mail.mails, hook.received, slack.received].map(({ length }) => length), { timeout: 20_000 })
    .toEqual([2, 2, 2]);

  expect(mail.mails.map(({ subject }) => subject)).toEqual(['Critical: Site down', 'Recovered: Site down']);
  expect(mail.mails[1]?.inReplyTo).toBe(mail.mails[0]?.messageId);
  expect(mail.mails[0]?.text).toContain('Look first:');
  expect(new URLSearchParams(twilio.received[0]?.body).get('Body')).toMatch(/^Critical: home is down/);
  expect(twilio.received).toHaveLength(1);
  expect(slack.received.map(({ body }) => JSON.parse(body).text.split('\n')[0])).toEqual([
    '🔴 Critical: Site down',
    '🟢 Recovered: Site down',
  ]);
  expect(hook.received.map(({ body }) => JSON.parse(body).reason)).toEqual(['firing', 'recovered']);
  expect(hook.received[0]?.headers.authorization).toBe('Bearer canary-hunter2');

  const { points } = await console.read('channel.check', { channel: 'email' });
  expect(points.map(({ what, state }) => `${what} ${state}`)).toContain('Server ok');
  expect(mail.mails).toHaveLength(2);
  expect(await console.read('channel.try', { channel: 'email' })).toMatchObject({
    isSent: true,
    recipients: ['ops@example.org'],
  });
  expect(mail.mails.at(-1)?.subject).toBe('TEST · Watchroom reaches you here');
  twilio.answers = [{ status: 401, body: '{"code":20003}' }];
  expect(await console.read('channel.try', { channel: 'sms' })).toMatchObject({
    isSent: false,
    text: expect.stringContaining('authToken'),
  });
  expect(await console.call('channel.try', { channel: 'desktop' })).toMatchObject({ ok: false, error: { code: 'conflict' } });

  const [alert] = Object.values((await console.read('view.read', {})).view.alerts);
  const story = JSON.stringify(await console.read('alert.read', { alert: alert?.id as never }));
  for (const said of ['email', 'slack', 'sms', 'webhook']) expect(story).toContain(said);
  const everything =
    story +
    JSON.stringify(await console.read('view.read', {})) +
    (await console.get('/api/monitoring/dashboard?type=system')).body;
  expect(everything).not.toContain('hunter2');
}, 90_000);

it('what a receiver refuses is handed over to the next channel, told there once, and everybody can read it', async () => {
  const [site, mail, hook] = [await startSite(), await startMailServer(), await startReceiver({ status: 410, body: 'gone' })];
  stops.push(() => Promise.all([mail.stop(), hook.stop()]));
  const { folder, remove } = await createDataFolder(`
${watching(site.url).replace('category: availability,', 'category: availability, channels: [webhook],')}channels:
  desktop: { enabled: false }
  email: { from: watch@example.org, to: [ops@example.org], smtp: { host: 127.0.0.1, port: ${mail.port} } }
  webhook: { endpoints: [{ url: "${hook.url}/alerts" }] }
handOver: { order: [webhook, email] }
`);
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  await onWatch(console, 20_000);

  site.answers = [{ status: 500 }];
  await expect.poll(() => mail.mails.length, { timeout: 20_000 }).toBe(1);
  const [alert] = Object.values((await console.read('view.read', {})).view.alerts);
  const story = await console.read('alert.read', { alert: alert?.id as never });
  expect(story.timeline.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^webhook: given up, refused for good: .*answered 410: gone; handed over to email$/),
      'webhook could not tell of it: handed over to email.',
      'email: firing',
      'email: delivered',
    ]),
  );
  const deliveries = (await console.read('delivery.list', { limit: 10 })).rows;
  expect(deliveries.map(({ channel, state, insteadOf }) => [channel, state.kind, insteadOf ?? null])).toEqual(
    expect.arrayContaining([
      ['email', 'delivered', 'webhook'],
      ['webhook', 'abandoned', null],
    ]),
  );
  const explained = await runCommand(['explain', '--rule', 'site-down', '--data', folder]);
  expect(explained.out).toContain('Webhook could not tell of it, and handed it over to Email.');
  expect(explained.out).toMatch(/handed over to email/);
  expect(explained.out).toContain('Woke: Email');

  site.answers = [{ status: 200 }];
  await expect
    .poll(() => mail.mails.map(({ subject }) => subject), { timeout: 20_000 })
    .toEqual(['Critical: Site down', 'Recovered: Site down']);
  expect(mail.mails[1]?.inReplyTo).toBe(mail.mails[0]?.messageId);
  expect(hook.received).toHaveLength(1);
}, 90_000);

it('an alert is told in Slack, acknowledged there, and its end stands in the same thread, also after a restart', async () => {
  const [site, slack] = [await startSite(), await startSlack({ bot: 'xoxb-canary-hunter2', app: 'xapp-canary-hunter2' })];
  stops.push(() => slack.stop());
  const { folder, remove } = await createDataFolder(`
${watching(site.url)}channels:
  desktop: { enabled: false }
  slack: { botToken: { env: SLACK_BOT_TOKEN }, appToken: { env: SLACK_APP_TOKEN }, url: "${slack.url}" }
`);
  stops.push(remove);
  const environment = { SLACK_BOT_TOKEN: 'xoxb-canary-hunter2', SLACK_APP_TOKEN: 'xapp-canary-hunter2' };
  const first = await startConsole({ dataFolder: folder, environment });
  stops.push(() => first.stop());
  await onWatch(first, 20_000);
  await expect.poll(slack.connections, { timeout: 10_000 }).toBe(1);

  site.answers = [{ status: 500 }];
  await expect.poll(() => slack.called('chat.postMessage').length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => slack.called('files.completeUploadExternal').length, { timeout: 10_000 }).toBe(1);
  expect(slack.uploads).toHaveLength(1);
  expect(slack.called('files.completeUploadExternal')[0]?.input).toMatchObject({
    channel_id: 'C0CRITICALALERTS',
    thread_ts: '1767603600.000001',
  });
  await mkdir('test-results/screens', { recursive: true });
  await writeFile('test-results/screens/slack-chart.png', slack.uploads[0] as Buffer);
  const [alert] = Object.values((await first.read('view.read', {})).view.alerts);
  slack.press({
    type: 'block_actions',
    user: { id: 'U024BE7LH', name: 'ann.smith' },
    container: { type: 'message', message_ts: '1767603600.000001', channel_id: 'C0CRITICALALERTS' },
    message: { ts: '1767603600.000001' },
    actions: [{ type: 'button', action_id: 'watchroom.acknowledge', value: alert?.id }],
  });
  await expect.poll(() => slack.called('chat.update').length, { timeout: 10_000 }).toBeGreaterThan(0);
  const acknowledged = (await first.read('view.read', {})).view.alerts[alert?.id ?? '']?.acknowledged;
  expect(acknowledged?.by).toBe('ann.smith');
  const { rows: audit } = await first.read('audit.list', { limit: 50 });
  expect(JSON.stringify(audit)).toContain('"id":"U024BE7LH"');
  expect(await first.stop()).toBe(0);
  await expect.poll(slack.connections, { timeout: 5_000 }).toBe(0);

  site.answers = [{ status: 200 }];
  const second = await startConsole({ dataFolder: folder, environment });
  stops.push(() => second.stop());
  const lastEdit = (): string => JSON.stringify(slack.called('chat.update').at(-1)?.input);
  await expect.poll(lastEdit, { timeout: 30_000 }).toContain('"color":"#079455"');
  const reply = slack.called('chat.postMessage').at(-1)?.input;
  expect(reply).toMatchObject({ channel: 'C0CRITICALALERTS', thread_ts: '1767603600.000001' });
  expect(String(reply?.text)).toMatch(/^🟢 Recovered: Site down/);
  const edit = slack.called('chat.update').at(-1)?.input;
  expect(edit).toMatchObject({ ts: '1767603600.000001' });
  expect(JSON.stringify(edit)).not.toContain('watchroom.');
  expect(JSON.stringify(await second.read('view.read', {}))).not.toContain('hunter2');
}, 120_000);

it('a channel is set up while the desk runs: the secret is kept sealed, the settings name it, and the server takes the login', async () => {
  const site = await startSite();
  const mail = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _, done) => (auth.password === 'hunter2' ? done(null, { user: 'watch' }) : done(new Error('no'))),
  });
  stops.push(() => mail.stop());
  const { folder, remove } = await createDataFolder(watching(site.url));
  stops.push(remove);
  const console = await startConsole({
    dataFolder: folder,
    environment: { WATCHROOM_SECRET_KEY: 'a passphrase of the tests' },
  });
  stops.push(() => console.stop());
  await onWatch(console, 20_000);

  expect(await console.read('secret.keep', { name: 'email.smtp.password', value: 'hunter2' })).toEqual({
    name: 'email.smtp.password',
  });
  const smtp = { host: '127.0.0.1', port: mail.port, user: 'watch', password: { stored: 'email.smtp.password' } };
  const { revision } = await console.read('config.read', {});
  const value = { smtp, from: 'watch@example.org', to: ['ops@example.org'] };
  const saved = await console.read('config.edit', { edits: [{ path: ['channels', 'email'], value }], revision });
  expect(saved).toMatchObject({ saved: true });
  const { points } = await console.read('channel.check', { channel: 'email' });
  expect(points.map(({ what, state }) => `${what} ${state}`)).toContain('Login ok');
  expect(await channelsOf(console)).toMatchObject([{ kind: 'email', state: 'unused' }]);
  expect(await console.read('channel.try', { channel: 'email' })).toMatchObject({ isSent: true });
  expect(mail.mails).toHaveLength(1);
  await expect
    .poll(() => channelsOf(console))
    .toMatchObject([{ kind: 'email', state: 'ok', text: expect.stringMatching(/^250/) }]);

  const { rows: audit } = await console.read('audit.list', { limit: 50 });
  expect(audit).toContainEqual(expect.objectContaining({ action: 'secret.keep', subject: 'email.smtp.password' }));
  const { text } = await console.read('config.read', {});
  const files = await Promise.all(
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  expect([...files, text, JSON.stringify(audit)].join()).not.toContain('hunter2');
}, 60_000);

it('without a passphrase a headless desk keeps no secret, and says what to do', async () => {
  const site = await startSite();
  const { folder, remove } = await createDataFolder(watching(site.url));
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  expect(await console.call('secret.keep', { name: 'slack.botToken', value: 'xoxb-hunter2' })).toMatchObject({
    ok: false,
    error: { code: 'conflict', message: expect.stringContaining('WATCHROOM_SECRET_KEY') },
  });
}, 60_000);
