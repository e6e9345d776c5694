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
  await expect(page.getByRole('button', { name: 'Check the set-up of Pop-up' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Set up Pop-up' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a channel is set up in a form: its secret is kept apart, and what is saved is looked at', async ({
  openConsole,
  page,
}) => {
  const { complaints, main } = await openConsole('problem', '/system');
  await page.getByRole('button', { name: 'Set up Email' }).click();
  const channels = page.getByRole('list').filter({ has: page.getByRole('button', { name: 'Set up Email' }) });
  await expect(channels.getByText('Not set up', { exact: true })).toHaveCount(3);
  // What is set up and has told nobody since the start is no channel that is missing.
  await expect(channels.getByText('Not used yet', { exact: true })).toHaveCount(1);
  const form = page.getByRole('complementary', { name: 'Set up Email' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Mail server: nothing leaves without it.')).toBeVisible();
  await expect(form.getByLabel('Mail server')).toBeFocused();
  await form.getByLabel('Mail server').fill('smtp.example.org');
  await form.getByLabel('User').fill('watch');
  await form.getByLabel('Password', { exact: true }).fill('hunter2');
  await form.getByLabel('Sender').fill('watch@example.org');
  await form.getByLabel('Recipients').fill('ops@example.org, ana@example.org');
  await page.screenshot({ path: 'test-results/screens/channel-form.png' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. Check it, then send a test.')).toBeVisible();
  expect(main.calls.filter(({ name }) => name === 'secret.keep').map(({ input }) => input)).toEqual([
    { name: 'email.smtp.password', value: 'hunter2' },
  ]);
  const [edit] = main.calls.filter(({ name }) => name === 'config.edit');
  expect(edit?.input).toMatchObject({
    edits: [
      {
        path: ['channels', 'email'],
        value: {
          smtp: { user: 'watch', password: { stored: 'email.smtp.password' } },
          to: ['ops@example.org', 'ana@example.org'],
        },
      },
    ],
  });
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  expect(complaints).toEqual([]);
});

test('what the configuration refuses of a channel is said beside its fields until something is changed', async ({
  openConsole,
  page,
}) => {
  await openConsole('problem', '/system/email');
  const form = page.getByRole('complementary', { name: 'Set up Email' });
  await form.getByLabel('Mail server').fill('😀 not a host');
  await form.getByLabel('Port').fill('999999');
  await form.getByLabel('Sender').fill('nobody');
  await form.getByLabel('Recipients').fill('a, b@@c');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Must be at most 65535. Choose a value within the limit.')).toBeVisible();
  await expect(form.getByText('Must be an e-mail address. Write for example ops@example.org.')).toHaveCount(2);
  await expect(form.getByText(/^Must be the name or the address of a host/)).toBeVisible();
  await expect(form.getByText('What is wrong stands beside the fields.')).toBeVisible();
  await form.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screens/channel-form-refused.png' });
  await form.getByLabel('Port').fill('587');
  await expect(form.getByText(/^Must be/)).toHaveCount(0);
  await expect(form.getByText('Not saved')).toHaveCount(0);
});

test('a webhook’s form has every address, each with its own proof', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/system/webhook');
  const form = page.getByRole('complementary', { name: 'Set up Webhook' });
  const address = (number: number) => form.getByRole('group', { name: `Address ${number}` });
  await expect(form.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await address(1).getByLabel('Address', { exact: true }).fill('https://a.example.org/hook');
  await address(1).getByLabel('Authentication').selectOption({ label: 'Bearer token' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Bearer token: nothing leaves without it.')).toBeVisible();
  await address(1).getByLabel('Bearer token', { exact: true }).fill('hunter2');
  await form.getByRole('button', { name: 'Add an address' }).click();
  await form.getByRole('button', { name: 'Add an address' }).click();
  await form.getByRole('button', { name: 'Remove address 2' }).click();
  await address(2).getByLabel('Address', { exact: true }).fill('https://b.example.org/hook');
  await address(2).getByLabel('Authentication').selectOption({ label: 'User and password' });
  await address(2).getByLabel('User').fill('watch');
  await address(2).getByLabel('Password', { exact: true }).fill('hunter3');
  await page.screenshot({ path: 'test-results/screens/channel-form-webhook.png' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. Check it, then send a test.')).toBeVisible();
  const made = (name: string) => main.calls.filter((call) => call.name === name).map(({ input }) => input);
  expect(made('secret.keep')).toEqual([
    { name: 'webhook.endpoint.0.auth.bearer', value: 'hunter2' },
    { name: 'webhook.endpoint.2.auth.basic.password', value: 'hunter3' },
  ]);
  expect(made('config.edit')).toMatchObject([
    {
      edits: [
        {
          path: ['channels', 'webhook'],
          value: {
            endpoints: [
              { url: 'https://a.example.org/hook', auth: { bearer: { stored: 'webhook.endpoint.0.auth.bearer' } } },
              {
                url: 'https://b.example.org/hook',
                auth: { basic: { user: 'watch', password: { stored: 'webhook.endpoint.2.auth.basic.password' } } },
              },
            ],
          },
        },
      ],
    },
  ]);
  expect(complaints).toEqual([]);
});

for (const [kind, theme, size] of [
  ['slack', 'dark', { width: 1440, height: 900 }],
  ['sms', 'light', { width: 1024, height: 700 }],
] as const) {
  test(`the form of ${kind} stands beside the page (${theme})`, async ({ openConsole, page }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    const { complaints } = await openConsole('problem', `/system/${kind}`);
    await expect(page.getByRole('button', { name: 'Save' })).toBeAttached();
    await page.screenshot({ path: `test-results/screens/channel-form-${kind}-${theme}.png` });
    expect(complaints).toEqual([]);
  });
}
