import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { type ScriptedMain, startScriptedMain } from '../../support/scripted-main.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const SHOTS = join(ROOT, 'test-results/screens');
const THEMES = ['dark', 'light', 'contrast'] as const;

// One after the other: all of them look at what is built once.
test.describe.configure({ mode: 'default' });

let main: ScriptedMain;

test.beforeAll(async () => {
  await build({ configFile: join(ROOT, 'tests/support/gallery.vite.config.ts'), logLevel: 'warn' });
  main = await startScriptedMain('empty', join(ROOT, 'node_modules/.cache/gallery'));
});
test.afterAll(() => main.stop());

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));

const open = async (page: Page, width: number): Promise<readonly string[]> => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (failure) => complaints.push(failure.message));
  await page.setViewportSize({ width, height: 4_600 });
  await page.goto(main.address);
  await page.getByRole('heading', { level: 1, name: 'Gallery' }).waitFor();
  return complaints;
};

const wear = async (page: Page, theme: string): Promise<void> => {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
  await page.waitForTimeout(300);
};

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

test('every component is in the gallery', () => {
  const components = filesIn('src/renderer/ui', '.tsx').flatMap((text) =>
    [...text.matchAll(/^export const ([A-Z][a-z]\w*) =/gm)].map(([, name]) => name ?? ''),
  );
  const gallery = filesIn('tests/gallery', '.tsx').join('\n');
  expect(components.length).toBeGreaterThan(25);
  expect(components.filter((name) => !gallery.includes(`<${name}`))).toEqual([]);
});

test('no part of it is in the product', () => {
  expect(
    filesIn('node_modules/.cache/renderer/assets', '.js').filter((text) => text.includes('components and their states')),
  ).toEqual([]);
});

for (const width of [1440, 1024]) {
  test(`nothing is too wide and nothing has a fault in any theme at ${width}`, async ({ page }) => {
    const complaints = await open(page, width);
    mkdirSync(SHOTS, { recursive: true });
    for (const theme of THEMES) {
      await wear(page, theme);
      await page.screenshot({ path: join(SHOTS, `gallery-${theme}-${width}.png`) });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ theme, isTooWide: tooWide > 0, faults: await faultsOf(page) }).toEqual({ theme, isTooWide: false, faults: [] });
    }
    expect(complaints).toEqual([]);
  });
}

test('it looks as it did when it was last looked at, in every theme', async ({ page }) => {
  await open(page, 1440);
  for (const theme of THEMES) {
    await wear(page, theme);
    await expect(page).toHaveScreenshot(`gallery-${theme}.png`, { maxDiffPixelRatio: 0.01 });
  }
});

for (const over of ['dialog', 'palette', 'palette, nothing found']) {
  test(`the ${over} over it has no fault in any theme`, async ({ page }) => {
    const complaints = await open(page, 1440);
    await page.getByRole('button', { name: `Show the ${over}`, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    for (const theme of THEMES) {
      await wear(page, theme);
      await page.screenshot({ path: join(SHOTS, `gallery-${over.replaceAll(/\W+/g, '-')}-${theme}.png`) });
      expect({ theme, faults: await faultsOf(page) }).toEqual({ theme, faults: [] });
    }
    expect(complaints).toEqual([]);
  });
}

test('messages stay while the pointer is on them, and have no fault', async ({ page }) => {
  await open(page, 1440);
  await page.getByRole('button', { name: 'Show messages' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await messages.getByText('Not done').hover();
  await expect(messages.getByRole('button', { name: /Undo/ })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});
