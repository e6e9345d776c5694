import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const rows = (page: Page) => page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
const view = (page: Page) => page.getByLabel('View', { exact: true });

/** Saves the list as it stands under a name. */
const save = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
};

test('a view is saved with its matchers, grouping and order, kept, and chosen from the list and the palette', async ({
  openConsole,
}) => {
  const { page, complaints } = await openConsole('problem', '/alerts');
  await page.keyboard.press('/');
  await page.keyboard.type('severity=warning');
  await page.keyboard.press('Tab');
  await page.getByLabel('Grouping').selectOption({ label: 'By target' });
  await page.getByLabel('Order').selectOption({ label: 'Oldest first' });
  await expect(rows(page)).toHaveText([/^home/, /Home: 3 of 42/, /^search/, /Search answers/]);
  await save(page, 'Warnings by target');
  await expect(view(page)).toHaveValue('Warnings by target');

  await page.reload();
  await expect(view(page)).toHaveValue('Warnings by target');
  await expect(rows(page)).toHaveCount(4);
  await view(page).selectOption('');
  await expect(page).toHaveURL(/#\/alerts$/);
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).first()).toContainText('Booking form is down');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('warnings by');
  await page.keyboard.press('Enter');
  await expect(view(page)).toHaveValue('Warnings by target');
  expect(complaints).toEqual([]);
});

test('its address is a link to it, also for a desk that has not saved it, and an opened alert keeps it', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/alerts?severity=critical&group=page');
  await expect(rows(page)).toHaveText([/^booking/, /Booking form is down/]);
  await expect(view(page)).toHaveValue('');
  await rows(page).nth(1).getByRole('button').click();
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Booking form is down');
  await expect(page).toHaveURL(/#\/alerts\/a17-1\?severity=critical&group=page$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/alerts\?severity=critical&group=page$/);
});

test('a view is renamed, and removed with a way back', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts?stage=held');
  await save(page, 'In hand');
  await page.getByRole('button', { name: 'Rename the view In hand' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Held by somebody');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(view(page)).toHaveValue('Held by somebody');
  await page.getByRole('button', { name: 'Remove the view Held by somebody' }).click();
  await expect(view(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(view(page)).toHaveValue('Held by somebody');
});

test('a view that names a label which nothing has says so, and what comes of it', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts?text=campaign%3Dspring&group=region');
  await expect(page.getByText('No alert and no target here has the label “campaign” or “region”')).toBeVisible();
  await expect(page.getByText(/campaign=spring matches nothing, and grouping by region makes one group/)).toBeVisible();
  await page.getByLabel('Filter alerts by text').fill('page=~(');
  await expect(page.getByText('“(” is no regular expression. It matches nothing.')).toBeVisible();
});

test('groups are walked through with the keys, from alert to alert', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts?group=severity');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Search answers in 4.23 s');
});
