import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const WIDE = { width: 1_440, height: 900 };
const NARROW = { width: 1_024, height: 700 };

const first = (page: Page) => page.getByRole('list', { name: 'Alerts' }).getByRole('listitem').first();
const menu = (page: Page) => page.getByRole('region', { name: 'Columns' });
/** What stands above the columns, from the left to the right. */
const heads = (page: Page) =>
  page
    .locator('[aria-hidden="true"]')
    .filter({ hasText: /^Severity/ })
    .locator('> span');

test('columns are chosen and put in order from the keyboard alone, and stay for the next time', async ({ openConsole }) => {
  const { page, complaints } = await openConsole('problem', '/alerts');
  await page.setViewportSize(WIDE);
  await expect(heads(page)).toHaveText(['Severity', 'Alert', 'Value', 'Who has it', 'Next', 'At risk', 'Since']);
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Next' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: 'Target' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  // The same key, pressed again, moves it on.
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Target earlier' })).toBeFocused();
  await expect(heads(page)).toHaveText(['Severity', 'Alert', 'Value', 'Target', 'Who has it', 'At risk', 'Since']);
  await expect(first(page)).not.toContainText('in 4');
  // Keys of the list do nothing to it while the menu is worked with.
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Picked alerts' })).toBeHidden();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
  await expect(page).toHaveURL(/#\/alerts$/);

  await page.reload();
  await expect(heads(page)).toHaveText(['Severity', 'Alert', 'Value', 'Target', 'Who has it', 'At risk', 'Since']);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'As at first' }).click();
  await expect(heads(page)).toHaveText(['Severity', 'Alert', 'Value', 'Who has it', 'Next', 'At risk', 'Since']);
  expect(complaints).toEqual([]);
});

test('a saved view keeps its own columns, and a link to it shows them', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts?severity=warning');
  await page.setViewportSize(WIDE);
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Warnings');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(menu(page)).toContainText('Kept with the view “Warnings”.');
  await page.getByRole('checkbox', { name: 'Who has it' }).uncheck();
  await page.getByRole('checkbox', { name: 'Rule' }).check();
  const own = ['Severity', 'Alert', 'Value', 'Next', 'At risk', 'Since', 'Rule'];
  await expect(heads(page)).toHaveText(own);
  await expect(page.getByLabel('View', { exact: true })).toHaveValue('Warnings');
  await page.keyboard.press('Escape');

  await page.getByLabel('View', { exact: true }).selectOption('');
  await expect(heads(page)).toHaveText(['Severity', 'Alert', 'Value', 'Who has it', 'Next', 'At risk', 'Since']);
  await page.getByLabel('View', { exact: true }).selectOption('Warnings');
  await expect(heads(page)).toHaveText(own);

  const link = page.url();
  await page.evaluate(() => localStorage.clear());
  await page.goto(main.address);
  await page.goto(link);
  await page.reload();
  await expect(heads(page)).toHaveText(own);
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(menu(page)).toContainText('Those of this link');
  await page.getByRole('button', { name: 'Make them my own' }).click();
  await page.goto(`${main.address}#/alerts`);
  await expect(heads(page)).toHaveText(own);
});

test('where there is no room columns fall away as the menu says, and the line below says what they said', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/alerts');
  await page.setViewportSize(NARROW);
  await expect(heads(page)).toHaveText(['Severity', 'Alert', 'Value', 'Since']);
  await expect(first(page)).toContainText('nobody has it yet');
  await expect(first(page)).toContainText(/tells \w+ in/);
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(menu(page)).toContainText('Concerns, Rule, Target, At risk, Next and Who has it fall away in this order');
  await expect(menu(page).getByRole('listitem').filter({ hasText: 'no room now' })).toHaveText([
    /^Who has it/,
    /^Next/,
    /^At risk/,
  ]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('checkbox', { name: 'Next' }).uncheck();
  await expect(first(page)).not.toContainText(/tells \w+ in/);
});
