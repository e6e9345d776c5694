import { expect } from '@playwright/test';
import { test } from './console.js';

test('a channel’s set-up is looked at point by point, and a test says what its receiver answered', async ({
  openConsole,
  page,
}) => {
  const { complaints } = await openConsole('failing', '/system');
  await page.getByRole('button', { name: 'Check the set-up of Email' }).click();
  const points = page.getByRole('list', { name: 'What the check found' }).getByRole('listitem');
  await expect(points).toHaveText([
    /Server: mail\.example\.org:587 answers/,
    /Login: The server refuses the login/,
    /Sender: .*only a test message shows/,
    'Nothing was sent.',
  ]);
  await page.screenshot({ path: 'test-results/screens/channel-check.png' });
  await page.getByRole('button', { name: 'Send a test by Email' }).click();
  await expect(page.getByText(/The test did not get there: The server cannot be reached/)).toBeVisible();
  await expect(points).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Check the set-up of Desktop' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
