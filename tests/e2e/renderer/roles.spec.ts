import { expect, type Page } from '@playwright/test';
import type { Role } from '../../../src/preload/contract/views.js';
import { asked, test } from './console.js';

/** Every page that has acts, with some of them, and the role that each needs. */
const ACTS: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  '/alerts/a17-1': {
    'Send a test alert': 'responder',
    Acknowledge: 'responder',
    Resolve: 'responder',
    Suppress: 'responder',
    'Add a note': 'responder',
    'Escalate now': 'responder',
  },
  '/targets': { 'Look at a site': 'admin', 'Add a target': 'admin' },
  '/targets/search': { 'Read now': 'responder', Edit: 'admin' },
  '/targets/+': { 'Add target': 'admin', 'Try it now': 'admin', Cancel: 'viewer' },
  '/rules': { 'Add a rule': 'admin' },
  '/rules/disk-nearly-full': { Edit: 'admin', 'Turn off': 'admin', Explain: 'viewer' },
  '/rules/+': { 'Add rule': 'admin', Cancel: 'viewer' },
  '/system': {
    'Start a drill': 'admin',
    'Check the set-up of': 'responder',
    'Send a test by': 'responder',
    'Done:': 'responder',
  },
  '/system/email': { Save: 'admin', Check: 'responder', 'Send a test': 'responder', Close: 'viewer' },
  '/system/sentry': { 'Check and save': 'admin', 'Try it now': 'admin', Close: 'viewer' },
  '/settings/quiet-hours': { 'Check and save': 'admin', Close: 'viewer' },
  '/guide': { 'Look at it': 'admin' },
};

const RANK: Readonly<Record<Role, number>> = { viewer: 0, responder: 1, admin: 2 };
const WHY: Readonly<Record<Role, string>> = {
  viewer: '',
  responder: 'Needs a responder.',
  admin: 'Needs an admin.',
};

/** Some rest for another reason as well, such as that nothing was typed yet: then the reason of the role is not to be read on them. */
const reasonsOn = async (page: Page, names: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const found: [string, string][] = [];
  for (const name of names) {
    const button = page.getByRole('button', { name: new RegExp(`^${name}( |$)`) }).first();
    const why = (await button.getAttribute('title')) ?? '';
    const said = why.startsWith('Needs ') ? `${why.split('.')[0]}.` : '';
    if (said !== '') await expect(button).toBeDisabled();
    found.push([name, said]);
  }
  return Object.fromEntries(found);
};

for (const role of ['viewer', 'responder', 'admin'] as const) {
  test(`whoever sits here as ${role} finds at rest what the gate would refuse, with the reason, and nothing else`, async ({
    openConsole,
    page,
  }) => {
    const { main, complaints } = await openConsole('problem', '/', role);
    await asked(main);
    for (const [place, acts] of Object.entries(ACTS)) {
      await page.goto(`${main.address}#${place}`);
      await asked(main);
      const expected = Object.fromEntries(
        Object.entries(acts).map(([name, needed]) => [name, RANK[role] < RANK[needed] ? WHY[needed] : '']),
      );
      expect({ place, ...(await reasonsOn(page, Object.keys(acts))) }).toEqual({ place, ...expected });
    }
    // The console asks for nothing of which it knows that it is refused.
    expect(main.refused).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('a responder acts on an alert, and can neither write nor save the configuration', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/alerts/a17-1', 'responder');
  await asked(main);
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText('Acknowledged: you have it.', { exact: false })).toBeVisible();
  await page.goto(`${main.address}#/settings`);
  await asked(main);
  await expect(page.getByLabel('Configuration document')).not.toBeEditable();
  await expect(page.getByLabel('Your name')).toBeDisabled();
  await expect(page.getByText('Needs an admin. You act on alerts at this desk as a responder.').first()).toBeVisible();
  await page.getByLabel('Configuration document').focus();
  await page.keyboard.press('Control+s');
  expect(main.calls.map(({ name }) => name)).not.toContain('config.save');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('test alert');
  await expect(page.getByRole('option', { name: 'Send a test alert' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('add a ru');
  await expect(page.getByRole('option', { name: 'Add a rule' })).toHaveCount(0);
  expect(main.refused).toEqual([]);
});

test('what rests says why to the keys and to a screen reader, too, and does nothing', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/targets', 'responder');
  const why = 'Needs an admin. You act on alerts at this desk as a responder.';
  const said = page.getByRole('region', { name: 'Messages' });
  const add = page.getByRole('button', { name: 'Add a target' });
  await expect(add).toBeDisabled();
  await expect(add).toHaveAccessibleDescription(why);
  await page.getByLabel('Filter targets').focus();
  await page.keyboard.press('Shift+Tab');
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said).toContainText(why);
  await expect(page).toHaveURL(/#\/targets$/);
  await page.goto(`${main.address}#/guide`);
  await page.getByRole('button', { name: 'Look at it' }).focus();
  await page.keyboard.press('Space');
  await expect(said.getByRole('listitem')).toHaveCount(2);
  expect(main.calls.map(({ name }) => name)).not.toContain('site.look');
  expect(main.refused).toEqual([]);
});

test('what rests is open again at once when somebody else sits down', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/rules/disk-nearly-full', 'responder');
  await expect(page.getByRole('button', { name: 'Edit' })).toBeDisabled();
  main.setActor('Ana Ruiz', 'admin');
  await expect(page.getByRole('button', { name: 'Edit' })).toBeEnabled();
  main.setActor('Vic', 'viewer');
  await expect(page.getByText('Needs an admin. You look at this desk as a viewer.').first()).toBeVisible();
});

test('what a viewer may do is left to them: saving a view of the alerts, and asking why', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/alerts?stage=all', 'viewer');
  await asked(main);
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Everything');
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Save/ })).toBeEnabled();
});

test('whoever gives the right to configure away is told beforehand where it is given back, and reads it afterwards', async ({
  openConsole,
  page,
}) => {
  const { main } = await openConsole('problem', '/settings');
  const caution = page.getByText('It cannot be changed back here then, only in the configuration file: operator.role.');
  await expect(page.getByLabel('Role')).toBeEnabled();
  await expect(caution).toHaveCount(0);
  await page.getByLabel('Role').selectOption('responder');
  await expect(caution).toBeVisible();
  main.setActor('Tom Hale', 'responder');
  await page.goto(`${main.address}#/guide`);
  await expect(page.getByText('operator: { role: admin }')).toBeVisible();
});
