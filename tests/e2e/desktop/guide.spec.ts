import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect as base, test } from '@playwright/test';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';

const expect = base.configure({ timeout: 30_000 });
const PAGES: Readonly<Record<string, string>> = {
  '/': '<!doctype html><title>Tutors</title><a href="/book">Book a lesson</a> <a href="/contact">Contact</a> <a href="/prices">Prices</a>',
  '/book': '<form><input name="day"></form>',
  '/contact': '<form><textarea></textarea></form>',
};

let server: Server;
let desktop: DesktopApp | undefined;

test.beforeAll(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  server = createServer((asked, answer) => {
    const page = PAGES[asked.url ?? ''];
    answer.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html', connection: 'close' }).end(page ?? 'gone');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
test.afterAll(async () => {
  await desktop?.close();
  server?.close();
});

test('an empty desk is led to a watched site and a seen alert in less than five minutes', async () => {
  test.setTimeout(300_000);
  const startedAt = Date.now();
  desktop = await launchDesktop({});
  const window = await desktop.window();
  await window.getByLabel('Address of the site').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await window.getByRole('button', { name: 'Look at it' }).click();
  const checks = window.getByRole('list', { name: 'Proposed checks' });
  await expect(checks.getByRole('checkbox')).toHaveCount(4);
  await expect(checks.getByRole('checkbox', { name: /^Prices.*Answered 404/ })).not.toBeChecked();
  await desktop.screenshot('guide-checks');
  await window.getByRole('button', { name: 'Watch 3 checks' }).click();
  await expect(window.getByRole('list', { name: 'Channels' })).toContainText('Pop-up');
  await window.getByRole('button', { name: 'Go on' }).click();
  await window.getByRole('button', { name: 'Send a test alert' }).click();
  const whatCame = window.getByRole('list', { name: 'What came of it' });
  await expect(whatCame).toContainText('Delivered');
  const shown = desktop.notifications;
  await expect.poll(() => shown().length).toBeGreaterThan(0);
  await window.getByRole('button', { name: 'Send it again' }).click();
  await expect(whatCame).toContainText('Delivered');
  await expect(window.getByText('It could not be sent')).toHaveCount(0);
  await window.getByRole('button', { name: 'Go to the overview' }).click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await expect(window.getByText('Book a lesson').first()).toBeVisible();
  const took = Date.now() - startedAt;
  test.info().annotations.push({ type: 'took', description: `${took} ms` });
  console.log(`The whole guide took ${(took / 1_000).toFixed(1)} s, from the start of the app.`);
  expect(took).toBeLessThan(300_000);
});

test('the record says who looked at which site, and what was made of it', async () => {
  const window = await (desktop as DesktopApp).window();
  await window.getByRole('link', { name: 'System' }).click();
  await expect(window.getByText(/looked at the site http:\/\/127\.0\.0\.1:\d+ at this desk/)).toBeVisible();
  await expect(
    window.getByText(/changed the configuration \(targets home, book, contact; site url\) at this desk/),
  ).toBeVisible();
});

test('a second run knows what is watched, and doubles nothing', async () => {
  const window = await (desktop as DesktopApp).window();
  await window.getByRole('link', { name: 'Targets' }).click();
  await window.getByRole('button', { name: 'Look at a site' }).click();
  await window.getByLabel('Address of the site').fill(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  await window.getByRole('button', { name: 'Look at it' }).click();
  const checks = window.getByRole('list', { name: 'Proposed checks' });
  await expect(checks.getByText('Watched already')).toHaveCount(3);
  await expect(checks.getByRole('checkbox', { name: /^Prices/ })).toBeEnabled();
  await expect(window.getByRole('button', { name: 'Pick what to watch' })).toBeDisabled();
});
