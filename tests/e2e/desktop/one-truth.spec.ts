import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';
import { type Site, startSite, watching } from './support/site.js';

let site: Site;
let dataFolder: string;
let desktop: DesktopApp | undefined;
let browser: Browser | undefined;

test.beforeEach(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  site = await startSite();
  dataFolder = mkdtempSync(join(tmpdir(), 'watchroom-truth-'));
});

test.afterEach(async () => {
  await browser?.close();
  await desktop?.close();
  [browser, desktop] = [undefined, undefined];
  await site?.stop();
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
});

const read = (name: string): string => readFileSync(join(dataFolder, name), 'utf8').trim();

const stripOf = async ({ app }: DesktopApp): Promise<Page> => {
  const find = (): Page | undefined => app.windows().find((page) => page.url().endsWith('#/strip'));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  return find() as Page;
};

/** A browser that looks at the same desk. */
const openBrowser = async (): Promise<Page> => {
  const { url } = JSON.parse(read('console.json')) as { readonly url: string };
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const context = await browser.newContext({ extraHTTPHeaders: { Authorization: `Bearer ${read('admin-token')}` } });
  const page = await context.newPage();
  await page.goto(`${url}#/alerts`);
  return page;
};

const WITHIN = { timeout: 1_000, intervals: [20] };

test('a window, the strip and a browser show one truth within a second, wherever somebody acts', async () => {
  test.setTimeout(120_000);
  desktop = await launchDesktop({ dataFolder, config: watching(site.url) });
  const window = await desktop.window();
  await desktop.tray.click('Show or hide the compact strip');
  const strip = await stripOf(desktop);
  const page = await openBrowser();
  await window.getByRole('link', { name: /^Alerts/ }).click();
  for (const one of [window, strip, page]) await expect(one.getByRole('status').first()).toContainText('All is well');

  site.breakIt();
  const row = (one: Page) => one.getByRole('list', { name: 'Alerts' }).getByRole('listitem').filter({ hasText: /down/ });
  await expect(row(page)).toHaveCount(1, { timeout: 15_000 });
  await expect(row(window)).toHaveCount(1, { timeout: 1_000 });
  await expect(strip.getByRole('status')).toHaveText('Critical', { timeout: 1_000 });

  // Somebody takes it in the browser: window and strip know at once.
  await row(page).first().click();
  await page
    .getByRole('button', { name: /^Acknowledge/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('textbox').fill('mine');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Acknowledge/ })
    .click();
  await expect(page.getByText(/(?<!Who) has it/).first()).toBeVisible();
  await expect.poll(() => strip.getByRole('status').textContent(), WITHIN).toBe('In hand');
  await expect.poll(() => window.getByRole('status').first().textContent(), WITHIN).toContain('1 acknowledged');

  // It is resolved in the window: browser and strip know at once.
  site.mend();
  await window
    .getByText(/In hand/)
    .first()
    .click();
  await row(window).first().click();
  await window
    .getByRole('button', { name: /^Resolve/ })
    .first()
    .click();
  await window.getByRole('dialog').getByRole('textbox').fill('rolled back');
  await window
    .getByRole('dialog')
    .getByRole('button', { name: /^Resolve/ })
    .click();
  await expect(window.getByRole('dialog')).toBeHidden();
  await expect.poll(() => strip.getByRole('status').textContent(), WITHIN).toBe('All is well');
  await expect.poll(() => page.getByRole('status').first().textContent(), WITHIN).toContain('All is well');
});
