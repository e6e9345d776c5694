import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const ASSETS = resolve(import.meta.dirname, '../../../node_modules/.cache/renderer/assets');

test('the script that the first page needs stays under 350 KB gzipped', () => {
  const first = readdirSync(ASSETS).filter((name) => /^index-.*\.js$/.test(name));
  const size = first.reduce((sum, name) => sum + gzipSync(readFileSync(join(ASSETS, name))).length, 0);
  expect(first.length).toBeGreaterThan(0);
  expect(statSync(ASSETS).isDirectory()).toBe(true);
  expect(size).toBeLessThan(350 * 1_024);
});

/** Remembers when the first row of the targets stood on the page, in milliseconds since the navigation began. */
const watchForTargets = (): void => {
  const look = (): void => {
    if (document.querySelector('[aria-label="Targets"] li') !== null) performance.mark('targets');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const rows = (page: Page, name: string) => page.getByRole('list', { name }).getByRole('listitem');

for (const scene of ['wide', 'full'] as const) {
  test(`the overview of 1,000 targets (${scene}) draws only the rows in sight`, async ({ openConsole, page }) => {
    await page.addInitScript(watchForTargets);
    const { main } = await openConsole(scene);
    await rows(page, 'Targets').first().waitFor();
    expect(await rows(page, 'Targets').count()).toBeLessThan(60);
    const [paint, targets] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      performance.getEntriesByName('targets')[0]?.startTime ?? 0,
    ]);
    console.log(`${scene}: first paint after ${Math.round(paint)} ms, targets after ${Math.round(targets)} ms`);
    await page.goto(`${main.address}#/alerts`);
    await page.getByText(/^All [0-9,]+$/).click();
    if (scene === 'full') await rows(page, 'Alerts').first().waitFor();
    expect(await rows(page, 'Alerts').count()).toBeLessThan(60);
  });
}
