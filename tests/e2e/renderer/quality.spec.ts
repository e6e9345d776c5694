import { expect } from '@playwright/test';
import { test } from './console.js';

test('the rules say how good they are, and what might be changed, with what speaks for it', async ({ openConsole, page }) => {
  const { main, complaints } = await openConsole('problem', '/rules');
  await page.getByRole('link', { name: 'How good they are' }).click();
  const changes = page.getByRole('region', { name: 'What might be changed' });
  await expect(changes.getByText('22 of 31 came back within an hour of their end')).toBeVisible();
  await expect(changes.getByText('People called 6 of 7 noise')).toBeVisible();
  const down = page.getByRole('table', { name: 'Rules that fired' }).getByRole('row', { name: /Site down/ });
  await expect(down).toContainText('47 min');
  await changes.getByRole('link', { name: 'Disk nearly full' }).click();
  await expect(page).toHaveURL(/#\/rules\/disk-nearly-full/);
  expect(main.calls.find(({ name }) => name === 'rule.quality')?.input).toEqual({ days: 30 });
  expect(complaints).toEqual([]);
});

test('where nothing fired it says so, and how many rules kept silent', async ({ openConsole, page }) => {
  await openConsole('healthy', '/rules/=');
  await expect(page.getByText('No rule fired within 30 days')).toBeVisible();
  await expect(page.getByText(/12 rules kept silent/)).toBeVisible();
});
