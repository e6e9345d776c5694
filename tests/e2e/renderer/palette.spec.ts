import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });

/** Opens the palette, types, and does what comes first. */
const command = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
};

test('from the keyboard alone it goes to any page, target, rule and alert', async ({ openConsole }) => {
  const { page, complaints } = await openConsole('problem');
  await command(page, 'service lev');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Service levels');
  await command(page, 'payment gateway http');
  await expect(page.getByRole('complementary', { name: 'Target' })).toContainText('Payment gateway');
  await command(page, 'disk nearly');
  await expect(page.getByRole('complementary', { name: 'Rule' })).toContainText('Disk nearly full');
  await command(page, 'a18-1');
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Search answers in 4.23 s');
  expect(complaints).toEqual([]);
});

test('it acts on the opened alert, with the key of each act beside it, and takes the act back', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a17-1');
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await panel.getByRole('button', { name: 'Acknowledge' }).waitFor();
  await page.keyboard.press('Control+k');
  const acts = palette(page).getByRole('group').first();
  for (const act of [
    'Acknowledge a',
    'Resolve r',
    'Suppress s',
    'Escalate now e',
    'Add a note n',
    'Undo the last action u',
    'Copy as text c',
  ])
    await expect(acts.getByRole('option', { name: act.slice(0, -2) })).toContainText(act.slice(-1));
  await page.keyboard.type('ackn');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Acknowledge' })).toBeVisible();
  await page.keyboard.type('On it');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText('Ana Ruiz has it')).toBeVisible();
  expect(main.calls.findLast(({ name }) => name === 'alert.acknowledge')?.input).toMatchObject({
    alert: 'a17-1',
    note: 'On it',
  });
  await command(page, 'take the ackn');
  await expect(panel.getByText('nobody has it yet')).toBeVisible();
});

test('an alert that is opened from elsewhere is the one that keys and palette act on', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a17-1');
  await page.getByRole('complementary', { name: 'Alert' }).getByText('Booking form is down').first().waitFor();
  main.push({ kind: 'show', page: { kind: 'alert', id: 'a18-1' as never } });
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Search answers in 4.23 s');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: 'Acknowledge' })).toContainText('Search answers in 4.23 s');
});

test('it offers no act where no alert is chosen, nor while main cannot be reached', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('acknowledge');
  await expect(palette(page).getByText('Nothing is called that.')).toBeVisible();
  await page.keyboard.press('Escape');
  await command(page, 'a17-1');
  await page.getByRole('complementary', { name: 'Alert' }).waitFor();
  main.setReachable(false);
  await expect(page.getByRole('status')).toContainText('Connection lost');
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('option', { name: 'Copy as text' })).toBeVisible();
  await expect(palette(page).getByRole('option', { name: 'Resolve' })).toHaveCount(0);
});

test('what was used lately comes first, also the next time the console is opened', async ({ openConsole }) => {
  const { page } = await openConsole('problem');
  await command(page, 'infrastructure');
  await command(page, 'booking form www');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  const recent = palette(page).getByRole('group', { name: 'Recent' }).getByRole('option');
  await expect(recent).toHaveText([/^Booking form/, /^Infrastructure/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Infrastructure');
});

test('it mutes everything and undoes that, wears a theme, and shows the keys', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem');
  await command(page, 'mute everything 1 h');
  await expect(page.getByText('Everything is muted for 1 h.')).toBeVisible();
  expect(main.calls.findLast(({ name }) => name === 'suppression.add')?.input).toEqual({
    matchers: [],
    for: 3_600_000,
    why: '',
  });
  await command(page, 'high contrast');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await command(page, 'keys and help');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Copy as text');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('In an emergency+44 20 7946 0018');
});

test('an alert is copied as text, by its key and from the palette', async ({ openConsole, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await openConsole('problem', '/alerts/a17-1');
  await page.getByRole('complementary', { name: 'Alert' }).waitFor();
  await page.keyboard.press('c');
  await expect(page.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('Critical: Booking form is down: answered 503 (expected 200–399)');
  expect(copied).toContain('#/alerts/a17-1');
});
