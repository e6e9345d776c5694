import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';
import { type Site, startSite, watching } from './support/site.js';

let site: Site;
let dataFolder: string;
let desktop: DesktopApp | undefined;

test.beforeEach(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  site = await startSite();
  dataFolder = mkdtempSync(join(tmpdir(), 'watchroom-strip-'));
});

test.afterEach(async () => {
  await desktop?.close();
  desktop = undefined;
  await site?.stop();
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
});

/** The strip's page, once it is there. */
const strip = async (): Promise<Page> => {
  const find = (): Page | undefined => desktop?.app.windows().find((page) => page.url().endsWith('#/strip'));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  return find() as Page;
};

interface StripWindow {
  readonly isOnTop: boolean;
  readonly isVisible: boolean;
  readonly x: number;
  readonly y: number;
}

const stripWindow = (): Promise<StripWindow | null | undefined> | undefined =>
  desktop?.app.evaluate(({ BrowserWindow }) => {
    const found = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().endsWith('#/strip'));
    if (found === undefined) return null;
    const { x, y } = found.getBounds();
    return { isOnTop: found.isAlwaysOnTop(), isVisible: found.isVisible(), x, y };
  });

test('the strip lies over other windows, follows the watch, opens the console at the queue, and comes back where it was', async () => {
  desktop = await launchDesktop({ dataFolder, config: watching(site.url) });
  const console = await desktop.window();
  await desktop.tray.click('Show or hide the compact strip');
  const page = await strip();
  await expect(page.getByRole('status')).toHaveText('All is well');
  await expect.poll(stripWindow).toMatchObject({ isOnTop: true, isVisible: true });
  await desktop.screenshot('strip-all-well');

  site.breakIt();
  await expect(page.getByRole('status')).toHaveText('Critical', { timeout: 15_000 });
  await expect(page.getByText(/503/)).toBeVisible();
  await desktop.screenshot('strip-critical');
  await page.getByRole('button', { name: /Critical/ }).click();
  await expect(console.getByRole('heading', { level: 1 })).toHaveText('Alerts');

  await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('#/strip'))
      ?.setPosition(140, 90),
  );
  await expect.poll(() => readFileSync(join(dataFolder, 'desk.json'), 'utf8')).toMatch(/"strip":\s*\{\s*"x":\s*140/);
  await desktop.close();

  desktop = await launchDesktop({ dataFolder });
  await strip();
  await expect.poll(async () => (await stripWindow())?.isVisible).toBe(true);
  const left = await stripWindow();
  // A window manager may put its own edge around it.
  expect(Math.abs((left?.x ?? 0) - 140)).toBeLessThan(10);
  await (await strip()).getByRole('button', { name: 'Close the strip' }).click();
  await expect.poll(stripWindow).toBeNull();
});

test('the handover is kept as a PDF where the person wants it, and the wall fills the screen', async () => {
  desktop = await launchDesktop({ dataFolder, config: watching(site.url) });
  const page = await desktop.window();
  const file = join(dataFolder, 'handover.pdf');
  await desktop.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.evaluate(() => {
    window.location.hash = '/handover';
  });
  await page.getByRole('button', { name: 'PDF' }).click();
  await expect(page.getByText(`Kept as ${file}`)).toBeVisible();
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');

  await page.evaluate(() => {
    window.location.hash = '/wall';
  });
  const isFull = (): Promise<boolean | undefined> | undefined =>
    desktop?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen());
  await page.getByRole('button', { name: 'Full screen (f)' }).click();
  await expect.poll(isFull).toBe(true);
  await expect(page.getByRole('button', { name: 'Leave full screen (f)' })).toBeVisible();
  await desktop.screenshot('wall');
  await page.keyboard.press('Escape');
  await expect.poll(isFull).toBe(false);
});
