import { expect } from '@playwright/test';
import { test } from './console.js';

test('a target is tried before it is saved, and only what changed is sent', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/targets/home');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Read every').fill('never');
  await expect(page.getByText('Write a length such as 30s, 5m or 1h.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Read every')).toBeFocused();
  expect(main.calls.some((call) => call.name === 'config.edit')).toBe(false);
  await page.getByLabel('Read every').fill('30s');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await expect(page.getByText('Answered well')).toBeVisible();
  await page.getByText('The 4 samples that it gives').click();
  await expect(page.getByRole('list', { name: 'Samples' })).toContainText('http_phase_seconds{phase="first_byte"}');
  await page.getByText('The answer itself').click();
  await expect(page.getByLabel('Answer', { exact: true })).toContainText('<h1>Book a lesson</h1>');
  await page.getByLabel('Answer', { exact: true }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screens/tried-target.png' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(main.calls.find((call) => call.name === 'config.edit')?.input).toEqual({
    edits: [{ path: ['targets', { id: 'home' }, 'every'], value: '30s' }],
    revision: 7,
  });
});

test('a rule is changed from what holds, and an incomplete new one says what it lacks', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByLabel('for at least').first()).toHaveValue('2m');
  await page.getByLabel('for at least').first().fill('10m');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(main.calls.find((call) => call.name === 'config.edit')?.input).toEqual({
    edits: [{ path: ['rules', { id: 'disk-nearly-full' }, 'for'], value: '10m' }],
    revision: 7,
  });
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Give it a name: alerts carry it.')).toBeVisible();
  await expect(page.getByLabel('Name')).toBeFocused();
});

test('a change of a rule shows what it would have done before it is saved', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Edit' }).click();
  const history = page.getByRole('region', { name: 'Over recorded history' });
  await expect(history).toContainText('Change it to see what that would have done.');
  await page.getByLabel('for at least').first().fill('10m');
  await expect(history).toContainText('It would have fired 3 times; as it is, 12 times.');
  await expect(history).toContainText('It would miss 1 alert that somebody called real.');
  await expect(history.getByRole('row', { name: /^Paged at night \(22:00–07:00\) 4 1$/ })).toBeVisible();
  await expect(history).toContainText('38,742 samples of 2 series, watched 96.1 % of the time.');
  expect(main.calls.filter(({ name }) => name === 'rule.preview').map(({ input }) => input)).toEqual([
    { edits: [{ path: ['rules', { id: 'disk-nearly-full' }, 'for'], value: '10m' }] },
  ]);
  expect(main.calls.some(({ name }) => name === 'config.edit')).toBe(false);
});

test('a rule over what was never recorded says so, and shows no figures', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('This series').first().fill('never_recorded');
  const history = page.getByRole('region', { name: 'Over recorded history' });
  await expect(history).toContainText('Nothing was ever recorded that this rule looks at');
  await expect(history.getByRole('table')).toHaveCount(0);
});

test('a change in the text shows what it would have done, once it has no errors', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/settings');
  const text = page.getByLabel('Configuration document');
  await text.fill(`${await text.inputValue()}evry: 1\n`);
  const history = page.getByRole('region', { name: 'Over recorded history' });
  await expect(history).toContainText('Once the text has no errors');
  await text.fill((await text.inputValue()).replace('evry: 1\n', '').replace('above: 0.9', 'above: 0.95'));
  await expect(history).toContainText('It would have fired 3 times; as it is, 12 times.');
  expect(main.calls.filter(({ name }) => name === 'rule.preview')).toHaveLength(1);
});

test('an alert opens with the first steps of its playbook, and nothing in it becomes markup', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts');
  await page.getByRole('list', { name: 'Alerts' }).getByRole('link').first().click();
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByText('What to do first')).toBeVisible();
  await expect(panel.getByText('Acknowledge the alert.')).toBeVisible();
  await panel.getByText('The rest of the playbook').click();
  await expect(panel.getByText('After ten minutes <b>without</b> an idea.')).toBeVisible();
});

test('an alert’s chart shows its episode, and the chosen time range on demand', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts');
  await page.getByRole('list', { name: 'Alerts' }).getByRole('link').first().click();
  const panel = page.getByRole('complementary', { name: 'Alert' });
  const asked = (): number => {
    const inputs = main.calls.filter((call) => call.name === 'history.range').map((call) => call.input);
    const { from, to } = (inputs.at(-1) ?? { from: 0, to: 0 }) as { readonly from: number; readonly to: number };
    return Math.round((to - from) / 3_600_000);
  };
  await expect(panel.getByRole('figure').or(panel.getByRole('img')).first()).toBeVisible();
  expect(asked()).toBeLessThan(3);
  await panel.getByText('Last 24 h').click();
  await expect.poll(asked).toBe(24);
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

test('what is written into the document outlasts a change from elsewhere', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/settings');
  const text = page.getByLabel('Configuration document');
  await text.fill('version: 1\n# half a thought\n');
  await page.getByLabel('Your name').fill('Bo');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Bo sits at this desk now.')).toBeVisible();
  await expect(text).toHaveValue('version: 1\n# half a thought\n');
  await expect(page.getByText('The configuration was changed elsewhere')).toBeVisible();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(text).toHaveValue(/site:/);
});
