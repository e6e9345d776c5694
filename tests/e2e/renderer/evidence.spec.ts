import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { TargetId, TargetRow } from '../../../src/preload/contract/views.js';
import type { ScriptedMain } from '../../support/scripted-main.js';
import { asked, test } from './console.js';

/** A page that is loaded, or audited, among the targets. */
const addPage = (main: ScriptedMain, source: 'page' | 'lighthouse'): string => {
  const [row] = Object.values(main.scene.view.targets) as [TargetRow, ...TargetRow[]];
  const id = `${source}-home` as TargetId;
  const name = source === 'page' ? 'home, loaded in a browser' : 'home, audited by Lighthouse';
  main.change({
    part: 'targets',
    key: id,
    value: { ...row, id, source, name, url: 'https://www.example.org/', labels: { page: 'home' }, certificateDays: null },
  });
  return id;
};

test('a page’s panel shows what its bad loads looked like, and how they came about', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/targets');
  await page.goto(`${main.address}#/targets/${addPage(main, 'page')}`);
  const panel = page.getByRole('complementary', { name: 'Target' });
  await expect(panel.getByText(/Over its budget: JavaScript 412 KB \(limit 300 KB\)/)).toBeVisible();
  await expect(panel.getByRole('img', { name: 'The page in the end' })).toBeVisible();
  const film = panel.getByRole('list', { name: 'How the next load came about' });
  await expect(film.getByRole('listitem')).toHaveCount(5);
  await film.getByRole('button', { name: '0.5 s' }).click();
  await expect(panel.getByRole('img', { name: 'The next load after 0.5 s' })).toBeVisible();
  await panel.getByRole('button', { name: 'Show 2 earlier' }).click();
  await expect(panel.getByText('Answered 503, so there is no page to measure.')).toHaveCount(2);
  await expect(panel.getByText('No picture could be taken.')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('an alert about a page leads to the pictures of its loads', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/alerts');
  const id = addPage(main, 'page');
  const row = Object.values(main.scene.view.alerts).find(({ state }) => state === 'firing');
  if (row === undefined) throw new Error('nothing fires');
  const startedAt = (main.scene.now - 26.5 * 3_600_000) as typeof row.startedAt;
  main.change({ part: 'alerts', key: row.id, value: { ...row, target: id as TargetId, startedAt } });
  await page.goto(`${main.address}#/alerts/${row.id}`);
  const loads = page.getByRole('list', { name: 'Loads during the alert' });
  await expect(loads.getByRole('listitem')).toHaveCount(2);
  await expect(loads.getByRole('listitem').first()).toContainText('6 pictures');
  await page.screenshot({ path: 'test-results/screens/alert-loads.png' });
  await loads.getByRole('link', { name: /Answered 503/ }).click();
  const panel = page.getByRole('complementary', { name: 'Target' });
  await expect(panel.getByText('Answered 503, so there is no page to measure.')).toHaveCount(1);
  await expect(panel.getByText(/Over its budget/)).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show 2 others' }).click();
  await expect(panel.getByText(/Over its budget/)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('one press loads the page and saves its requests, and says where', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/targets');
  await page.goto(`${main.address}#/targets/${addPage(main, 'page')}`);
  await asked(main);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save HAR' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('page-home.har');
  expect(await readFile(await saved.path(), 'utf8')).toContain('"version":"1.2"');
  await expect(page.getByText('/home/ana/.config/watchroom/page-evidence/page-home/page-home.har')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a report opens at its own address in a browser, and by the desk in the desktop app', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/targets');
  const id = addPage(main, 'lighthouse');
  await page.goto(`${main.address}#/targets/${id}`);
  const link = page.getByRole('link', { name: /^Report of .* as on a phone/ }).first();
  await expect(link).toHaveAttribute('href', '/api/monitoring/lighthouse/home/2026-11-26T02-05-00-000Z.html');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noreferrer');

  await page.route('**/api/console/call/about.read', (route) =>
    route.fulfill({
      json: {
        ok: true,
        value: {
          ...{ version: '0.1.0', shell: 'desktop', platform: 'Linux', refused: {} },
          actor: { name: 'Ana', role: 'admin', via: 'desk' },
        },
      },
    }),
  );
  await page.reload();
  await page
    .getByRole('button', { name: /^Report of/ })
    .first()
    .click();
  await expect
    .poll(() => main.calls.filter(({ name }) => name === 'report.open').map(({ input }) => input))
    .toEqual([{ page: 'home', id: '2026-11-26T02-05-00-000Z' }]);
  expect(complaints).toEqual([]);
});

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1440, 900],
  ['dark', 1024, 700],
  ['light', 1024, 700],
] as const) {
  test(`bad loads and reports stand well (${theme}, ${width})`, async ({ openConsole, page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    const { complaints, main } = await openConsole('problem', '/targets');
    await page.goto(`${main.address}#/targets/${addPage(main, 'page')}`);
    await expect(page.getByRole('img', { name: 'The page in the end' })).toBeVisible();
    await page.screenshot({ path: `test-results/screens/page-evidence-${theme}-${width}.png` });
    await page.goto(`${main.address}#/targets/${addPage(main, 'lighthouse')}`);
    await expect(page.getByText(/^Report of/).first()).toBeVisible();
    await page.screenshot({ path: `test-results/screens/reports-${theme}-${width}.png` });
    expect(complaints).toEqual([]);
  });
}

for (const theme of ['dark', 'light', 'contrast']) {
  test(`bad loads in ${theme} have no known accessibility fault`, async ({ openConsole, page }) => {
    await page.addInitScript((name) => localStorage.setItem('watchroom.preferences', JSON.stringify({ theme: name })), theme);
    const { main } = await openConsole('problem', '/targets');
    await page.goto(`${main.address}#/targets/${addPage(main, 'page')}`);
    await expect(page.getByRole('img', { name: 'The page in the end' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('aside').analyze();
    expect(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual(
      [],
    );
  });
}
