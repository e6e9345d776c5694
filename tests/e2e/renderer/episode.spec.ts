import { expect, type Page } from '@playwright/test';
import type { EpisodeId } from '../../../src/preload/contract/views.js';
import { asked, test } from './console.js';

const PARTS = ['Availability', 'Why?', 'Timeline', 'State', 'What happens next', 'Notes', 'Related alerts', 'Notifications'];

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const part = (page: Page, name: string) => page.getByRole('heading', { level: 3, name, exact: true });

test('an alert is opened from its panel as a page with an address of its own, which holds all that the panel does', async ({
  openConsole,
}) => {
  const { page, complaints } = await openConsole('problem', '/alerts/a17-1?stage=all');
  await page.getByRole('link', { name: 'Open as a page (f)' }).click();
  await expect(page).toHaveURL(/#\/alerts\/a17-1\/page\?stage=all$/);
  await expect(title(page)).toContainText('Booking form is down');
  await expect(page.getByText('What to do first')).toBeVisible();
  for (const name of PARTS) await expect(part(page, name)).toBeAttached();
  await expect(page.getByRole('list', { name: 'Alerts' })).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Alerts/ })).toHaveAttribute(
    'aria-current',
    'page',
  );
  // What it looks like and who has it stand side by side.
  const [left, right] = [await part(page, 'Timeline').boundingBox(), await part(page, 'State').boundingBox()];
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + 300);
  await page.goBack();
  await expect(page).toHaveURL(/#\/alerts\/a17-1\?stage=all$/);
  expect(complaints).toEqual([]);
});

test('its keys are those of the list, and Escape leads back beside it', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts');
  await page.keyboard.press('j');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/#\/alerts\/a17-1\/page$/);
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByLabel('Note').fill('The host answers again, the form does not.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Note added.')).toBeVisible();
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByRole('button', { name: 'Unacknowledge' })).toBeVisible();
  expect(main.calls.map(({ name }) => name)).toEqual(expect.arrayContaining(['alert.note', 'alert.acknowledge']));
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /^Resolve/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/alerts\/a17-1$/);
  await expect(page.getByRole('complementary', { name: 'Alert' })).toBeVisible();
});

test('the list is looked at as it was when one comes back to it, and a link that is copied says nothing of that', async ({
  openConsole,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, main } = await openConsole('problem', '/alerts?stage=all&sort=newest');
  await page.keyboard.press('j');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/#\/alerts\/a\d+-1\/page\?stage=all&sort=newest$/);
  await page.keyboard.press('Shift+C');
  await expect(page.getByText('Link copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#\/alerts\/a\d+-1\/page$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/alerts\/a\d+-1\?stage=all&sort=newest$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('open as a page');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Show it beside the list (Esc)' }).click();
  await expect(page).toHaveURL(/#\/alerts\/a\d+-1\?stage=all&sort=newest$/);
  // What is not there leads back to the same list, too.
  await page.goto(`${main.address}#/alerts/a999-9/page?stage=all`);
  await expect(page.getByText('There is no alert a999-9', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/alerts\?stage=all$/);
});

test('the middle button opens a line as such a page in a tab of its own', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts');
  const opened = page.context().waitForEvent('page');
  await page
    .getByRole('list', { name: 'Alerts' })
    .getByRole('link', { name: /Search answers/ })
    .click({ button: 'middle' });
  const tab = await opened;
  await expect(title(tab)).toContainText('Search answers');
  await expect(page).toHaveURL(/#\/alerts$/);
});

test('its link is copied, and one that the system hands over opens it', async ({ openConsole, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, main } = await openConsole('problem', '/alerts/a17-1/page');
  await asked(main);
  await page.keyboard.press('Shift+C');
  await expect(page.getByText('Link copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${main.address}#/alerts/a17-1/page`);
  await page.goto(`${main.address}#/`);
  main.push({ kind: 'show', page: { kind: 'episode', id: 'a17-1' as EpisodeId } });
  await expect(title(page)).toContainText('Booking form is down');
});

test('the keys that scroll scroll it, also in a window so low that its head would fill it', async ({ openConsole, page }) => {
  await page.setViewportSize({ width: 640, height: 400 });
  await openConsole('problem', '/alerts');
  await page.keyboard.press('j');
  await page.keyboard.press('f');
  await expect(title(page)).toContainText('Booking form is down');
  const timeline = part(page, 'Timeline');
  await expect(timeline).toBeAttached();
  const top = async (): Promise<number> => (await timeline.boundingBox())?.y ?? Number.NaN;
  const before = await top();
  await page.keyboard.press('PageDown');
  await expect.poll(top).toBeLessThan(before - 100);
  await expect(title(page)).not.toBeInViewport();
  await page.screenshot({ path: 'test-results/screens/episode-low.png' });
});

test('what there is no such alert of is said, with a way on', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts/a999-9/page');
  await expect(page.getByText('There is no alert a999-9', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'All alerts' }).click();
  await expect(page.getByRole('list', { name: 'Alerts' })).toBeVisible();
});

test('keys that lead to another page do not act on the alert on their way', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a17-1/page');
  for (const place of ['/alerts/a17-1/page', '/alerts/a17-1', '/alerts']) {
    await page.goto(`${main.address}#${place}`);
    await expect(page.getByRole('heading', { name: /Booking form is down|Alerts/ }).first()).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page).toHaveURL(/#\/rules$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

for (const [theme, width, height] of [
  ['dark', 1_440, 900],
  ['light', 1_440, 900],
  ['dark', 1_024, 700],
  ['light', 1_024, 700],
  ['dark', 2_200, 1_200],
] as const) {
  test(`the page of an episode stands well (${theme}, ${width})`, async ({ openConsole, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    const { main } = await openConsole('problem', '/alerts/a17-1/page');
    await asked(main);
    await page.screenshot({ path: `test-results/screens/episode-${theme}-${width}.png` });
    const scroller = title(page).locator('xpath=ancestor::div[contains(@class, "overflow-y-auto")]');
    await scroller.evaluate((box) => box.scrollTo(0, 700));
    await page.waitForTimeout(200);
    await page.screenshot({ path: `test-results/screens/episode-${theme}-${width}-down.png` });
    // What can be done stays in sight, and nothing runs out of its box.
    await expect(page.getByRole('button', { name: /^Acknowledge/ })).toBeInViewport();
    expect(await scroller.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });
}

test('a test alert leads to no rule, and its own label is nothing to group by', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts');
  const [row] = Object.values(main.scene.view.alerts).filter(({ state }) => state === 'firing');
  if (row === undefined) throw new Error('the scene has no alert');
  const sent = { ...row, isTest: true, rule: 'test-alert' as typeof row.rule, name: 'Test alert', labels: { sender: 'Ana' } };
  main.change({ part: 'alerts', key: row.id, value: sent });
  await page.goto(`${page.url().split('#')[0]}#/alerts/${row.id}`);
  await expect(part(page, 'State')).toBeAttached();
  await expect(page.getByText('Test alert', { exact: true }).last()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Test alert', exact: true })).toHaveCount(0);
  await expect(page.getByLabel('Grouping').getByRole('option', { name: 'By sender' })).toHaveCount(0);
  await expect(page.getByLabel('Grouping').getByRole('option', { name: 'By rule' })).toHaveCount(1);
});
