import { expect, type Page } from '@playwright/test';
import type { AlertRow, WatchView } from '../../../src/preload/contract/views.js';
import { asked, test } from './console.js';

const panel = (page: Page) => page.getByRole('heading', { level: 1 });

test('the wall goes from panel to panel, waits while it is paused, and remembers how long each stays', async ({
  openConsole,
  page,
}) => {
  await page.clock.install();
  const { main, complaints } = await openConsole('healthy', '/wall');
  await asked(main);
  await expect(panel(page)).toContainText('Open alerts');
  await expect(page.getByRole('status')).toHaveText('All is well');
  await expect(page.getByText(/^last reading/).first()).toBeVisible();
  await page.clock.runFor(21_000);
  await expect(panel(page)).toContainText('Targets');
  await page.keyboard.press(' ');
  await page.clock.runFor(60_000);
  await expect(panel(page)).toContainText('Targets');
  await page.keyboard.press(' ');
  await page.getByLabel('Each panel for').selectOption('10 s each');
  await page.clock.runFor(20_000);
  await expect(panel(page)).not.toContainText('Targets');
  await page.reload();
  await expect(page.getByLabel('Each panel for')).toHaveValue('10');
  // What it shows needs no right to act.
  expect(main.calls.map(({ name }) => name).filter((name) => !/\.(read|list)$/.test(name))).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveText('Overview');
  expect(complaints).toEqual([]);
});

test('a critical alert that nobody has stays, and lets go once somebody has it', async ({ openConsole, page }) => {
  await page.clock.install();
  const { main } = await openConsole('problem', '/wall');
  await asked(main);
  await page.keyboard.press('ArrowRight');
  await page.clock.runFor(120_000);
  await expect(panel(page)).toContainText('Open alerts');
  await expect(page.getByText('Booking form is down: answered 503')).toBeVisible();
  await expect(page.getByText('stays here: nobody has a critical alert yet')).toBeVisible();
  const size = await page.getByRole('status').evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
  expect(size).toBeGreaterThanOrEqual(40);

  const row = main.scene.view.alerts['a17-1'] as AlertRow;
  const watch: WatchView = { ...main.scene.view.watch, firing: { critical: 0, warning: 1, info: 0 }, acknowledged: 2 };
  const acknowledged = { by: 'Tom Hale', at: row.firedAt, note: '', end: { kind: 'resolved' } } as const;
  main.change({ part: 'alerts', key: row.id, value: { ...row, acknowledged } }, { part: 'watch', value: watch });
  await expect(page.getByText('stays here')).toBeHidden();
  await page.clock.runFor(21_000);
  await expect(panel(page)).not.toContainText('Open alerts');
});

test('it says unmistakably that it cannot see: blind, cut off, or a source that fails', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/wall');
  const source = main.scene.view.sources.http;
  if (source === undefined) throw new Error('the scene has no source');
  main.change({ part: 'sources', key: 'http', value: { ...source, state: 'failing', text: 'no answer' } });
  await expect(page.getByText('a source is failing')).toBeVisible();
  const { watch } = main.scene.view;
  main.change({ part: 'watch', value: { ...watch, state: 'ok', firing: { critical: 0, warning: 0, info: 0 } } });
  await expect(page.getByRole('status')).toHaveText('A source is failing');
  main.change({ part: 'watch', value: { ...watch, state: 'blind', blind: { since: watch.bornAt, cause: 'asleep' } } });
  await expect(page.getByRole('status')).toHaveText('Blind: this desk cannot look');
  main.setReachable(false);
  await expect(page.getByRole('status')).toHaveText('Connection lost');
  await expect(page.getByText(/what you see is from/)).toBeVisible();
});

test('f fills the screen and gives it back', async ({ openConsole, page }) => {
  const { main } = await openConsole('healthy', '/wall');
  await asked(main);
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press('f');
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(isFull).toBe(false);
});
