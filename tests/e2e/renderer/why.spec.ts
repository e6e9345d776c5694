import { expect } from '@playwright/test';
import { test } from './console.js';

test('an alert says why: what is closed is in sight, what was passed is a key press away', async ({ openConsole }) => {
  const { page, main, complaints } = await openConsole('problem', '/alerts/a17-1');
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByText(/^Woke: Pop-up at/)).toBeVisible();
  const closed = panel.getByRole('list', { name: 'Closed gates' }).getByRole('listitem');
  await expect(closed.first()).toContainText('Acknowledgement closed');
  await expect(closed.nth(1)).toContainText('Maintenance closed as well');
  await expect(panel.getByText('It held for 2 min')).toBeHidden();
  await panel.getByText('7 gates passed').focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByText('It held for 2 min')).toBeVisible();
  await expect(panel.getByRole('list', { name: 'By channel' }).getByRole('listitem')).toHaveText([
    /Pop-up told/,
    /SMS not told/,
  ]);
  expect(main.calls.find(({ name }) => name === 'explain.read')?.input).toMatchObject({ rule: 'site-down', at: null });
  expect(complaints).toEqual([]);
});

test('an alert that is over is explained as it stood when it fired, beside what was really done', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a8-1');
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByRole('heading', { name: 'Why did it fire?' })).toBeVisible();
  await expect(panel.getByText('Judged again from what was recorded')).toBeVisible();
  await panel.getByText('What was really done in that minute').click();
  await expect(panel.getByText('acknowledged by Ana Ruiz')).toBeVisible();
  const firedAt = main.scene.view.alerts['a8-1']?.firedAt ?? 0;
  expect(main.calls.find(({ name }) => name === 'explain.read')?.input).toMatchObject({ at: new Date(firedAt).toISOString() });
});

test('a rule says why it is silent, for the chosen alert and minute', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/disk-nearly-full');
  const panel = page.getByRole('complementary', { name: 'Rule' });
  await expect(panel.getByRole('heading', { name: 'Why is it silent?' })).toBeVisible();
  await expect(panel.getByText('Did not wake anyone: because the value is 71.4 %; the limit is 90 %.')).toBeVisible();
  const asked = () => main.calls.findLast(({ name }) => name === 'explain.read')?.input;
  expect(asked()).toEqual({ rule: 'disk-nearly-full', labels: null, at: null });
  await panel.getByLabel('Alert').selectOption({ label: 'disk /home (inactive)' });
  await expect.poll(asked).toEqual({ rule: 'disk-nearly-full', labels: { disk: '/home' }, at: null });
  await panel.getByLabel('When').fill('03:12');
  await page.keyboard.press('Enter');
  await expect.poll(asked).toEqual({ rule: 'disk-nearly-full', labels: { disk: '/home' }, at: '03:12' });
  await expect(panel.getByText('Nothing was done about it in that minute.')).toBeVisible();
});

test('a moment that is none is refused with a way to write one', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/disk-nearly-full');
  const panel = page.getByRole('complementary', { name: 'Rule' });
  await panel.getByLabel('When').fill('soon');
  await panel.getByRole('button', { name: 'Explain' }).click();
  await expect(panel.getByText('Write 03:12 or 2h ago.')).toBeVisible();
});
