import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const head = (page: Page, name: string) => page.getByRole('columnheader', { name });
const names = (page: Page, list: string): Promise<readonly string[]> =>
  page
    .getByRole('list', { name: list })
    .getByRole('listitem')
    .evaluateAll((items) => items.map((item) => item.querySelector('.font-medium[title]')?.textContent ?? ''));

test('targets are sorted by a head, turned round, and given their own order back', async ({ openConsole }) => {
  const { page, complaints } = await openConsole('problem', '/targets');
  const own = await names(page, 'Targets');
  expect(own.slice(0, 3)).toEqual(['Booking form', 'Search', 'Blog']);
  await expect(head(page, 'Answer')).toHaveAttribute('aria-sort', 'none');

  await head(page, 'Answer').getByRole('button').press('Enter');
  await expect(page).toHaveURL(/#\/targets\?sort=-answer$/);
  await expect(head(page, 'Answer')).toHaveAttribute('aria-sort', 'descending');
  expect((await names(page, 'Targets')).slice(0, 3)).toEqual(['Booking form', 'Search', 'Parents’ area']);

  await head(page, 'Answer').getByRole('button').press('Enter');
  await expect(page).toHaveURL(/#\/targets\?sort=answer$/);
  await expect(head(page, 'Answer')).toHaveAttribute('aria-sort', 'ascending');
  // What gave no answer stands at the end either way.
  expect((await names(page, 'Targets')).slice(-2)).toEqual(['Blog', 'This machine']);

  await head(page, 'Answer').getByRole('button').press('Enter');
  await expect(page).toHaveURL(/#\/targets$/);
  expect(await names(page, 'Targets')).toEqual(own);
  expect(complaints).toEqual([]);
});

test('the order stays while one goes from target to target, and is what a link shows', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/targets?sort=name');
  await expect(head(page, 'Target')).toHaveAttribute('aria-sort', 'ascending');
  const sorted = await names(page, 'Targets');
  expect(sorted).toEqual([...sorted].sort((a, b) => a.localeCompare(b, 'en-GB')));
  await page.getByRole('list', { name: 'Targets' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/targets\/blog\?sort=name$/);
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/#\/targets\/booking-form\?sort=name$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/targets\?sort=name$/);
});

test('rows stay where they are while somebody is among them, and take the order of the head afterwards', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('problem', '/targets?sort=-answer');
  const before = await names(page, 'Targets');
  const home = Object.values(main.scene.view.targets).find(({ name }) => name === 'Home');
  if (home === undefined) throw new Error('there is no such target');
  await page.getByRole('list', { name: 'Targets' }).getByText('Prices', { exact: true }).hover();
  main.change({ part: 'targets', key: home.id, value: { ...home, responseSeconds: 9 } });
  await expect(page.getByRole('list', { name: 'Targets' }).getByText('9 s', { exact: false }).first()).toBeVisible();
  expect(await names(page, 'Targets')).toEqual(before);
  await page.getByRole('heading', { name: 'Targets' }).hover();
  await expect.poll(() => names(page, 'Targets')).not.toEqual(before);
  expect((await names(page, 'Targets'))[1]).toBe('Home');
});

test('rules are sorted by what is worst, by name and by state', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules');
  await head(page, 'Rule').getByRole('button').click();
  await expect(page).toHaveURL(/#\/rules\?sort=name$/);
  expect((await names(page, 'Rules'))[0]).toBe('Asset loading failures');
  await head(page, 'Severity').getByRole('button').click();
  await expect(page).toHaveURL(/#\/rules\?sort=-severity$/);
  expect(await names(page, 'Rules')).toContain('Error rate spike');
  expect((await names(page, 'Rules')).slice(0, 3)).toEqual(['Revenue form failures', 'Site down', 'Error rate spike']);
  await head(page, 'State').getByRole('button').click();
  expect((await names(page, 'Rules'))[0]).toBe('Error rate spike');
});

test('how good the rules are is sorted by any of its figures', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/=');
  const first = page.getByRole('table', { name: 'Rules that fired' }).getByRole('row').nth(1);
  await expect(first).toContainText('Disk nearly full');
  await head(page, 'Noise').getByRole('button').click();
  await expect(head(page, 'Noise')).toHaveAttribute('aria-sort', 'descending');
  await expect(first).toContainText('Slower than usual');
  await expect(page).toHaveURL(/#\/rules\/=\?sort=-noise$/);
});
