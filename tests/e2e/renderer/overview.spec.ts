import { expect, type Page } from '@playwright/test';
import type { AlertRow } from '../../../src/preload/contract/views.js';
import { makeAlert } from '../../support/scripted-main-scenes.js';
import { asked, test } from './console.js';

const main = (page: Page) => page.getByRole('main');

/** A tile by its title: a link to where it is told in full. */
const tile = (page: Page, title: string) => main(page).getByRole('link').filter({ hasText: title }).first();

test('one look says what is wrong, how the promises stand, what the business does and who is told next', async ({
  openConsole,
}) => {
  const { page, main: scripted, complaints } = await openConsole('problem');
  await asked(scripted);
  await expect(tile(page, 'Open alerts')).toContainText('1 critical');
  await expect(tile(page, 'Targets up')).toContainText('1 down');
  await expect(tile(page, 'Service levels kept')).toContainText('2 missed');
  await expect(tile(page, 'Service levels kept')).toContainText('no budget left: Response time within 2 s');
  await expect(tile(page, 'Observed, last 24 h')).toContainText('All sources fresh');
  await expect(tile(page, 'Performance health')).toContainText('Response to input (INP) costs most');
  await expect(tile(page, 'Performance health')).toContainText('6 of 7 parts known');
  await expect(tile(page, 'Revenue today')).toContainText(/usual £[\d,.]+ – £[\d,.]+/);
  await expect(tile(page, 'Forms that fail')).toContainText('Booking, last 24 h');
  await expect(tile(page, 'Conversion of visits')).toContainText('most lost before inquiries');
  await page.getByRole('link', { name: /Next: management by Email/ }).click();
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Booking form is down');
  expect(complaints).toEqual([]);
});

test('the answers, the worst alert and the worst targets fit on a small screen without scrolling', async ({
  openConsole,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  const { main: scripted } = await openConsole('problem');
  await asked(scripted);
  for (const shown of [
    tile(page, 'Conversion of visits'),
    main(page).getByRole('list', { name: 'Open alerts' }).getByRole('listitem').last(),
    main(page).getByRole('list', { name: 'Targets' }).getByRole('listitem').first(),
    page.getByRole('link', { name: /Next: management/ }),
  ])
    await expect(shown).toBeInViewport({ ratio: 1 });
});

test('what is still learnt or cannot be judged is not called good', async ({ openConsole }) => {
  const { page, main: scripted } = await openConsole('healthy');
  await asked(scripted);
  await expect(tile(page, 'Performance health')).toContainText('Learning');
  await expect(tile(page, 'Revenue today')).toContainText('Learning, 0 of 3 weeks');
  await expect(tile(page, 'Conversion of visits')).toContainText('No rule judges it');
  await expect(page.getByText(/^Next: /)).toHaveCount(0);
});

test('a blind desk calls nothing good that it cannot see', async ({ openConsole }) => {
  const { page, main: scripted } = await openConsole('blind');
  await asked(scripted);
  await expect(tile(page, 'Open alerts')).toContainText('When last looked');
  await expect(tile(page, 'Service levels kept')).toContainText('None judged yet');
  await expect(tile(page, 'Forms that fail')).toContainText('When last looked');
  await expect(tile(page, 'Observed')).toContainText('Blind now');
});

test('a form’s alert colours its tile at once', async ({ openConsole }) => {
  const { page, main: scripted } = await openConsole('healthy');
  await asked(scripted);
  await expect(tile(page, 'Forms that fail')).toContainText('No alert');
  const row: AlertRow = makeAlert(40, scripted.scene.now, { metric: 'form_failures_ratio', summary: 'Booking form fails' });
  scripted.change({ part: 'alerts', key: row.id, value: row });
  await expect(tile(page, 'Forms that fail')).toContainText('1 critical');
});
