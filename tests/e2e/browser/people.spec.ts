import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Console, createDataFolder, onWatch, runCommand, startConsole } from '../../support/process.js';
import { type MailServer, startMailServer } from '../../support/servers/mail.js';
import { type Receiver, startReceiver } from '../../support/servers/receiver.js';

const stops: (() => unknown)[] = [];
let site: Receiver;
let mail: MailServer;
let hook: Receiver;
let folder: string;
let desk: Console;

test.beforeEach(async ({ page }) => {
  [site, mail, hook] = [await startReceiver(), await startMailServer(), await startReceiver({ status: 403, body: 'not you' })];
  stops.push(() => Promise.all([site.stop(), mail.stop(), hook.stop()]));
  const made = await createDataFolder(`version: 1
profile: none
site: { name: Albion Tutors, timeZone: Europe/London }
operator: { name: Ann Smith, role: admin }
sources: { host: { enabled: false } }
connectivity: { probes: [] }
targets: [{ id: home, url: "${site.url}/", every: 1s, timeout: 900ms }]
rules:
  - { id: site-down, name: Site down, severity: critical, category: availability, when: { metric: up, below: 1 } }
teams: { senior: { email: [senior@example.org] } }
channels:
  email: { from: watch@example.org, to: [ops@example.org], smtp: { host: 127.0.0.1, port: ${mail.port} } }
  webhook: { endpoints: [{ url: "${hook.url}/alerts" }] }
`);
  stops.push(made.remove);
  folder = made.folder;
  desk = await startConsole({ dataFolder: folder });
  stops.push(() => desk.stop());
  await onWatch(desk);
  await page.goto((await runCommand(['token', '--sign-in', '--data', folder])).out.trim());
});

test.afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const open = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, path);
};

const subjects = (): readonly string[] => mail.mails.map(({ subject }) => subject ?? '');

test('a fire drill is started, ticked off, copied and ended by its buttons, and tells the people for real', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/system');
  const drill = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Fire drill' }) });
  await expect(drill.getByText('Nobody has practised yet.')).toBeVisible();
  await drill.getByRole('button', { name: 'Start a drill' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a fire drill' });
  await expect(dialog.getByText('Everybody of every level is told for real')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(mail.mails).toHaveLength(0);

  await drill.getByRole('button', { name: 'Start a drill' }).click();
  await dialog.getByLabel('The whole escalation').selectOption({ label: 'within 1 minute' });
  await dialog.getByRole('button', { name: 'Tell everybody' }).click();
  await expect(dialog).toBeHidden();
  await expect(drill.getByText('A drill runs')).toBeVisible();
  await expect(drill.getByRole('button', { name: 'Start a drill' })).toBeDisabled();
  const ops = drill.getByRole('row', { name: /ops@example\.org/ });
  await expect(ops.getByText('Told')).toBeVisible({ timeout: 20_000 });
  expect(subjects()).toEqual([expect.stringMatching(/^DRILL · /)]);
  await expect(drill.getByRole('row', { name: /127\.0\.0\.1/ }).getByText('Failed')).toBeVisible();
  await expect(drill.getByRole('row', { name: /127\.0\.0\.1/ })).toContainText('answered 403: not you');

  await ops.getByRole('button', { name: 'It arrived at ops@example.org' }).click();
  await expect(ops.getByText('Acknowledged')).toBeVisible();
  await expect(ops.getByText(/by Ann Smith/)).toBeVisible();
  await expect(ops.getByRole('button')).toHaveCount(0);
  await expect(drill.getByRole('row', { name: /senior@example\.org/ }).getByText('Told')).toBeVisible({ timeout: 20_000 });

  await drill.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('The report is copied, as Markdown.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# Fire drill a\d+-1, [\s\S]*ops@example\.org/);
  await page.screenshot({ path: 'test-results/screens/drill-by-hand.png', fullPage: true });

  await drill.getByRole('button', { name: 'End the drill' }).click();
  await expect(drill.getByText('The last drill')).toBeVisible();
  await expect(drill.getByRole('button', { name: 'Start a drill' })).toBeEnabled();
  await expect(drill.getByText('Not reached').first()).toBeVisible();
  await drill.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screens/drill-ended.png' });
});

test('a message is worded anew, seen before it is saved, and leaves so; the original comes back', async ({ page }) => {
  await open(page, '/settings');
  const messages = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Message templates' }) });
  const subject = messages.getByLabel('Subject', { exact: true });
  const preview = messages.getByRole('region', { name: 'Preview' });
  const save = messages.getByRole('button', { name: 'Save', exact: true });
  await expect(save).toBeDisabled();
  const original = await subject.inputValue();

  await subject.fill('Wake up: {sevrity} at {site}');
  await expect(messages.getByText(/unknown variable \{sevrity\}.*Did you mean \{severity\}\?/)).toBeVisible();
  await expect(save).toBeDisabled();
  await page.screenshot({ path: 'test-results/screens/template-fault.png' });

  await subject.fill('Wake up: {name} at {site}');
  await expect(preview.getByText(/^Wake up: .* at Albion Tutors$/)).toBeVisible();
  await save.click();
  await expect(page.getByText('Saved. The next message is worded so.')).toBeVisible();
  await expect(save).toBeDisabled();
  expect(await readFile(join(folder, 'config.yml'), 'utf8')).toContain('Wake up: {name} at {site}');
  await page.reload();
  await expect(subject).toHaveValue('Wake up: {name} at {site}');

  site.answers = [{ status: 500 }];
  await expect.poll(subjects, { timeout: 20_000 }).toEqual(['Wake up: Site down at Albion Tutors']);

  await messages.getByRole('button', { name: 'Back to the original' }).click();
  await expect(subject).toHaveValue(original);
  await save.click();
  await expect(page.getByText('Saved. The next message is worded so.').first()).toBeVisible();
  await expect.poll(() => readFile(join(folder, 'config.yml'), 'utf8')).not.toContain('Wake up');
});
