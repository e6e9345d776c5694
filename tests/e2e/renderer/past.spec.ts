import { expect, type Page } from '@playwright/test';
import { readDateTime } from '../../../src/main/core/time/calendar.js';
import { localMinute, writeMinute } from '../../../src/renderer/text/time.js';
import { test } from './console.js';

const band = (page: Page) => page.getByRole('region', { name: 'The past' });

/** As an address says it, on the clocks of the scene’s site. */
const minute = (at: number): string => writeMinute(at, 'Europe/London');

const HOUR = 3_600_000;

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1024, 700],
] as const) {
  test(`a link shows the console as it was, and nothing can be changed there (${theme})`, async ({ openConsole, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    const then = Date.now() - 9 * 60_000;
    const { main, complaints } = await openConsole('problem', `/alerts/a17-1?at=${minute(then)}`);
    await expect(band(page).getByRole('status')).toContainText('as it was known then. Nothing here can be changed.');
    const list = page.getByRole('list', { name: 'Alerts' });
    await expect(list.getByText('nobody has it yet').first()).toBeVisible();
    for (const name of ['Acknowledge', 'Resolve', 'Suppress', 'Add a note', 'Escalate now', 'Send a test alert']) {
      const act = page.getByRole('button', { name: new RegExp(`^${name}( |$)`) });
      await expect(act).toBeDisabled();
      await expect(act).toHaveAttribute('title', /You are looking at the past/);
    }
    await page.keyboard.press('a');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText('Go back to now to do this.')).toBeVisible();
    await page.screenshot({ path: `test-results/screens/past-alert-${theme}-${width}.png` });
    expect(
      main.calls.filter(({ name }) => name.startsWith('alert.') && name !== 'alert.read' && name !== 'alert.list'),
    ).toEqual([]);

    // What began later is not known yet.
    await band(page).getByRole('button', { name: 'An hour back' }).click();
    await expect(page.getByText('The console did not show this alert then')).toBeVisible();
    await band(page).getByRole('button', { name: 'An hour on' }).click();
    await expect(page.getByRole('button', { name: /^Acknowledge/ })).toBeDisabled();

    // The past goes along to every page, and is left once.
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(band(page)).toBeVisible();
    await expect.poll(() => page.url()).toContain(`#/?at=${minute(then)}`);
    await page.screenshot({ path: `test-results/screens/past-overview-${theme}-${width}.png` });
    await band(page).getByRole('button', { name: 'Back to now' }).click();
    await expect(band(page)).toHaveCount(0);
    expect(page.url()).not.toContain('at=');
    await page.goto(`${page.url()}alerts/a17-1`);
    await expect(page.getByRole('button', { name: 'Acknowledge' }).first()).toBeEnabled();
    expect(complaints).toEqual([]);
  });
}

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1024, 700],
] as const) {
  test(`pages that ask show what they were answered then, and what is of today says so (${theme})`, async ({
    openConsole,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    const at = minute(Date.now() - 9 * 60_000);
    const { main, complaints } = await openConsole('problem', `/objectives?at=${at}`);
    await expect(page.getByText('1 promise', { exact: true })).toBeVisible();
    await expect(page.getByText('as known today')).toHaveCount(0);
    await page.getByRole('link', { name: 'Business' }).click();
    await expect(page.getByText('41', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('as known today')).toHaveCount(0);
    for (const name of ['Performance', 'Infrastructure', 'Overview']) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeAttached();
      await expect(page.getByText('as known today')).toHaveCount(0);
    }
    const asked = main.calls.map(({ name }) => name);
    for (const name of ['objective.list', 'business.read', 'performance.read', 'infrastructure.read'])
      expect(asked).not.toContain(name);
    await page.getByRole('link', { name: 'Business' }).click();
    await page.getByText('7d', { exact: true }).click();
    await expect(page.getByText('as known today; of then, the last 24 h are kept')).toBeVisible();
    await page.screenshot({ path: `test-results/screens/past-business-${theme}-${width}.png` });
    await page.getByText('24h', { exact: true }).click();
    await expect(page.getByText('as known today')).toHaveCount(0);
    await page.goto(`${page.url().split('#')[0]}#/objectives?at=${at}`);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await expect(page.getByText('1 promise', { exact: true })).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}

test('one goes back by the key, steps, drags, and plays until now', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem');
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog', { name: 'Go back to …' });
  const now = Date.now();
  await dialog.getByLabel('Date and time').fill(localMinute(now - 60 * 24 * HOUR, 'Europe/London'));
  await dialog.getByRole('button', { name: 'Show it' }).click();
  await expect(dialog.getByText('Nothing is recorded of that time.')).toBeVisible();
  await dialog.getByRole('button', { name: '1 h ago' }).click();
  await expect(dialog).toBeHidden();
  const asked = (): number =>
    readDateTime(new URL(page.url().replace('#', '')).searchParams.get('at') ?? '', 'Europe/London') ?? Number.NaN;
  const first = asked();
  const moved = (by: number): number => first + by;
  await band(page).getByRole('button', { name: 'An hour back' }).click();
  await expect.poll(asked).toBe(moved(-HOUR));
  await band(page).getByRole('button', { name: 'A minute on' }).click();
  await expect.poll(asked).toBe(moved(-HOUR + 60_000));
  await page.getByLabel('Minute of the day').press('ArrowLeft');
  await expect.poll(asked).toBe(moved(-HOUR));
  await band(page).getByRole('button', { name: 'An hour on' }).click();
  await expect.poll(asked).toBe(first);

  await band(page).getByText('600×').click();
  await band(page).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => asked() > moved(600_000)).toBe(true);
  await expect(band(page).getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/past-playing.png' });
  // An hour takes six seconds; at the newest minute it stands still.
  await expect(band(page).getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 25_000 });
  await expect(band(page).getByRole('button', { name: 'A minute on' })).toBeDisabled();
  expect(main.calls.some(({ name }) => name === 'past.day')).toBe(true);
});

test('says where nobody looked, and goes on from a link that leads nowhere', async ({ openConsole, page }) => {
  const off = Date.now() - 5.5 * HOUR;
  await openConsole('problem', `/?at=${minute(off)}`);
  await expect(band(page).getByRole('status')).toContainText('was not observed: there is no recording from');
  await page.screenshot({ path: 'test-results/screens/past-gap.png' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('back to now');
  await page.keyboard.press('Enter');
  await expect(band(page)).toHaveCount(0);
  await page.goto(page.url().replace(/#.*/, '#/?at=yesterday'));
  await expect(page.getByText('The console of then cannot be shown')).toBeVisible();
  expect(page.url()).not.toContain('at=');
});
