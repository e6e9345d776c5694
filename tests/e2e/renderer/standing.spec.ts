import { expect } from '@playwright/test';
import { test } from './console.js';

test('the overview says which promises are kept, what is left of their budgets, and on how much that rests', async ({
  openConsole,
  page,
}) => {
  const { complaints } = await openConsole('problem');
  const levels = page.getByRole('region', { name: 'Service levels' });
  await expect(levels.getByText('2 missed · 1 kept · 2 not judged')).toBeVisible();
  const rows = levels.getByRole('listitem');
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText('Missed');
  const uptime = rows.filter({ hasText: 'Uptime' });
  await expect(uptime).toContainText('99.9 % over 30 days');
  await expect(uptime).toContainText(/ of 43 min 12 s/);
  await expect(uptime).toContainText('96.1 % observed');
  await expect(rows.filter({ hasText: 'Error rate below' })).toContainText('No source here gives it.');
  await expect(rows.filter({ hasText: 'Performance score from 90' })).toContainText('Too few to judge');
  await uptime.getByRole('link').click();
  const panel = page.getByRole('complementary', { name: 'Objective' });
  await expect(panel.getByRole('img', { name: /^Error budget left/ })).toBeVisible();
  await expect(panel.getByRole('row')).toHaveCount(5);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect(complaints).toEqual([]);
});

test('the budget’s course is one line over the whole window, but for what nobody saw', async ({ openConsole, page }) => {
  await openConsole('problem', '/objectives/uptime');
  const panel = page.getByRole('complementary', { name: 'Objective' });
  const line = panel.locator('.recharts-line-curve');
  await expect(line).toBeVisible();
  const [drawn, chart] = [await line.boundingBox(), await panel.getByRole('img', { name: /^Error budget left/ }).boundingBox()];
  expect(drawn?.width).toBeGreaterThan(0.8 * (chart?.width ?? Number.POSITIVE_INFINITY));
  // A break begins a new stroke: there are no more of them than gaps.
  expect(((await line.getAttribute('d')) ?? '').match(/M/g)?.length).toBeLessThan(8);
});

test('without an objective it says so, and how to get one', async ({ openConsole, page }) => {
  await openConsole('empty');
  await expect(page.getByRole('region', { name: 'Service levels' })).toContainText('Nothing is promised');
});

test('where nothing was observed it judges nothing', async ({ openConsole, page }) => {
  await openConsole('blind');
  const levels = page.getByRole('region', { name: 'Service levels' });
  await expect(levels.getByText('5 not judged')).toBeVisible();
  await expect(levels.getByText('0 % observed', { exact: true }).first()).toBeVisible();
  await expect(levels.getByText(/Kept|Missed/)).toHaveCount(1);
});

test('a promise of several measures shows each, and one that is not known says so', async ({ openConsole, page }) => {
  await openConsole('problem', '/objectives/web-vitals');
  const panel = page.getByRole('complementary', { name: 'Objective' });
  await expect(panel.getByRole('listitem').filter({ hasText: 'Layout shift' })).toContainText('Missed');
  await expect(panel.getByRole('listitem').filter({ hasText: 'First input delay' })).toContainText('No reading');
  await page.goto(page.url().replace('web-vitals', 'gone'));
  await expect(page.getByText('There is no objective gone.')).toBeVisible();
});

test('a rule shows the state of each baseline, and the band it compares with', async ({ openConsole, page }) => {
  await openConsole('problem', '/rules/slower-than-usual');
  const panel = page.getByRole('complementary', { name: 'Rule' });
  await expect(panel.getByText('1 learning · 1 reset · 1 frozen · 7 ready')).toBeVisible();
  await expect(panel.getByText('Learning 41/100')).toBeVisible();
  await panel.getByLabel('Series').selectOption({ label: 'search' });
  await expect(panel.getByText(/^Frozen since (\d+ \w+, )?\d\d:\d\d$/)).toBeVisible();
  await panel.getByLabel('Series').selectOption({ label: 'home' });
  await expect(panel.getByText('Ready', { exact: true })).toBeVisible();
  await expect(panel.getByRole('img', { name: /usual from .* to/ })).toBeVisible();
  await expect(panel.getByText(/28,800 samples/)).toBeVisible();
});

test('a person resets a baseline with a reason, and sees that it learns anew', async ({ openConsole, page }) => {
  const { main, complaints } = await openConsole('problem', '/targets/home');
  const panel = page.getByRole('complementary', { name: 'Target' });
  await panel.getByRole('button', { name: 'Reset baseline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reset baseline' });
  await expect(dialog.getByRole('button', { name: 'Reset baseline' })).toBeDisabled();
  await dialog.getByLabel('Why').fill('deploy 4711');
  await dialog.getByRole('button', { name: 'Reset baseline' }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText('Reset after deploy 4711')).toBeVisible();
  expect(main.calls.filter(({ name }) => name === 'baseline.reset')).toEqual([
    {
      name: 'baseline.reset',
      input: { series: 'http_response_seconds{source="http",target="home"}', why: 'deploy 4711' },
    },
  ]);
  expect(complaints).toEqual([]);
});
