import { expect } from '@playwright/test';
import { test } from './console.js';

for (const { place, list } of [
  { place: 'rules', list: 'Rules' },
  { place: 'targets', list: 'Targets' },
]) {
  test(`the list of ${place} is walked by keys, and what is open beside it follows`, async ({ openConsole, page }) => {
    await openConsole('problem', `/${place}`);
    await expect(page.getByRole('heading', { name: list, exact: true })).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`#/${place}/[^+=]`));
    const first = page.url();
    await page.keyboard.press('j');
    await expect(page).not.toHaveURL(first);
    await page.keyboard.press('k');
    await expect(page).toHaveURL(first);
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(new RegExp(`#/${place}$`));
    await page.keyboard.press('/');
    await expect(page.getByLabel(`Filter ${place}`)).toBeFocused();
  });
}
