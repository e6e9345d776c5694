import { expect } from '@playwright/test';
import { test } from './console.js';

test('a report of any day, week or month stands on a page with what it rests on', async ({ openConsole, page }) => {
  const { main, complaints } = await openConsole('problem', '/');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { level: 1, name: 'Report' })).toBeVisible();
  await expect(page.getByText('Part of this time was not observed')).toBeVisible();
  const bars = page.getByRole('region', { name: 'Pages, worst first' });
  await expect(bars.getByRole('img').first()).toHaveAccessibleName(
    'Booking form: 24 bars, 2 with failures, 3 not observed, tallest 2.18 s',
  );
  await expect(bars.getByText('2 of 2 readings good: too few to judge')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Web Vitals' })).toBeVisible();

  await page.getByText('Week', { exact: true }).click();
  const up = page.getByLabel('Up to');
  const day = await up.locator('option').nth(2).getAttribute('value');
  await up.selectOption(day);
  await expect
    .poll(() => main.calls.findLast(({ name }) => name === 'summary.read')?.input)
    .toEqual({ ends: day, over: 'week' });
  await expect(page.getByRole('table', { name: 'Web Vitals' })).toBeHidden();
  await expect(page.getByText('is told up to now only')).toBeVisible();
  expect(complaints).toEqual([]);
});
