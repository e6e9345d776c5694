import { expect } from '@playwright/test';
import { test } from './console.js';

test('a first run is led from an address to a test alert', async ({ openConsole }) => {
  const { page, main } = await openConsole('first-run');
  await page.getByLabel('Address of the page').fill('https://www.example.org/');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await expect(page.getByText('Answered well')).toBeVisible();
  await page.getByRole('button', { name: 'Watch it' }).click();
  await page.getByRole('button', { name: 'Send a test alert' }).click();
  await expect(page.getByText('Did a pop-up appear?')).toBeVisible();
  await page.getByRole('button', { name: 'Go to the overview' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  const edit = main.calls.find((call) => call.name === 'config.edit')?.input;
  expect(edit).toMatchObject({
    edits: [{ path: ['targets', 2], value: { id: 'home', url: 'https://www.example.org/' } }, { path: ['site', 'url'] }],
  });
});

test('a target is tried before it is saved, and only what changed is sent', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/targets/home');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Read every').fill('never');
  await expect(page.getByText('Write a length such as 30s, 5m or 1h.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByLabel('Read every').fill('30s');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await expect(page.getByText('Answered well')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(main.calls.find((call) => call.name === 'config.edit')?.input).toEqual({
    edits: [{ path: ['targets', { id: 'home' }, 'every'], value: '30s' }],
    revision: 7,
  });
});

test('a save that comes too late is refused with a way on', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Turn off' }).waitFor();
  main.changeSilently({ part: 'desk', value: { ...main.scene.view.desk, configRevision: 8 } });
  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByText('the configuration changed in the meantime')).toBeVisible();
});

test('the text is checked while one types, a problem leads to its place, and an error cannot be saved', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/settings');
  const text = page.getByLabel('Configuration document');
  await text.fill('version: 1\ntargets:\n  - id: home\n    evry: 60s\n');
  const problem = page.getByRole('list', { name: 'Problems' }).getByRole('button');
  await expect(problem).toContainText('Did you mean “every”?');
  await expect(page.getByRole('button', { name: /^Save/ }).last()).toBeDisabled();
  await problem.click();
  expect(
    await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionStart + 4)),
  ).toBe('evry');
  await text.fill('version: 1\n');
  await expect(page.getByRole('button', { name: /^Save/ }).last()).toBeEnabled();
});

test('theme and density are kept', async ({ openConsole }) => {
  const { page } = await openConsole('healthy', '/settings');
  await page.getByText('High contrast').click();
  await page.getByText('Comfortable').click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'comfortable');
});
