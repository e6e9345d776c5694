import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { startReceiver } from '../../support/servers/receiver.js';
import { type DesktopApp, isWindowVisible, launchDesktop, missingHere } from './support/desktop.js';
import { type Site, startSite, watching } from './support/site.js';

const run = promisify(execFile);
let site: Site;
let dataFolder: string;
let desktop: DesktopApp | undefined;

test.beforeEach(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  site = await startSite();
  dataFolder = mkdtempSync(join(tmpdir(), 'watchroom-desk-'));
});

test.afterEach(async () => {
  await desktop?.close();
  desktop = undefined;
  await site?.stop();
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
});

/** The view as main knows it, asked for as the page does. */
const view = async (): Promise<{
  system: { channels: readonly { kind: string; state: string; text: string; doNotDisturb: unknown }[] };
}> => {
  const page = await (desktop as DesktopApp).window();
  return page.evaluate(async () => {
    const bridge = (window as unknown as { watchroom: { call(name: string, input: unknown): Promise<never> } }).watchroom;
    return ((await bridge.call('view.read', {})) as { value: { view: never } }).value.view;
  });
};

test('the window comes back where it was left', async () => {
  desktop = await launchDesktop({ dataFolder, config: watching(site.url) });
  await desktop.window();
  await expect.poll(() => isWindowVisible((desktop as DesktopApp).app)).toBe(true);
  const wanted = { x: 200, y: 120, width: 1_010, height: 640 };
  const bounds = (): Promise<unknown> =>
    (desktop as DesktopApp).app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  await desktop.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), wanted);
  await expect.poll(() => readFileSync(join(dataFolder, 'desk.json'), 'utf8')).toContain('1010');
  const left = await bounds();
  await desktop.close();

  desktop = await launchDesktop({ dataFolder });
  await desktop.window();
  await expect
    .poll(bounds)
    .toMatchObject({ width: (left as { width: number }).width, height: (left as { height: number }).height });
});

test('starting it a second time brings the first one to the front', async () => {
  desktop = await launchDesktop({ dataFolder, config: watching(site.url), args: ['--hidden'] });
  const { app } = desktop;
  await expect.poll(async () => (await (desktop as DesktopApp).tray.menu()).length).toBeGreaterThan(3);
  expect(await isWindowVisible(app)).toBe(false);

  const [program, ...args] = app.process().spawnargs;
  const own = args.filter((arg) => !/^--(inspect|remote-debugging)|^-r$|loader/.test(arg) && arg !== '--hidden');
  const second = spawn(program as string, own, { stdio: 'ignore' });
  const code = await new Promise((done) => second.once('exit', done));
  expect(code).toBe(0);
  await expect.poll(() => isWindowVisible(app)).toBe(true);
});

