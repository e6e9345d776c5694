import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

type Values = Readonly<Record<string, string>>;

interface Case {
  readonly condition: string;
  readonly texts: Values;
  readonly choices?: Values;
  readonly when: unknown;
}

const SERIES = { metric: 'http_response_seconds', by: ['target'] };

const CASES: readonly Case[] = [
  { condition: 'A value below a limit', texts: { 'is below': '0.01' }, when: { ...SERIES, below: 0.01 } },
  {
    condition: 'A rise over what is usual, in per cent',
    texts: { 'is further above usual than': '50' },
    choices: { 'What is usual': 'Moving average' },
    when: { ...SERIES, increase: '50%', baseline: 'ema' },
  },
  {
    condition: 'A fall below what is usual, by an amount',
    texts: { 'is further below usual than': '0.5' },
    when: { ...SERIES, decreaseBy: 0.5 },
  },
  {
    condition: 'Readings outside their usual band',
    texts: { 'has at least': '4', 'of the newest': '6' },
    choices: { 'outside the band,': 'above it' },
    when: { ...SERIES, outsideBand: { side: 'above', atLeast: 4, of: 6 } },
  },
  {
    condition: 'A trend: it creeps up or down for days',
    texts: { 'over the last': '3d', 'by a chance below': '0.01' },
    choices: { 'goes steadily': 'up' },
    when: { ...SERIES, trend: { direction: 'up', over: '3d', p: 0.01 } },
  },
  { condition: 'Silence: readings stop coming', texts: { 'has no reading for': '15m' }, when: { ...SERIES, absent: '15m' } },
  {
    condition: 'An error budget that is used up too fast',
    texts: {},
    choices: { 'The budget of this promise': 'uptime' },
    when: { by: ['target'], burnRate: { objective: 'uptime' } },
  },
  {
    condition: 'An event, such as a failed build',
    texts: { 'In this series': 'build', 'has the status': 'failed' },
    when: { metric: 'build', by: ['target'], event: 'failed' },
  },
];

const conditionOf = (page: Page) => page.getByRole('region', { name: 'It fires when' });

const fill = async (page: Page, { condition, texts, choices = {} }: Omit<Case, 'when'>): Promise<void> => {
  const region = conditionOf(page);
  await page.getByLabel('Name').fill('Own');
  await region.getByLabel('It waits for').selectOption({ label: condition });
  for (const [label, value] of Object.entries(choices)) await region.getByLabel(label).selectOption({ label: value });
  for (const [label, value] of Object.entries(texts)) await region.getByLabel(label, { exact: true }).fill(value);
};

for (const one of CASES) {
  test(`a rule is made without any text: ${one.condition}`, async ({ openConsole }) => {
    const { page, main, complaints } = await openConsole('problem', '/rules/+');
    await fill(page, one);
    await expect(page.getByRole('region', { name: 'Over recorded history' })).toContainText('It would have fired');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((found) => found.id)).toEqual([]);
    await page.getByRole('button', { name: 'Add rule' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    const edit = main.calls.find(({ name }) => name === 'config.edit')?.input;
    expect(edit).toMatchObject({ edits: [{ path: ['rules', { id: 'own' }], value: { id: 'own' } }] });
    expect((edit as { edits: { value: { when: unknown } }[] }).edits[0]?.value.when).toEqual(one.when);
    expect(complaints).toEqual([]);
  });
}

test('a share of two counters has its own fields, and a limit in per cent', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/+');
  await page.getByLabel('Name').fill('Forms fail');
  const region = conditionOf(page);
  await region.getByText('A share of two counters').click();
  await region.getByLabel('Bad events').fill('form_failures_total');
  await region.getByLabel('of all events').fill('form_submissions_total');
  await region.getByLabel('over the last').fill('15m');
  await region.getByLabel('is above').fill('3%');
  await expect(region.getByText('That is 3 %.')).toBeVisible();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(main.calls.find(({ name }) => name === 'config.edit')?.input).toMatchObject({
    edits: [
      {
        value: {
          when: { ratio: { bad: 'form_failures_total', total: 'form_submissions_total' }, window: '15m', above: '3%' },
        },
      },
    ],
  });
});

