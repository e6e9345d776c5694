import { expect } from '@playwright/test';
import { test } from './console.js';

test('a configuration that was opened stands beside what holds, and holds only once it is saved', async ({ openConsole }) => {
  const { page, main } = await openConsole('healthy', '/settings/import-1');
  const settings = page.getByRole('region', { name: 'Configuration', exact: true });
  await expect(settings).toContainText('shop.watchroom.yml was opened');
  const editor = settings.getByRole('textbox', { name: 'Configuration document' });
  await expect(editor).toHaveValue(/Opened shop/);
  await expect(editor).toBeInViewport();
  expect(main.calls.some(({ name }) => name === 'config.save')).toBe(false);
  for (const [scheme, width, height] of [
    ['dark', 1440, 900],
    ['light', 1024, 700],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(250);
    await page.screenshot({ path: `test-results/screens/import-${scheme}-${width}.png` });
  }
  await settings.getByRole('button', { name: 'Discard changes' }).click();
  await expect(editor).not.toHaveValue(/Opened shop/);
  await expect(settings).not.toContainText('was opened');
});
