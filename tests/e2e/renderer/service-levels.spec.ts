import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './console.js';

test('how the promises were kept over a month or a year stands on a page, with what it cannot say', async ({
  openConsole,
  page,
}) => {
  const { main, complaints } = await openConsole('problem', '/report');
  await page.getByText('Month', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Service levels' })).toBeVisible();
  const promises = page.getByRole('table', { name: 'Promises' });
  await expect(promises.getByRole('row', { name: /^Uptime/ })).toContainText('99.9 %');
  await expect(page.getByText('It is not over: this is as of')).toBeVisible();
  await expect(promises.getByRole('row', { name: /^Error rate below 1 %/ })).toContainText('No source');
  await expect(page.getByText(/Made by Ana Ruiz on/)).toBeVisible();

  const month = page.getByLabel('Month', { exact: true }).last();
  const before = await month.locator('option').nth(1).getAttribute('value');
  await month.selectOption(before);
  await expect
    .poll(() => main.calls.findLast(({ name }) => name === 'serviceLevel.read')?.input)
    .toEqual({ ends: before, over: 'month' });

  await page.getByText('Year', { exact: true }).click();
  const months = page.getByRole('table', { name: 'Uptime, by month' });
  await expect(months.getByRole('row')).toHaveCount(13);
  await expect(months.getByText('Not observed').first()).toBeVisible();
  await expect(months.getByText('Missed', { exact: true }).nth(1)).toBeVisible();
  await expect(page.getByText('this desk first started on')).toBeVisible();
  // A bar says by its stripes that a budget was overspent, and not by its colour alone.
  const spent = page.locator('.striped');
  await expect(months.getByRole('row').filter({ hasText: 'Missed' }).filter({ has: spent })).not.toHaveCount(0);
  await expect(months.getByRole('row').filter({ hasText: 'Kept' }).filter({ has: spent })).toHaveCount(0);
  await expect(months.getByRole('row').filter({ hasText: 'Not observed' }).locator('.hatch').first()).toBeVisible();
  for (const theme of ['dark', 'light', 'contrast']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await page.waitForTimeout(300);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
  }
  expect(complaints).toEqual([]);
});