test('what contradicts itself is said beside its field in the words of the check, and is not saved', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('problem', '/rules/+');
  await fill(page, { condition: 'Silence: readings stop coming', texts: { 'has no reading for': '10s' } });
  const field = conditionOf(page).getByLabel('has no reading for');
  await expect(field).toHaveAccessibleDescription(
    'Is shorter than the interval of 1m, so it would fire between two samples. Make it three times as long.',
  );
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(field).toBeFocused();
  expect(main.calls.some(({ name }) => name === 'config.edit')).toBe(false);
  await field.fill('5m');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});

test('a series that nothing gives is a caution with the nearest name, and may be saved', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/+');
  await page.getByLabel('Name').fill('Slow');
  await conditionOf(page).getByLabel('This series').fill('http_respones_seconds');
  await conditionOf(page).getByLabel('is above').fill('3');
  await expect(conditionOf(page).getByLabel('This series')).toHaveAccessibleDescription(
    /never fires\. Did you mean http_response_seconds\?/,
  );
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});

test('a rule about what is usual is edited where it stands: only what was changed is sent', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/slower-than-usual');
  await page.getByRole('button', { name: 'Edit' }).click();
  const region = conditionOf(page);
  await expect(region.getByLabel('It waits for')).toHaveValue('outsideBand');
  await expect(region.getByLabel('has at least')).toHaveValue('3');
  await expect(region.getByLabel('outside the band,')).toHaveValue('above');
  await region.getByLabel('of the newest').fill('2');
  await expect(region.getByLabel('has at least')).toHaveAccessibleDescription(/^Can never be: 3 of 2 points\./);
  await region.getByLabel('of the newest').fill('8');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(main.calls.find(({ name }) => name === 'config.edit')?.input).toMatchObject({
    edits: [
      { path: ['rules', { id: 'slower-than-usual' }], value: { when: { outsideBand: { side: 'above', atLeast: 3, of: 8 } } } },
    ],
  });
});

test('trying other conditions loses nothing that was filled in', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Edit' }).click();
  const waitsFor = conditionOf(page).getByLabel('It waits for');
  for (const condition of ['event', 'burnRate', 'trend', 'absent', 'outsideBand', 'increase', 'above'])
    await waitsFor.selectOption(condition);
  await expect(conditionOf(page).getByLabel('This series')).toHaveValue('host_disk_used_ratio');
  await expect(conditionOf(page).getByLabel('is above')).toHaveValue('0.9');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(main.calls.some(({ name }) => name === 'config.edit')).toBe(false);
});

test('another condition takes the place of the one before, with the keyboard alone', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Edit' }).press('Enter');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(conditionOf(page).getByLabel('It waits for')).toBeFocused();
  await page.keyboard.type('A trend');
  await conditionOf(page).getByLabel('over the last').fill('2d');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(main.calls.find(({ name }) => name === 'config.edit')?.input).toMatchObject({
    edits: [
      { path: ['rules', { id: 'disk-nearly-full' }, 'when', 'above'] },
      { path: ['rules', { id: 'disk-nearly-full' }, 'when', 'trend'], value: { direction: 'up', over: '2d' } },
    ],
  });
});

test('in a wide window what a rule would have done stands beside its fields, and saving stays in sight', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/rules/disk-nearly-full');
  await page.getByRole('button', { name: 'Edit' }).click();
  const fields = await conditionOf(page).boundingBox();
  const played = page.getByRole('region', { name: 'Over recorded history' });
  const beside = await played.boundingBox();
  if (fields === null || beside === null) throw new Error('They are not drawn.');
  expect(beside.x).toBeGreaterThanOrEqual(fields.x + fields.width);
  await expect(played).toBeInViewport();
  await page.getByRole('button', { name: 'Try a scenario' }).click();
  await page
    .getByRole('img', { name: /Latest values/ })
    .last()
    .scrollIntoViewIfNeeded();
  // The fields stay where they are while one reads on beside them.
  expect((await conditionOf(page).boundingBox())?.y).toBe(fields.y);
  for (const size of [
    { width: 1_440, height: 900 },
    { width: 1_024, height: 700 },
  ]) {
    await page.setViewportSize(size);
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeInViewport({ ratio: 1 });
  }
});
