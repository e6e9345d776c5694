import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { asked, test } from './console.js';
import { focused, foot, part, rows } from './found-parts.js';

test('what was sent to a person is found among the deliveries, and the address keeps the question', async ({ openConsole }) => {
  const { page, main, complaints } = await openConsole('failing', '/system?part=deliveries');
  await asked(main);
  const list = part(page, 'Deliveries');
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ since /);
  await list.getByLabel('Recipient').fill('anna');
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ that match, of \d+ since /);
  await expect(page).toHaveURL(/recipient=anna/);
  await expect(rows(page, 'Deliveries').first()).toContainText('Email to a…@example.org and 1 other');
  // The others are no secret of the pointer's, nor is the reason that is cut off.
  const row = rows(page, 'Deliveries').first();
  await expect(row.getByText('to a…@example.org, o…@example.org', { exact: true })).toBeAttached();
  await expect(row.locator('td').nth(1)).toHaveAttribute(
    'title',
    /^Email to a…@example\.org, o…@example\.org because it fired$/,
  );
  await list.getByLabel('Channel').selectOption('SMS');
  await expect(foot(page, 'Deliveries')).toHaveText(
    /^Nothing matches since .+: \d+ were looked through\. They are kept for 90 days\.$/,
  );
  await page.reload();
  await expect(list.getByLabel('Recipient')).toHaveValue('anna');
  await expect(list.getByLabel('Channel')).toHaveValue('sms');
  await list.getByRole('button', { name: 'Show all' }).focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Channel');
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ since /);
  await expect(page).not.toHaveURL(/recipient|channel/);
  expect(complaints).toEqual([]);
});

test('deliveries are narrowed to a day, and what an address asks amiss is left out', async ({ openConsole }) => {
  const { page, main } = await openConsole('failing', '/system?part=deliveries&sent-from=2020-01-01&sent-to=2020-01-01');
  await expect(foot(page, 'Deliveries')).toHaveText(/^Nothing matches/);
  expect(main.calls.filter(({ name }) => name === 'delivery.list').at(-1)?.input).toMatchObject({
    from: '2020-01-01',
    to: '2020-01-01',
  });
  await page.goto(`${main.address}#/system?part=deliveries&sent-from=tuesday&channel=pigeon`);
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ since /);
  expect(main.calls.filter(({ name }) => name === 'delivery.list').at(-1)?.input).not.toHaveProperty('channel');
});

test('who changed a rule is one press away from it', async ({ openConsole }) => {
  const { page, main, complaints } = await openConsole('problem', '/rules/bounce');
  await page.getByRole('complementary').getByRole('link', { name: 'Who changed it' }).click();
  await expect(page).toHaveURL(/#\/system\?part=audit&kind=settings&rule=bounce$/);
  await asked(main);
  const list = part(page, 'Audit');
  await expect(list.getByLabel('Kind of act')).toHaveValue('settings');
  await expect(foot(page, 'Audit')).toHaveText(/^All 7 that match, of 140 since /);
  await expect(rows(page, 'Audit').first()).toContainText('changed the configuration (rules bounce.when)');
  // Those of a rule whose id begins alike are others.
  await expect(list).not.toContainText('bounce-burn-fast');
  await list.getByRole('button', { name: /^Changes of the rule / }).focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Person');
  await expect(foot(page, 'Audit')).toHaveText(/^All 35 that match/);
  await expect(list).toContainText('bounce-burn-fast');
  expect(complaints).toEqual([]);
});

test('the record shows older entries page by page, and stays where it is while they are read', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/system?part=audit');
  await asked(main);
  const list = part(page, 'Audit');
  await expect(rows(page, 'Audit')).toHaveCount(50);
  await expect(foot(page, 'Audit')).toHaveText(/^The newest 50, back to /);
  await list.getByRole('button', { name: 'Show older' }).press('Enter');
  await expect(rows(page, 'Audit')).toHaveCount(100);
  await list.getByRole('button', { name: 'Show older' }).press('Enter');
  await expect(rows(page, 'Audit')).toHaveCount(140);
  await expect(list.getByRole('button', { name: 'Show older' })).toHaveCount(0);
  await expect(foot(page, 'Audit')).toHaveText(/^All 140 since /);
  // Narrowing begins anew with the newest.
  await list.getByLabel('Person').fill('watchroom');
  await expect(foot(page, 'Audit')).toHaveText(/^All 46 that match, of 140 since /);
  await list.getByLabel('Person').press('Escape');
  await expect(list.getByLabel('Person')).toHaveValue('');
  // What was shown before is there again.
  await expect(foot(page, 'Audit')).toHaveText(/^All 140 since /);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
});

for (const theme of ['dark', 'light'] as const) {
  for (const [width, height] of [
    [1_440, 900],
    [1_024, 700],
  ] as const) {
    test(`deliveries and audit, ${theme}, ${width}`, async ({ openConsole, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme });
      const { main } = await openConsole('failing', '/system?part=deliveries&recipient=anna&sent-from=2020-01-01');
      await asked(main);
      await page.screenshot({ path: `test-results/screens/found-deliveries-${theme}-${width}.png` });
      await page.goto(`${main.address}#/system?part=audit&kind=settings`);
      await asked(main);
      await page.screenshot({ path: `test-results/screens/found-audit-${theme}-${width}.png` });
      const widest = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(widest).toBeLessThanOrEqual(0);
    });
  }
}
