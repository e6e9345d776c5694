import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { type DesktopApp, isWindowVisible, launchDesktop, missingHere, startPlainly } from './support/desktop.js';
import { type Site, startSite, watching } from './support/site.js';
import { tray } from './support/tray.js';

let site: Site;
let desktop: DesktopApp | undefined;

test.beforeEach(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  site = await startSite();
});

test.afterEach(async () => {
  await desktop?.close();
  desktop = undefined;
  await site?.stop();
});

const labels = async (): Promise<readonly string[]> => ((await desktop?.tray.menu()) ?? []).map(({ label }) => label);

const shownPopups = async (): Promise<number> =>
  Number((await promisify(execFile)('dunstctl', ['count', 'displayed'])).stdout.trim());

test('a broken page reaches the person by pop-up, tray and window, and is acknowledged from the tray', async () => {
  // What earlier tests showed on this desktop is not counted.
  await promisify(execFile)('dunstctl', ['close-all']);
  desktop = await launchDesktop({ config: watching(site.url) });
  const { tray } = desktop;
  const window = await desktop.window();
  await expect.poll(labels).toContain('All well: watching 1 target');
  const calm = await tray.icon();
  await desktop.screenshot('1-all-well');

  site.breakIt();
  await expect.poll(() => desktop?.notifications().length, { timeout: 15_000 }).toBe(1);
  const [told] = desktop.notifications();
  expect(told).toMatchObject({ urgency: 2, expires: 0 });
  expect(`${told?.title} ${told?.body}`).toMatch(/Booking page|Site down/);
  await expect.poll(labels).toContain('1 critical');
  const alarm = await tray.icon();
  expect(alarm.picture).not.toBe(calm.picture);
  expect(alarm.tooltip).toBe('Watchroom: 1 critical');
  await expect(window.getByText(/503/).first()).toBeVisible();
  await desktop.screenshot('2-broken');

  await tray.click('Acknowledge all shown');
  await expect.poll(async () => (await labels()).find((label) => label.startsWith('Critical:'))).toContain('(Ann has it)');
  expect((await tray.menu()).find(({ label }) => label.startsWith('Acknowledge'))?.isEnabled).toBe(false);
  expect((await labels())[0]).toBe('In hand, 1 acknowledged');
  // What somebody has is no news any more: its pop-up goes by itself.
  await expect.poll(shownPopups).toBe(0);
  await desktop.screenshot('3-acknowledged');
});

test('muting from the tray shows, and ends there', async () => {
  desktop = await launchDesktop({ config: watching(site.url) });
  const { tray } = desktop;
  await expect.poll(labels).toContain('All well: watching 1 target');
  const calm = await tray.icon();

  await tray.click('Mute for 30 min');
  await expect.poll(async () => (await labels())[0]).toMatch(/^Muted until \w{3} \d\d:\d\d, nothing fires$/);
  expect(await labels()).toContain('Unmute');
  expect((await tray.icon()).picture).not.toBe(calm.picture);
  await desktop.screenshot('4-muted');

  site.breakIt();
  await expect.poll(async () => (await labels())[0], { timeout: 15_000 }).toMatch(/^Muted until /);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(desktop.notifications()).toEqual([]);

  await tray.click('Unmute');
  await expect.poll(labels).toContain('Mute for 30 min');
});

test('without a network the icon says blind, never well', async () => {
  // An address of a documentation network, and a probe that is refused: nothing answers, as without a network.
  const config = watching('http://192.0.2.1/').replace('probes: []', 'probes: ["127.0.0.1:9"], every: 1s');
  desktop = await launchDesktop({ config });
  await expect
    .poll(async () => (await labels())[0], { timeout: 30_000 })
    .toMatch(/^Blind since \w{3} \d\d:\d\d: this desk has no network$/);
  await desktop.screenshot('5-blind');
  expect(desktop.notifications().map(({ title }) => title)).toEqual(['Watchroom is blind: no network']);
});

test('closing hides to the tray, says so once, and the tray brings the window back', async () => {
  desktop = await launchDesktop({ config: watching(site.url) });
  const { app, tray } = desktop;
  await desktop.window();
  const isVisible = (): Promise<boolean> => isWindowVisible(app);
  const close = (): Promise<void> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isVisible).toBe(true);

  await close();
  await expect.poll(isVisible).toBe(false);
  await expect.poll(() => desktop?.notifications().map(({ title }) => title)).toEqual(['Watchroom keeps watching']);
  await desktop.screenshot('6-hidden');

  await tray.click('Open Watchroom');
  await expect.poll(isVisible).toBe(true);
  await close();
  await tray.activate();
  await expect.poll(isVisible).toBe(true);
  expect(desktop.notifications()).toHaveLength(1);
});

test('quitting from the tray ends the process in order', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'watchroom-quit-'));
  const app = startPlainly(dataFolder, watching(site.url));
  try {
    await expect
      .poll(async () => (await tray.menu().catch(() => [])).map(({ label }) => label), { timeout: 30_000 })
      .toContain('All well: watching 1 target');
    const askedAt = performance.now();
    await tray.click('Quit Watchroom');
    expect(await app.ended).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(5_000);
  } finally {
    app.kill();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
