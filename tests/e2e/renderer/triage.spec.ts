import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const WORST = 'Booking form is down: answered 503 (expected 200–399)';

/** Takes an action back once the message says that it was done. */
const undo = async (page: Page, said: string): Promise<void> => {
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(said);
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('u');
};

test('the worst alert is acknowledged, suppressed and resolved from the keyboard alone, and each is undone', async ({
  openConsole,
}) => {
  const { page, main, complaints } = await openConsole('problem');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alerts');

  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(WORST);

  await page.keyboard.press('a');
  await page.keyboard.type('Looking at it');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText('Ana Ruiz has it')).toBeVisible();
  expect(main.calls.findLast((call) => call.name === 'alert.acknowledge')?.input).toEqual({
    alert: 'a17-1',
    note: 'Looking at it',
    end: { kind: 'resolved' },
  });
  await undo(page, 'Acknowledged: you have it.');
  await expect(panel.getByText('nobody has it yet')).toBeVisible();

  await page.keyboard.press('s');
  await page.keyboard.type('Known fault');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText(/suppressed, .* left/i)).toBeVisible();
  expect(main.calls.findLast((call) => call.name === 'alert.suppress')?.input).toEqual({
    alert: 'a17-1',
    for: 3_600_000,
    why: 'Known fault',
  });
  await undo(page, 'Suppressed for 1 h.');
  // That one alone: others that mute the alert are not this person's to end.
  await expect.poll(() => main.calls.at(-1)).toEqual({ name: 'suppression.end', input: { suppression: 's9-a17-1' } });
  await expect(panel.getByText('nobody has it yet')).toBeVisible();

  await page.keyboard.press('r');
  await page.keyboard.type('Rolled back');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await undo(page, 'Resolved.');
  await expect(panel.getByRole('button', { name: /Resolve/ })).toBeVisible();

  await page.keyboard.press('n');
  await page.keyboard.type('Told the host');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Note added.')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect(complaints).toEqual([]);
});

test('the next level is told now from the keyboard, after the page has said whom that wakes', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a17-1');
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(WORST);
  await page.keyboard.press('e');
  const question = page.getByRole('dialog', { name: 'Escalate now' });
  await expect(question).toContainText(/Level \d: \w+, by .+, now instead of in/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(/Level \d, team \w+, is told now/);
  expect(main.calls.findLast((call) => call.name === 'alert.escalate')?.input).toEqual({ alert: 'a17-1' });
});

test('an action that main refuses says why and keeps what was typed', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a17-1');
  await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
  main.changeSilently({ part: 'alerts', key: 'a17-1', value: null });
  await page.keyboard.press('a');
  await page.getByLabel('Note, if you like').fill('mine');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Not done: There is no alert a17-1/)).toBeVisible();
  await expect(page.getByLabel('Note, if you like')).toHaveValue('mine');
});

test('while an act is on its way the keys belong to the list, and another question may be asked', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts');
  await page.route('**/call/alert.acknowledge', async (route) => {
    await page.waitForTimeout(1_500);
    await route.continue();
  });
  await page.getByRole('list', { name: 'Alerts' }).getByRole('listitem').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 500 });
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await page.keyboard.type('Told the host');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Acknowledged: you have it.');
  // What came of the first act closes nothing that was opened since.
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('Told the host');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Note added.')).toBeVisible();
  const acts = main.calls.filter(({ name }) => /^alert\.(acknowledge|note)$/.test(name));
  expect(new Set(acts.map(({ input }) => (input as { alert: string }).alert)).size).toBe(2);
});

test('typing in a field triggers no keys', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts');
  await page.keyboard.press('/');
  await page.keyboard.type('search gas');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alerts');
  await expect(page.getByText('No alert matches this filter')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Alerts' }).getByRole('listitem')).toHaveCount(4);
});

test('rows stay where they are while the pointer is among them, and order themselves when it leaves', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('problem', '/alerts');
  const rows = page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
  await rows.nth(1).hover();
  await page.mouse.move(500, 260);
  const worst = main.scene.view.alerts['a17-1'];
  if (worst === undefined) throw new Error('the scene has no such alert');
  main.change({
    part: 'alerts',
    key: 'a99-1',
    value: {
      ...worst,
      id: 'a99-1' as typeof worst.id,
      summary: 'Home is down',
      firedAt: main.scene.now as typeof worst.firedAt,
    },
  });
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(4)).toContainText('Home is down');
  await page.mouse.move(500, 20);
  await expect(rows.nth(0)).toContainText('Home is down');
});

