import { afterEach, expect, it } from 'vitest';
import { createDataFolder, onWatch, runCommand, startConsole, until } from '../support/process.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it('a console that starts says by which command another browser is signed in to this one, wherever its data lie', async () => {
  const { folder, remove } = await createDataFolder('version: 1\nprofile: none\nsources: { host: { enabled: false } }\n');
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  await onWatch(console);
  const said = await until(
    async () => console.said(),
    (text) => text.includes('Stop'),
    5_000,
  );
  const command = /for another: watchroom (token .*)$/m.exec(said)?.[1] ?? '';
  expect(command).toBe(`token --sign-in --data ${folder}`);
  const printed = await runCommand(command.split(' '));
  const answer = await fetch(printed.out.trim(), { redirect: 'manual' });
  expect(new URL(printed.out.trim()).origin).toBe(new URL(console.url).origin);
  expect(answer.status).toBeLessThan(400);
});

/** The variables of the standard, as it writes them: they turn channels on, and none of them says by what to send. */
const AS_WRITTEN = {
  ALERT_EMAIL_ENABLED: 'true',
  ALERT_EMAIL_RECIPIENTS: 'admin@myprivatetutoronline.com,alerts@myprivatetutoronline.com',
  SMS_ALERTS_ENABLED: 'true',
  SMS_ALERT_RECIPIENTS: '+44XXXXXXXXX',
};

it('a console whose channels cannot send yet says so before the first alert: where it starts, in its banners, to whoever asks', async () => {
  const { folder, remove } = await createDataFolder(
    'version: 1\nsources: { host: { enabled: false } }\nconnectivity: { probes: [] }\n',
  );
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder, environment: AS_WRITTEN });
  stops.push(() => console.stop());
  await onWatch(console);
  const said = await until(
    async () => console.said(),
    (text) => text.includes('+44XXXXXXXXX'),
    5_000,
  );
  expect(said).toContain('Nothing can be sent by email: Email lacks a server. Add channels.email.smtp');
  expect(said).toContain('Nothing can be sent by SMS: SMS lacks a provider. Add channels.sms.twilio or channels.sms.sns.');
  expect(said).toMatch(/\+44XXXXXXXXX stands for a telephone number and is none.*set by SMS_ALERT_RECIPIENTS/);

  const { channels, banners } = JSON.parse((await console.get('/api/monitoring/dashboard?type=system')).body);
  expect(channels).toEqual([
    expect.objectContaining({ kind: 'email', state: 'failing', lastAt: null, text: expect.stringContaining('lacks a server') }),
    expect.objectContaining({ kind: 'sms', state: 'failing', lastAt: null, text: expect.stringContaining('lacks a provider') }),
  ]);
  expect(banners.map(({ id }: { id: string }) => id)).toEqual(['number-channels.sms.to[0]', 'channel-email', 'channel-sms']);

  const checked = await runCommand(['monitoring', 'health-check', '--data', folder]);
  expect(checked).toMatchObject({ code: 1, out: expect.stringMatching(/^channel email +failed +Email lacks a server/m) });
  expect(checked.out).toMatch(/\+44XXXXXXXXX stands for/);
  const tested = await runCommand(['monitoring', 'test-alert', '--data', folder]);
  expect(tested).toMatchObject({ code: 1, out: expect.stringMatching(/^email +failed +.*lacks a server/m) });
  expect(tested.out).toMatch(/^sms +failed +.*lacks a provider/m);
}, 60_000);
