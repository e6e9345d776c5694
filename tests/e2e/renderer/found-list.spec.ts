import { expect } from '@playwright/test';
import { asked, test } from './console.js';
import { alter, focused, foot, part, REFUSED, rows, settleOne, spoken } from './found-parts.js';

test('what is shown of older ones says as of when it is, and is read again on request', async ({ openConsole, page }) => {
  let isSent = false;
  await alter(page, 'delivery.list', ({ value }) => {
    const state = isSent ? { kind: 'delivered', at: 1 } : { kind: 'waiting' };
    return { ok: true, value: { ...value, rows: value.rows.map((row) => ({ ...row, state, attempts: [] })) } };
  });
  const { main } = await openConsole('many', '/system?part=deliveries');
  const list = part(page, 'Deliveries');
  await list.getByRole('button', { name: 'Show older' }).click();
  await expect(foot(page, 'Deliveries')).toHaveText(/^The newest 100, back to .+, as of (.+, )?\d\d:\d\d\.$/);
  isSent = true;
  settleOne(main);
  await asked(main);
  await expect(rows(page, 'Deliveries').first()).toContainText('Waiting');
  await list.getByRole('button', { name: 'Read it again' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page, 'Deliveries').first()).toContainText('Delivered');
  await expect(rows(page, 'Deliveries').last()).toContainText('Delivered');
  await expect(rows(page, 'Deliveries')).toHaveCount(100);
  expect(await focused(page)).toBe('Read it again');
});

test('what could not be read anew says as of when it is, and is asked for once more', async ({ openConsole, page }) => {
  let isBroken = false;
  await alter(page, 'delivery.list', (answer) => (isBroken ? REFUSED : answer));
  await alter(page, 'drill.list', (answer) => (isBroken ? REFUSED : answer));
  const { main } = await openConsole('failing', '/system?part=deliveries');
  const list = part(page, 'Deliveries');
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ since /);
  await expect(foot(page, 'Deliveries')).not.toContainText('as of');
  isBroken = true;
  settleOne(main);
  await expect(list.getByText('Deliveries could not be read anew: this is the last answer')).toBeVisible();
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ since .+, as of (.+, )?\d\d:\d\d\.$/);
  await list.screenshot({ path: 'test-results/screens/found-unread.png' });
  // A drill that runs is followed closely; the last that is known of it stays.
  const drill = part(page, 'Fire drill');
  await expect(drill.getByText('The drills could not be read anew: this is the last answer')).toBeVisible();
  await expect(drill.getByText('A drill runs')).toBeVisible();
  await expect(drill.getByRole('button', { name: 'Read it again' })).toBeVisible();
  isBroken = false;
  await list.getByRole('button', { name: 'Read it again' }).click();
  await expect(foot(page, 'Deliveries')).not.toContainText('as of');
  await expect(list.getByText('could not be read')).toHaveCount(0);
  await expect(drill.getByText('could not be read')).toHaveCount(0);
});

test('the filters stay while a form is opened and closed, and Escape does nothing where none is open', async ({
  openConsole,
}) => {
  const { page } = await openConsole('failing', '/system?part=deliveries&recipient=anna');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/system\?part=deliveries&recipient=anna$/);
  await page.getByRole('button', { name: 'Set up Email' }).click();
  await expect(page).toHaveURL(/#\/system\/email\?part=deliveries&recipient=anna$/);
  const form = page.getByRole('complementary', { name: 'Set up Email' });
  await expect(form).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(part(page, 'Deliveries').getByLabel('Recipient')).toHaveValue('anna');
  await page.getByRole('button', { name: 'Set up Prometheus' }).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Close details' }).click();
  await expect(page).toHaveURL(/#\/system\?part=deliveries&recipient=anna$/);
});

test('whoever asks for older ones by the keys keeps the focus, and asks only once', async ({ openConsole, page }) => {
  let held = Promise.resolve();
  let release: () => void = () => undefined;
  await alter(page, 'audit.list', async (answer) => {
    await held;
    return answer;
  });
  const { main } = await openConsole('problem', '/system?part=audit');
  await expect(rows(page, 'Audit')).toHaveCount(50);
  await asked(main);
  held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const count = () => main.calls.filter(({ name }) => name === 'audit.list').length;
  const before = count();
  await part(page, 'Audit').getByRole('button', { name: 'Show older' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Looking …');
  await page.keyboard.press('Enter');
  release();
  await expect(rows(page, 'Audit')).toHaveCount(100);
  expect(count()).toBe(before + 1);
  expect(await focused(page)).toBe('Show older');
  await expect(spoken(page, 'Audit')).toHaveText(/^The newest 100/);
  // The last of them: the button is gone, and the focus is on what is said in its stead.
  await page.keyboard.press('Enter');
  await expect(rows(page, 'Audit')).toHaveCount(140);
  expect(await focused(page)).toMatch(/^All 140 since /);
});

test('newcomers wait while somebody is among the rows, and nobody is told but who asked', async ({ openConsole, page }) => {
  let isMore = false;
  await alter(page, 'delivery.list', (answer) => {
    const [first] = answer.value.rows;
    if (!isMore || first === undefined) return answer;
    const newcomer = { ...first, id: 'newcomer', message: { ...first.message, title: 'A newcomer' } };
    const value = { ...answer.value, rows: [newcomer, ...answer.value.rows], looked: answer.value.looked + 1 };
    return { ok: true, value };
  });
  const { main } = await openConsole('failing', '/system?part=deliveries');
  const list = part(page, 'Deliveries');
  await expect(foot(page, 'Deliveries')).toHaveText(/^All \d+ since /);
  await expect(spoken(page, 'Deliveries')).toHaveText('');
  const count = await rows(page, 'Deliveries').count();
  await rows(page, 'Deliveries').nth(2).hover();
  isMore = true;
  settleOne(main);
  await expect(foot(page, 'Deliveries')).toContainText('1 newer waits until you pause.');
  await expect(foot(page, 'Deliveries')).toContainText(`All ${count} since`);
  await expect(rows(page, 'Deliveries')).toHaveCount(count);
  await page.mouse.move(0, 0);
  await expect(rows(page, 'Deliveries').first()).toContainText('A newcomer');
  await expect(foot(page, 'Deliveries')).toContainText(`All ${count + 1} since`);
  await expect(spoken(page, 'Deliveries')).toHaveText('');
  await list.getByLabel('Recipient').fill('anna');
  await expect(spoken(page, 'Deliveries')).toHaveText(/^All \d+ that match/);
});