test('search finds a target and goes there; the help sheet lists the keys', async ({ openConsole }) => {
  const { page } = await openConsole('problem');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('payment');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /^Payment gateway/ })
    .click();
  await expect(page.getByRole('complementary', { name: 'Target' })).toContainText('Payment gateway');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Acknowledge');
});

test('a click on a pop-up brings its alert', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem');
  await expect(page.getByRole('status')).toContainText('1 critical');
  main.push({ kind: 'show', page: { kind: 'alert', id: 'a18-1' as never } });
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Search answers in 4.23 s');
});

test('several alerts are picked and acted on together, each by an act of its own, and all of it is undone at once', async ({
  openConsole,
}) => {
  const { page, main, complaints } = await openConsole('problem', '/alerts');
  const bar = page.getByRole('region', { name: 'Picked alerts' });
  const acts = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar).toContainText('1 alert picked');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(bar).toContainText('3 alerts picked');

  // The third is in Ana's hands already, and stays there.
  await page.keyboard.press('a');
  const question = page.getByRole('dialog', { name: 'Acknowledge 2 alerts' });
  await expect(question).toContainText(WORST);
  await expect(question).toContainText('1 other that is picked stays as it is');
  await page.keyboard.type('Both from the release');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Acknowledged 2: you have them.');
  expect(acts('alert.acknowledge')).toHaveLength(2);
  for (const input of acts('alert.acknowledge'))
    expect(input).toMatchObject({ note: 'Both from the release', end: { kind: 'resolved' } });
  await expect(bar).toBeHidden();

  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('u');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('2 alerts: Nobody has them now');
  expect(acts('alert.unacknowledge')).toEqual(
    acts('alert.acknowledge').map((input) => ({ alert: (input as { alert: string }).alert, isOwn: true })),
  );
  expect(complaints).toEqual([]);
});

test('what wakes people is done to one alert at a time, and Escape lets go of what was picked', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts');
  await page.getByRole('checkbox', { name: `Pick: ${WORST}` }).check({ force: true });
  const bar = page.getByRole('region', { name: 'Picked alerts' });
  await bar.getByRole('button', { name: 'Pick all' }).click();
  await expect(bar).toContainText('4 alerts picked');
  await page.keyboard.press('e');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('one alert at a time');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

/** As a quick person types: three keys a second. */
const STROKE = 330;

test('twenty alerts of ten thousand are triaged by the keyboard alone, at a person’s speed', async ({ openConsole }) => {
  test.setTimeout(120_000);
  const { page, main, complaints } = await openConsole('full', '/alerts?group=-none');
  await page.getByRole('list', { name: 'Alerts' }).getByRole('listitem').first().waitFor();
  const stroke = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(STROKE);
    }
  };
  const begun = Date.now();
  // Four that are one matter, looked at before the rest.
  await stroke('j', 'Enter', 'Escape', 'x', 'j', 'j', 'j', 'Shift+X', 'a', 'Control+Enter');
  for (let n = 0; n < 10; n += 1) await stroke('j', 'a', 'Control+Enter');
  for (let n = 0; n < 3; n += 1) await stroke('j', 's', 'k', 'n', 'o', 'w', 'n', 'Control+Enter');
  for (let n = 0; n < 3; n += 1) await stroke('j', 'r', 'o', 'k', 'Control+Enter');
  console.log(`20 alerts by the keyboard alone: ${((Date.now() - begun) / 1_000).toFixed(1)} s at ${STROKE} ms a key`);
  const acts = main.calls.filter(({ name }) => /^alert\.(acknowledge|suppress|resolve)$/.test(name));
  expect(acts.map(({ name }) => name.replace('alert.', ''))).toEqual([
    ...Array(14).fill('acknowledge'),
    ...Array(3).fill('suppress'),
    ...Array(3).fill('resolve'),
  ]);
  expect(new Set(acts.map(({ input }) => (input as { alert: string }).alert)).size).toBe(20);
  expect(complaints).toEqual([]);
});
