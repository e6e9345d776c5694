import { expect } from '@playwright/test';
import { test } from './console.js';

const made = (main: { calls: readonly { name: string; input: unknown }[] }, name: string) =>
  main.calls.filter((call) => call.name === name).map(({ input }) => input);

test('every source says how it is, what it brings and what is missing, the failing one first', async ({
  openConsole,
  page,
}) => {
  const { complaints } = await openConsole('problem', '/system');
  const list = page.getByRole('region', { name: 'Sources' });
  const line = (name: string) => list.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  await expect(line('Prometheus')).toContainText('Failing');
  await expect(line('Prometheus')).toContainText('3 series, newest sample');
  await expect(line('Prometheus')).toContainText('Give it a valid token in sources.prometheus.bearer.');
  await expect(line('Sentry')).toContainText('a DSN alone lets nobody');
  await expect(line('Sentry')).toContainText('2 rules wait for it: JavaScript errors spike, Error rate.');
  await expect(line('MongoDB')).toContainText('and 2 more.');
  await expect(line('This machine')).toContainText('Fresh');
  const names = await list.getByRole('listitem').locator('p.font-medium').allTextContents();
  expect(names.indexOf('Prometheus')).toBeLessThan(names.indexOf('This machine'));
  expect(names.at(-1)).toBe('Sent to this desk');
  expect(complaints).toEqual([]);
});

test('a source is set up: wrong input is told by the configuration’s own check, a try shows answer and samples, a save keeps the secret apart', async ({
  openConsole,
  page,
}) => {
  const { complaints, main } = await openConsole('problem', '/system');
  await page.getByRole('button', { name: 'Set up Prometheus' }).click();
  const form = page.getByRole('complementary', { name: 'Set up Prometheus' });
  await form.getByRole('button', { name: 'Check and save' }).click();
  await expect(form.getByText('Address of the server: nothing is read without it.')).toBeVisible();
  await expect(form.getByLabel('Address of the server')).toBeFocused();
  await expect(form.getByText('Queries: nothing is read without it.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Try it now' })).toBeDisabled();

  await form.getByLabel('Address of the server').fill('prometheus.example.org');
  await form.getByRole('button', { name: 'Add a query' }).click();
  const query = form.getByRole('group', { name: 'Query 1' });
  await query.getByLabel('Kept as').fill('queue length');
  await query.getByLabel('Query', { exact: true }).fill('sum by (queue) (mail_queue)');
  await expect(form.getByText(/Must be an http or https address\. Write for example https:/)).toBeVisible();
  await expect(form.getByText(/Must be the name of a series/)).toBeVisible();
  await form.getByRole('button', { name: 'Check and save' }).click();
  expect(made(main, 'config.edit')).toEqual([]);

  await form.getByLabel('Address of the server').fill('https://prometheus.example.org');
  await query.getByLabel('Kept as').fill('queue_length');
  await form.getByLabel('Bearer token', { exact: true }).fill('hunter2');
  await expect(form.getByText(/Must be/)).toHaveCount(0);
  await form.getByRole('button', { name: 'Try it now' }).click();
  await expect(form.getByText('Answered well')).toBeVisible();
  await form.getByText('The 2 samples that it gives').click();
  await expect(form.getByRole('list', { name: 'Samples' })).toContainText('queue_length{queue="mail"}');
  await form.getByText('The answer itself').click();
  await expect(form.getByRole('region', { name: 'Answer' })).toContainText('"status":"success"');
  await page.screenshot({ path: 'test-results/screens/source-form-tried.png' });
  expect(made(main, 'source.try').at(-1)).toMatchObject({ source: 'prometheus', block: { bearer: 'hunter2' } });
  expect(JSON.stringify(made(main, 'source.check'))).not.toContain('hunter2');

  await form.getByRole('button', { name: 'Check and save' }).click();
  await expect(page.getByText('Saved. Its first reading comes within seconds.')).toBeVisible();
  expect(made(main, 'secret.keep')).toEqual([{ name: 'prometheus.bearer', value: 'hunter2' }]);
  expect(made(main, 'config.edit')).toMatchObject([
    {
      edits: [
        {
          path: ['sources', 'prometheus'],
          value: {
            url: 'https://prometheus.example.org',
            queries: [{ series: 'queue_length', query: 'sum by (queue) (mail_queue)' }],
            bearer: { stored: 'prometheus.bearer' },
          },
        },
      ],
    },
  ]);
  expect(complaints).toEqual([]);
});