test('a click on a pop-up opens its alert', async () => {
  desktop = await launchDesktop({ dataFolder, config: watching(site.url), args: ['--hidden'] });
  await expect.poll(async () => (await (desktop as DesktopApp).tray.menu())[0]?.label).toContain('All well');
  site.breakIt();
  await expect.poll(() => desktop?.notifications().length, { timeout: 15_000 }).toBe(1);
  await run('dunstctl', ['action', '0']);
  const page = await desktop.window();
  await expect.poll(() => page.url()).toMatch(/^app:\/\/console\/index\.html#\/alerts\/a1-1$/);
  await expect(page.getByText('answered 503').first()).toBeVisible();
  await desktop.screenshot('7-opened-from-pop-up');
});

test('the start at login is the system’s own file, and goes again', async () => {
  const home = mkdtempSync(join(tmpdir(), 'watchroom-home-'));
  desktop = await launchDesktop({ dataFolder, config: watching(site.url), env: { XDG_CONFIG_HOME: home } });
  await desktop.window();
  // To a state, not to the other one: a question to main may be asked twice.
  const choose = (wanted: boolean): Promise<void> =>
    (desktop as DesktopApp).app.evaluate(({ Menu }, isWanted) => {
      const product = Menu.getApplicationMenu()?.items.find(({ label }) => label.includes('Watchroom'));
      const item = product?.submenu?.items.find(({ label }) => label === 'Start at login');
      if (item?.checked !== isWanted) item?.click();
    }, wanted);
  const file = join(home, 'autostart', 'watchroom.desktop');
  await choose(true);
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toMatch(/^\[Desktop Entry\]\n(?:.*\n)*Exec=\S+electron .* --hidden$/m);
  await choose(false);
  await expect.poll(() => existsSync(file)).toBe(false);
  rmSync(home, { recursive: true, force: true });
});

test('a key of the whole desktop opens the queue, until it is turned off', async () => {
  desktop = await launchDesktop({ dataFolder, config: watching(site.url) });
  const page = await desktop.window();
  const { app } = desktop;
  const isVisible = (): Promise<boolean> => isWindowVisible(app);
  const hide = (): Promise<void> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const press = () => run('xdotool', ['key', 'ctrl+alt+w']);
  await expect.poll(isVisible).toBe(true);
  await hide();
  await expect.poll(isVisible).toBe(false);
  await press();
  await expect.poll(isVisible).toBe(true);
  await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();

  await app.evaluate(({ Menu }) => {
    const product = Menu.getApplicationMenu()?.items.find(({ label }) => label.includes('Watchroom'));
    product?.submenu?.items.find(({ label }) => label.includes('opens the alerts from anywhere'))?.click();
  });
  await expect
    .poll(() => app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Alt+W')))
    .toBe(false);
  await hide();
  await press();
  await new Promise((next) => setTimeout(next, 500));
  expect(await isVisible()).toBe(false);
});

test('while do not disturb is on, nobody is said to have seen a pop-up, and the next channel tells', async () => {
  const hook = await startReceiver();
  const more = `  webhook: { endpoints: [{ url: "${hook.url}/" }] }\nhandOver: { order: [desktop, webhook] }\n`;
  const config = watching(site.url, more).replace('impact: high', 'channels: [desktop]');
  await run('dunstctl', ['set-paused', 'true']);
  try {
    desktop = await launchDesktop({ dataFolder, config });
    const page = await desktop.window();
    const channel = async () => (await view()).system.channels.find(({ kind }) => kind === 'desktop');
    await expect.poll(channel, { timeout: 20_000 }).toMatchObject({ doNotDisturb: { kind: 'on', text: 'dunst is paused' } });
    await expect.poll(async () => (await (desktop as DesktopApp).tray.menu())[0]?.label).toContain('All well');
    site.breakIt();
    await expect.poll(() => hook.received.length, { timeout: 20_000 }).toBe(1);
    const hidden = 'shown only in the notification centre: do not disturb is on (dunst is paused)';
    await expect.poll(channel).toMatchObject({ state: 'ok', text: hidden });
    expect(desktop.notifications()).toHaveLength(1);

    await page.evaluate(() => {
      window.location.hash = '/system';
    });
    await expect(page.getByText('Do not disturb is on (dunst is paused): pop-ups go')).toBeVisible();
    await expect(page.getByRole('row', { name: /Pop-up.*Not shown/ })).toContainText(hidden);
    await expect(page.getByRole('row', { name: /Webhook.*in place of Pop-up.*Delivered/ })).toBeVisible();
    await desktop.screenshot('9-do-not-disturb');
    await page.evaluate(() => {
      window.location.hash = '/alerts/a1-1';
    });
    await expect(page.getByText('desktop could not show it: handed over to webhook.')).toBeVisible();
  } finally {
    await run('dunstctl', ['set-paused', 'false']);
    await hook.stop();
  }
});

test('without a notification service the watch goes on, and the console says what is missing', async () => {
  const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(dataFolder, 'no-bus')}` };
  desktop = await launchDesktop({ dataFolder, config: watching(site.url), env });
  await desktop.window();
  site.breakIt();
  await expect
    .poll(async () => (await view()).system.channels.find(({ kind }) => kind === 'desktop'), { timeout: 20_000 })
    .toMatchObject({ state: 'failing', text: expect.stringMatching(/bus|notification service/) });
  await expect((await desktop.window()).getByText(/503/).first()).toBeVisible();
});
