import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DrillReport } from '../../src/main/core/model/drill.js';
import { createDataFolder, onWatch, runCommand, startConsole } from '../support/process.js';
import { startMailServer } from '../support/servers/mail.js';
import { startReceiver } from '../support/servers/receiver.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const QUIET = `version: 1
profile: none
site: { name: Albion Tutors, timeZone: Europe/London }
sources: { host: { enabled: false } }
connectivity: { probes: [] }
`;

const running = async (config: string): Promise<string> => {
  const { folder, remove } = await createDataFolder(QUIET + config);
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  await onWatch(console);
  return folder;
};

describe('watchroom drill', () => {
  it('tells the people of every level within the time, and says for each what came of it', async () => {
    const [mail, hook] = [await startMailServer(), await startReceiver({ status: 403, body: 'not you' })];
    stops.push(() => Promise.all([mail.stop(), hook.stop()]));
    const folder = await running(`teams: { senior: { email: [senior@example.org] }, executive: { email: [chief@example.org] } }
channels:
  desktop: { enabled: false }
  email: { from: watch@example.org, to: [ops@example.org], smtp: { host: 127.0.0.1, port: ${mail.port} } }
  webhook: { endpoints: [{ url: "${hook.url}/alerts" }] }
`);
    expect(await runCommand(['drill', '--report', '--data', folder])).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringContaining('There has been no drill yet.'),
    });

    const drill = await runCommand(['drill', '--over', '30s', '--data', folder]);
    // The webhook refuses and management has no address: that is what a drill is for.
    expect(drill).toMatchObject({ code: 1, error: expect.stringMatching(/^The drill a\d+-1 runs\. Ctrl C stops watching it/) });
    expect(drill.out).toMatch(/^# Fire drill a\d+-1, /);
    for (const row of [
      /\| 0 \| email \| ops@example\.org \| told \|/,
      /\| 0 \| webhook \| .* \| failed \| .* answered 403: not you/,
      /\| 1 \| email \| senior@example\.org \| told \|/,
      /\| 2 \| management \| .* \| NOBODY: no address on an enabled channel \|/,
      /\| 3 \| email \| chief@example\.org \| told \|/,
    ])
      expect(drill.out).toMatch(row);
    expect(mail.recipients.flat().toSorted()).toEqual(['chief@example.org', 'ops@example.org', 'senior@example.org']);
    for (const { subject } of mail.mails) expect(subject).toMatch(/^DRILL · /);

    const again = await runCommand(['drill', '--over', '30s', '--data', folder]);
    expect(again).toMatchObject({ code: 1, out: '', error: expect.stringContaining('still runs: end it first') });
    const { code, out } = await runCommand(['drill', '--report', '--json', '--data', folder]);
    const report = JSON.parse(out) as DrillReport;
    expect(code).toBe(1);
    expect(report.rows.map(({ recipient, outcome }) => [recipient, outcome])).toEqual(
      expect.arrayContaining([
        ['ops@example.org', 'told'],
        ['chief@example.org', 'told'],
      ]),
    );
    // What is kept of it, and who may read that, is another matter than what its owner is told.
    expect(JSON.stringify(report.rows.map(({ delivery }) => delivery))).not.toContain('@');
  }, 120_000);
});

describe('watchroom preview', () => {
  const WORDED = `${QUIET}templates: { email: { subject: "Wake up: {name} at {site}" }, sms: { text: "Wake up, {name}" } }\n`;

  it('shows by a file’s templates what each channel would send, without a console', async () => {
    const { folder, remove } = await createDataFolder(WORDED);
    stops.push(remove);
    const file = join(folder, 'config.yml');
    const preview = async (...args: readonly string[]) => {
      const shown = await runCommand(['preview', ...args, '--config', file]);
      expect(shown).toMatchObject({ code: 0, error: '' });
      return shown.out;
    };
    expect(await preview('email')).toMatch(/^Subject: Wake up: .* at Albion Tutors\n\n/);
    expect(await preview('email', '--html')).toMatch(/^<!doctype html>[\s\S]*Business Impact/i);
    expect(await preview('email', '--example', 'recovered')).toMatch(/^Subject: .*\n\n[\s\S]*Recovered/);
    expect(await preview('sms')).toMatch(/^Wake up, .*\n\n\d+ of 160 characters \(GSM-7\)/);
    expect(JSON.parse(await preview('slack'))).toMatchObject({ blocks: expect.any(Array) });
    expect(await preview('desktop')).toMatch(/\S+\n\S+/);
    expect(JSON.parse(await preview('webhook'))).toMatchObject({ reason: 'firing' });
    expect(JSON.parse(await preview('sms', '--json'))).toMatchObject({ channel: 'sms', most: 160 });

    await writeFile(file, WORDED.replace('{name} at', '{nmae} at'));
    expect(await runCommand(['preview', 'email', '--config', file])).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining(`watchroom check-config ${file}`),
    });
  }, 60_000);

  it('shows by the templates of the console that runs', async () => {
    const folder = await running(`templates: { sms: { text: "Wake up, {name}" } }\n`);
    expect(await runCommand(['preview', 'sms', '--data', folder])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Wake up, /),
    });
  }, 60_000);
});
