import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { nextDown } from '../../support/scripted-flood.js';
import { test } from './console.js';

const rows = (page: Page) => page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
const group = (page: Page) => page.getByRole('button', { name: /^412 × Site down/ });
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const WIDE = { width: 1_440, height: 900 };

test('a flood stands in one line that says how many, how bad, where, since when and in whose hands', async ({
  openConsole,
}) => {
  const { page, complaints } = await openConsole('flood', '/alerts');
  await page.setViewportSize(WIDE);
  await expect(page.getByText('422 open alerts')).toBeVisible();
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(page).first()).toContainText('412 × Site down');
  await expect(rows(page).first()).toContainText(/on 412 targets, of 3 sites · since (\d+ \w+, )?\d\d:\d\d/);
  await expect(rows(page).first()).toContainText('4 of 412 in hand');
  await expect(rows(page).first()).toContainText('Critical');
  // What one machine has is one line too, though each has a rule of its own.
  await expect(rows(page).nth(1)).toContainText('7 alerts of db-1');
  await expect(rows(page).nth(1)).toContainText('7 rules');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(complaints).toEqual([]);
});

test('it opens in place and closes again from the keyboard', async ({ openConsole }) => {
  const { page } = await openConsole('flood', '/alerts');
  await page.keyboard.press('j');
  await expect(group(page)).toBeFocused();
  await expect(group(page)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(group(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(rows(page).nth(1)).toContainText(/^CriticalShop \d+ is down/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText(/Shop \d+ is down/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await expect(group(page)).toBeFocused();
  await expect(rows(page)).toHaveCount(5);
  await page.keyboard.press('Enter');
  await expect(group(page)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(2)).toContainText('db-1: check');
});

test('all of a group is acknowledged by one question and given back by one undo, those in other hands left out', async ({
  openConsole,
}) => {
  test.setTimeout(60_000);
  const { page, main } = await openConsole('flood', '/alerts');
  const acts = (name: string) => main.calls.filter((call) => call.name === name);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  const question = page.getByRole('dialog', { name: 'Acknowledge 408 alerts' });
  await expect(question).toContainText('and 403 more alerts');
  await expect(question).toContainText('4 others that are picked stay as they are');
  await page.keyboard.press('Control+Enter');
  await expect(messages(page)).toContainText('Acknowledged 408: you have them.', { timeout: 20_000 });
  await expect(question).toBeHidden();
  expect(new Set(acts('alert.acknowledge').map(({ input }) => (input as { alert: string }).alert)).size).toBe(408);
  await expect(rows(page).filter({ hasText: '412 × Site down' })).toContainText('all in hand');
  await page.keyboard.press('u');
  await expect(messages(page)).toContainText('408 alerts: Nobody has them now', { timeout: 20_000 });
  expect(acts('alert.unacknowledge')).toHaveLength(408);
});

test('an act on many says how far it is, and ends where it is told to', async ({ openConsole }) => {
  const { page, main } = await openConsole('flood', '/alerts');
  let answered = 0;
  await page.route('**/*', async (route) => {
    if (route.request().postData()?.includes('Known fault') === true) {
      answered += 1;
      await new Promise((next) => setTimeout(next, 150));
    }
    await route.continue();
  });
  await rows(page)
    .first()
    .getByRole('button', { name: /^Suppress all 412/ })
    .click();
  await page.keyboard.type('Known fault');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog').getByRole('status')).toContainText(/[1-9]\d* of 412 answered/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(messages(page)).toContainText(/Suppressed \d+ for 1 h/);
  await expect(messages(page)).toContainText(/Not done on \d+ of 412: it was stopped/);
  expect(answered).toBeLessThan(412);
  expect(main.calls.filter(({ name }) => name === 'alert.suppress')).toHaveLength(answered);
});

test('all of a group is picked together, and what is picked is acted on with others', async ({ openConsole }) => {
  const { page } = await openConsole('flood', '/alerts');
  const bar = page.getByRole('region', { name: 'Picked alerts' });
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar).toContainText('412 alerts picked');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar).toContainText('419 alerts picked');
  await page.keyboard.press('x');
  await expect(bar).toContainText('412 alerts picked');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

test('while somebody is in the list no line moves: newcomers join their group, and no other group is made', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('flood', '/alerts');
  const lines = () => rows(page).allTextContents();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const before = (await lines()).map((text) => text.slice(0, 24));
  const known = main.scene.view.alerts['a1001-1'];
  const single = main.scene.view.alerts['a18-1'];
  if (known === undefined || single === undefined) throw new Error('the scene has no such alert');
  for (let n = 0; n < 3; n += 1) {
    const more = nextDown(known, n, main.scene.now);
    main.change({ part: 'alerts', key: more.id, value: more });
  }
  await expect(rows(page).first()).toContainText('415 × Site down');
  // Seven more of another rule: they stand by themselves at the end until nobody is in the list.
  for (let n = 0; n < 7; n += 1) {
    const more = { ...nextDown(single, 50 + n, main.scene.now), summary: `Page ${n} is slow` };
    main.change({ part: 'alerts', key: more.id, value: more });
  }
  await expect(rows(page)).toHaveCount(12);
  const after = (await lines()).map((text) => text.slice(0, 24).replace('415', '412'));
  expect(after.slice(0, 5)).toEqual(before);
  await expect(rows(page).filter({ hasText: /× Slow page loads/ })).toHaveCount(1, { timeout: 15_000 });
  await expect(rows(page)).toHaveCount(5);
});

test('grouping is turned off for a view, and for good', async ({ openConsole }) => {
  const { page, main } = await openConsole('flood', '/alerts');
  await expect(page.getByLabel('Grouping')).toHaveValue('');
  await page.getByLabel('Grouping').selectOption({ label: 'Not grouped' });
  await expect(rows(page).first()).toContainText(/Shop \d+ is down/);
  await page.goto(`${main.address}#/alerts`);
  await expect(rows(page)).toHaveCount(5);
  await page.goto(`${main.address}#/settings`);
  await page.getByRole('group', { name: 'Many alerts that are alike' }).getByText('Each by itself').click();
  await page.goto(`${main.address}#/alerts`);
  await expect(rows(page).first()).toContainText(/Shop \d+ is down/);
  await page.getByLabel('Grouping').selectOption({ label: 'Grouped when many' });
  await expect(rows(page)).toHaveCount(5);
});

test('an alert that is opened from elsewhere is found in its group', async ({ openConsole }) => {
  const { page, main } = await openConsole('flood', '/alerts');
  await expect(rows(page)).toHaveCount(5);
  main.push({ kind: 'show', page: { kind: 'alert', id: 'a1007-1' as never } });
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Shop 7 is down');
  await expect(rows(page).filter({ hasText: 'Shop 7 is down' })).toBeVisible();
  // Its group lies far above it, and is where the way out leads.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await expect(rows(page)).toHaveCount(5);
  await expect(group(page)).toHaveAttribute('aria-expanded', 'false');
});