test('a server that refuses says so with its own words, and lines are read as if they had been sent', async ({
  openConsole,
  page,
}) => {
  const { complaints, main } = await openConsole('problem', '/system/prometheus');
  const form = page.getByRole('complementary', { name: 'Set up Prometheus' });
  await form.getByLabel('Address of the server').fill('https://refuses.example.org');
  await form.getByRole('button', { name: 'Add a query' }).click();
  await form.getByLabel('Kept as').fill('queue_length');
  await form.getByLabel('Query', { exact: true }).fill('sum(mail_queue)');
  await form.getByRole('button', { name: 'Try it now' }).click();
  await expect(form.getByText('We could not look')).toBeVisible();
  await form.getByText('The answer itself').click();
  await expect(form.getByRole('region', { name: 'Answer' })).toContainText('Unauthorized');

  await page.goto(`${main.address}#/system/ingest`);
  const told = page.getByRole('complementary', { name: 'Set up Sent to this desk' });
  await expect(told.getByLabel('Lines to try')).toHaveValue(/lcp_seconds/);
  await told.getByLabel('Public key', { exact: true }).fill('public-1');
  await told.getByLabel('Pages that may send').fill('https://www.example.org');
  await told.getByLabel('Pages', { exact: true }).fill('prices');
  await expect(told.getByText(/Must be the path of a page/)).toBeVisible();
  await told.getByLabel('Pages', { exact: true }).fill('/prices, /tutors/:name, /blog/*');
  await told.getByLabel('Variants', { exact: true }).fill('short-form');
  await expect(told.getByText(/Must be the path of a page/)).toHaveCount(0);
  await told.getByRole('button', { name: 'Try it now' }).click();
  await told.getByText('The answer itself').click();
  await expect(told.getByRole('region', { name: 'Answer' })).toContainText('"accepted": 1');
  await told.getByRole('button', { name: 'Check and save' }).click();
  await expect.poll(() => JSON.stringify(made(main, 'config.edit'))).toContain('"pages":["/prices","/tutors/:name","/blog/*"]');
  expect(complaints).toEqual([]);
});

test('of JSON addresses each is set up under a name of its own, and the check’s words stand beside its fields', async ({
  openConsole,
  page,
}) => {
  const { complaints, main } = await openConsole('problem', '/system/json');
  const form = page.getByRole('complementary', { name: 'Set up JSON addresses' });
  await form.getByLabel('Name of the new address').fill('Mail Queue');
  await form.getByRole('button', { name: 'Go on' }).click();
  await expect(form.getByText('Small letters, digits and hyphens, such as mail-queue.')).toBeVisible();
  await form.getByLabel('Name of the new address').fill('mail-queue');
  await form.getByRole('button', { name: 'Go on' }).click();
  await form.getByLabel('Address', { exact: true }).fill('mail.example.org/status.json');
  await form.getByRole('button', { name: 'Add a number' }).click();
  const number = form.getByRole('group', { name: 'Number 1' });
  await number.getByLabel('Kept as').fill('open_orders');
  await number.getByLabel('Where it stands').fill('orders.open');
  await expect(form.getByText(/Must be an http or https address/)).toBeVisible();
  await expect(form.getByText(/Must be a JSON path/)).toBeVisible();
  await form.getByLabel('Address', { exact: true }).fill('https://mail.example.org/status.json');
  await number.getByLabel('Where it stands').fill('$.orders.open');
  await expect(form.getByText(/Must be/)).toHaveCount(0);
  await form.getByRole('button', { name: 'Try it now' }).click();
  await expect(form.getByText('Answered well')).toBeVisible();
  const block = {
    url: 'https://mail.example.org/status.json',
    values: [{ series: 'open_orders', path: '$.orders.open' }],
  };
  expect(made(main, 'source.try')).toEqual([{ source: 'json', block: { 'mail-queue': block }, sent: null }]);
  await page.screenshot({ path: 'test-results/screens/source-form-json.png' });
  await form.getByRole('button', { name: 'Check and save' }).click();
  await expect(page.getByText('Saved. Its first reading comes within seconds.')).toBeVisible();
  expect(made(main, 'config.edit')).toMatchObject([{ edits: [{ path: ['sources', 'json', 'mail-queue'], value: block }] }]);
  await form.getByRole('button', { name: 'Back to the list' }).click();
  await expect(form.getByLabel('Name of the new address')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a viewer sees a source’s set-up and can change nothing', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/system/sentry', 'viewer');
  const form = page.getByRole('complementary', { name: 'Set up Sentry' });
  await expect(form.getByText('Sources are set up by an admin; Tom Hale is a viewer.')).toBeVisible();
  await expect(form.getByLabel('Organisation')).toBeDisabled();
  await expect(form.getByRole('button', { name: 'Check and save' })).toBeDisabled();
  await expect(form.getByRole('button', { name: 'Try it now' })).toBeDisabled();
  expect(made(main, 'source.check')).toEqual([]);
});

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1440, 900],
  ['dark', 1024, 700],
  ['light', 1024, 700],
] as const) {
  test(`the sources and a form stand well (${theme}, ${width})`, async ({ openConsole, page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    const { complaints, main } = await openConsole('problem', '/system');
    await page.getByRole('heading', { name: 'Sources' }).scrollIntoViewIfNeeded();
    await expect(page.getByText('and 2 more.')).toBeAttached();
    await page.getByRole('heading', { name: 'Sources' }).evaluate((heading) => heading.scrollIntoView());
    await page.screenshot({ path: `test-results/screens/sources-${theme}-${width}.png` });
    await page.goto(`${main.address}#/system/mongodb`);
    await page.getByRole('button', { name: 'Add a form' }).click();
    await page.screenshot({ path: `test-results/screens/source-form-mongodb-${theme}-${width}.png` });
    await page.goto(`${main.address}#/system/ingest`);
    await page.getByLabel('Variants', { exact: true }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/screens/source-form-ingest-${theme}-${width}.png` });
    expect(complaints).toEqual([]);
  });
}
