import { expect, type Locator } from '@playwright/test';
import { asked, test } from './console.js';

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not drawn.');
  return box;
};

test('the strip shows each severity by itself, and what is held more quietly', async ({ openConsole, page }) => {
  await openConsole('problem');
  const strip = page.getByRole('banner').getByRole('status');
  await expect(strip.getByText('1 critical', { exact: true })).toBeVisible();
  await expect(strip.getByText('1 warning', { exact: true })).toBeVisible();
  const held = strip.getByText('1 acknowledged · 1 suppressed', { exact: true });
  const colourOf = (locator: Locator): Promise<string> => locator.evaluate((element) => getComputedStyle(element).color);
  expect(await colourOf(held)).not.toBe(await colourOf(strip.getByText('1 critical', { exact: true })));
});

test('lists begin with what is worst', async ({ openConsole, page }) => {
  await openConsole('problem', '/targets');
  const targets = page.getByRole('list', { name: 'Targets' }).getByRole('listitem');
  await expect(targets.nth(0)).toContainText('Booking form');
  await expect(targets.nth(0)).toContainText('Down');
  await expect(targets.nth(1)).toContainText('Search');
  await page.goto(`${page.url().split('#')[0]}#/objectives`);
  await expect(page.getByRole('list', { name: 'Service levels' }).getByRole('listitem').first()).toContainText('Missed');
});

test('an alert names its target, and a range of numbers stays on one line', async ({ openConsole, page }) => {
  await openConsole('problem', '/alerts/a17-1');
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByRole('link', { name: 'Booking form', exact: true })).toBeVisible();
  const range = panel.getByRole('heading', { level: 2 }).getByText('200–399', { exact: false }).last();
  expect(await range.evaluate((element) => element.getClientRects().length)).toBe(1);
});

test('a rule is said in words, and found by them', async ({ openConsole, page }) => {
  await openConsole('problem', '/rules');
  await page.getByLabel('Filter rules').fill('forms sent');
  await expect(page.getByRole('list', { name: 'Rules' }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText('The share of forms that failed in forms sent is above 3 %')).toBeVisible();
});

test('the targets of the overview are as tall as what stands beside them', async ({ openConsole, page }) => {
  const { main } = await openConsole('full');
  await asked(main);
  const sources = await boxOf(page.getByRole('region', { name: 'Sources' }));
  const targets = await boxOf(page.getByRole('region', { name: 'Targets' }));
  expect(Math.abs(targets.y + targets.height - (sources.y + sources.height))).toBeLessThanOrEqual(1);
});

test('a form in a narrow window leaves the strip in sight', async ({ openConsole, page }) => {
  await page.setViewportSize({ width: 1_024, height: 700 });
  await openConsole('problem', '/settings/quiet-hours');
  const strip = await boxOf(page.getByRole('banner').first());
  const form = await boxOf(page.getByRole('complementary', { name: 'Quiet hours and limits' }));
  expect(form.y).toBeGreaterThanOrEqual(strip.y + strip.height - 1);
});

test('the rail can be scrolled where a window is too low for it', async ({ openConsole, page }) => {
  await page.setViewportSize({ width: 1_024, height: 420 });
  await openConsole('problem');
  const last = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /System/ });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });
});

test('each key of the sheet has a name', async ({ openConsole, page }) => {
  await openConsole('problem');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').locator('kbd').first()).toBeVisible();
  for (const key of await page.getByRole('dialog').locator('kbd').allTextContents()) expect(key.trim()).not.toBe('');
});

test('the chosen minute is said in our own words', async ({ openConsole, page }) => {
  await openConsole('problem');
  await page.keyboard.press('b');
  await page.getByLabel('Date and time').fill('2026-01-05T03:12');
  await expect(page.getByText('Mon 5 Jan, 03:12, on the site’s clocks (Europe/London).')).toBeVisible();
});

for (const [scene, said] of [
  ['healthy', 'Nothing fires'],
  ['blind', 'Nothing was firing when this desk last looked'],
  ['empty', 'Nothing is watched yet'],
] as const) {
  test(`where no alert is open, a ${scene} desk says no more than it knows`, async ({ openConsole, page }) => {
    await openConsole(scene, '/alerts');
    await expect(page.getByRole('main').getByText(said, { exact: true })).toBeVisible();
    await page.goto(`${page.url().split('#')[0]}#/`);
    await expect(page.getByRole('region', { name: 'Open alerts' })).toContainText(said);
    if (scene !== 'healthy') await expect(page.getByText('Nothing fires')).toHaveCount(0);
  });
}

test('a lost connection lets every act rest, not only those on alerts', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/targets/search');
  const acts = ['Add a target', 'Look at a site', 'Read now', 'Edit'];
  for (const name of acts) await expect(page.getByRole('button', { name })).toBeEnabled();
  main.setReachable(false);
  for (const name of acts) await expect(page.getByRole('button', { name })).toBeDisabled();
  main.setReachable(true);
  for (const name of acts) await expect(page.getByRole('button', { name })).toBeEnabled();
});

test('what is written low in a form is not seen below the button that saves it', async ({ openConsole, page }) => {
  await page.setViewportSize({ width: 1_024, height: 700 });
  await openConsole('problem', '/rules/+');
  const panel = page.getByRole('complementary', { name: 'Add a rule' });
  const foot = panel.getByRole('button', { name: 'Add rule' }).locator('xpath=../..');
  const { y, height } = await boxOf(foot);
  expect(y + height).toBeGreaterThanOrEqual(700);
});
