import { expect } from '@playwright/test';
import { test } from './console.js';

const made = (main: { calls: readonly { name: string; input: unknown }[] }, name: string) =>
  main.calls.filter((call) => call.name === name).map(({ input }) => input);

test('what is set is listed by what it is for, and a form changes only what was typed', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/settings');
  const list = page.getByRole('list', { name: 'Settings' });
  const line = (name: string) => list.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  await expect(line('Backups and heartbeat')).toContainText('default');
  await expect(line('API and access')).toContainText('1 field by the environment');
  await line('Teams and escalation').getByRole('link').click();
  const form = page.getByRole('complementary', { name: 'Teams and escalation' });
  await form.getByRole('button', { name: 'Add a team' }).click();
  const team = form.getByRole('group', { name: 'Team 1' });
  await team.getByLabel('Name').fill('senior');
  await team.getByLabel('Email').fill('ann@example.org, ben@');
  await expect(form.getByText(/Must be an e-mail address/)).toBeVisible();
  await team.getByLabel('Email').fill('ann@example.org, ben@example.org');
  await form.getByRole('button', { name: 'Add a level' }).first().click();
  const level = form.getByRole('group', { name: 'Level 1' });
  await level.getByLabel('Level', { exact: true }).fill('1');
  await level.getByLabel('Team', { exact: true }).fill('senior');
  await level.getByLabel('After, for a high impact').fill('0s');
  await level.getByLabel('After, where no impact is stated').fill('45m');
  await page.screenshot({ path: 'test-results/screens/settings-form.png' });
  await form.getByRole('button', { name: 'Check and save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  expect(made(main, 'config.edit')).toMatchObject([
    {
      edits: [
        { path: ['teams'], value: { senior: { email: ['ann@example.org', 'ben@example.org'] } } },
        {
          path: ['escalation'],
          value: { critical: [{ level: 1, team: 'senior', after: { high: '0s', none: '45m' } }] },
        },
      ],
    },
  ]);
  expect(complaints).toEqual([]);
});

test('a value that the environment gives says so, and a secret is kept apart', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/settings/access');
  const access = page.getByRole('complementary', { name: 'API and access' });
  await expect(access.getByText('WATCHROOM_PORT gives it, whatever stands here.')).toBeVisible();
  await page.goto(`${main.address}#/settings/backup`);
  const backup = page.getByRole('complementary', { name: 'Backups and heartbeat' });
  await backup.getByLabel('Folder of the backups').fill('/var/backups/watchroom');
  await backup.getByLabel('Passphrase', { exact: true }).fill('hunter2');
  await backup.getByRole('button', { name: 'Check and save' }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  expect(made(main, 'secret.keep')).toEqual([{ name: 'backup.passphrase', value: 'hunter2' }]);
  expect(made(main, 'config.edit')).toMatchObject([
    {
      edits: [{ path: ['backup'], value: { path: '/var/backups/watchroom', passphrase: { stored: 'backup.passphrase' } } }],
    },
  ]);
  expect(JSON.stringify(made(main, 'config.checkEdits'))).not.toContain('hunter2');
  expect(complaints).toEqual([]);
});

test('an earlier version is compared with what holds, and put back', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/settings');
  const versions = page.getByRole('list', { name: 'Earlier versions' });
  await expect(versions.getByRole('listitem')).toHaveCount(3);
  await versions.getByRole('button', { name: 'Compare with now' }).nth(1).click();
  const difference = versions.getByRole('region', { name: 'What restoring would change' });
  await expect(difference).toContainText('−    every: 60s');
  await expect(difference).toContainText('+    every: 30s');
  await versions.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screens/settings-versions.png' });
  await versions.getByRole('button', { name: 'Restore it' }).click();
  await expect(page.getByText('It holds again.')).toBeVisible();
  const asked = made(main, 'config.version')[0] as { readonly replacedAt: number };
  expect(made(main, 'config.restore')).toMatchObject([{ replacedAt: asked.replacedAt }]);
  expect(complaints).toEqual([]);
});

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1024, 700],
] as const) {
  test(`the settings and a form stand well (${theme}, ${width})`, async ({ openConsole, page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    const { complaints, main } = await openConsole('problem', '/settings');
    await page.getByRole('heading', { name: 'What is set' }).evaluate((heading) => heading.scrollIntoView());
    await page.screenshot({ path: `test-results/screens/settings-list-${theme}-${width}.png` });
    await page.goto(`${main.address}#/settings/quiet-hours`);
    await page.getByRole('complementary').getByLabel('Quiet from').waitFor();
    await page.screenshot({ path: `test-results/screens/settings-quiet-${theme}-${width}.png` });
    expect(complaints).toEqual([]);
  });
}

test('what the check finds at other places of the configuration is said with its place, and goes with its cause', async ({
  openConsole,
  page,
}) => {
  const { complaints } = await openConsole('problem', '/settings/budgets');
  const form = page.getByRole('complementary', { name: 'Budgets' });
  const notice = form.getByText('About other places of the configuration');
  const weight = form.getByLabel('Everything', { exact: true }).first();
  await weight.fill('900KB');
  await expect(notice).toBeVisible();
  await expect(form.getByText('budgets Nothing measures the budgets here. Configure sources.page.')).toBeVisible();
  await notice.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screens/settings-others.png' });
  await expect(form.getByRole('button', { name: 'Check and save' })).toBeEnabled();
  await weight.fill('');
  await expect(notice).toHaveCount(0);
  expect(complaints).toEqual([]);
});
