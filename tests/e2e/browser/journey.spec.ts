import { expect, type Page, test } from '@playwright/test';
import { curl, type Demo, startDemo } from './demo.js';

let demo: Demo;
let step = 0;

test.beforeAll(async () => {
  demo = await startDemo();
});
test.afterAll(async () => {
  await demo?.stop();
});

const picture = async (page: Page, name: string): Promise<void> => {
  step += 1;
  await page.screenshot({ path: `test-results/journey/browser-${step}-${name}.png` });
};

test('a site breaks, is acknowledged, suppressed and resolved by hand, breaks again and recovers by itself', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(demo.signIn);
  await expect(page.getByText('All is well', { exact: true })).toBeVisible({ timeout: 20_000 });
  await picture(page, 'well');

  await demo.set('server-error', true);
  await expect(page.getByText('home is down: answered 500, expected 200').first()).toBeVisible({ timeout: 20_000 });
  await picture(page, 'broken');

  await page.goto(`${demo.address}/#/alerts`);
  await page.getByText('home is down: answered 500').first().click();
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await panel.getByRole('button', { name: /^Acknowledge/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('looking at it');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Acknowledge/ })
    .click();
  await expect(panel.getByText(/^\S+ has it/).first()).toBeVisible();
  await picture(page, 'acknowledged');

  await panel.getByRole('button', { name: /^Suppress/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('release under way');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Suppress/ })
    .click();
  await expect(panel.getByRole('button', { name: 'Unsuppress' })).toBeVisible();
  await picture(page, 'suppressed');
  await panel.getByRole('button', { name: 'Unsuppress' }).click();

  await panel.getByRole('button', { name: /^Resolve/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('rolled back');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Resolve/ })
    .click();
  await expect(panel.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await expect(panel.getByText('rolled back').first()).toBeVisible();
  await picture(page, 'resolved');

  await demo.set('server-error', false);
  await page.goto(`${demo.address}/#/overview`);
  await expect(page.getByText('All is well', { exact: true })).toBeVisible({ timeout: 60_000 });
  await picture(page, 'recovered');
  expect(complaints).toEqual([]);
});

test('the same by API, as the requirements show it with curl', async () => {
  test.setTimeout(120_000);
  const api = `${demo.address}/api/monitoring/dashboard`;
  const post = (body: object) => curl('-X', 'POST', api, '-H', 'Content-Type: application/json', '-d', JSON.stringify(body));
  const openAlert = async (): Promise<string | undefined> => {
    const { body } = await curl(`${api}?type=alerts&timeframe=48`);
    const { alerts } = body as { alerts: { id: string; state: string; target: string }[] };
    return alerts.find((alert) => alert.state === 'firing' && alert.target === 'tutors')?.id;
  };
  for (const type of ['dashboard', 'summary', 'alerts', 'system', 'performance', 'history']) {
    expect(await curl(`${api}?type=${type}`), type).toMatchObject({ status: 200 });
  }

  await demo.set('server-error', true);
  await expect.poll(openAlert, { timeout: 30_000 }).toBeDefined();
  const alertId = (await openAlert()) as string;
  expect(await post({ action: 'acknowledge', alertId, data: { acknowledgedBy: 'admin' } })).toMatchObject({
    status: 200,
    body: { alert: { id: alertId, acknowledged: { by: 'admin' } } },
  });
  expect(await post({ action: 'acknowledge', alertId, data: { acknowledgedBy: 'ben' } })).toMatchObject({ status: 409 });
  expect(await post({ action: 'suppress', alertId, data: { duration: '1h', reason: 'release' } })).toMatchObject({
    status: 200,
    body: { alert: { suppressed: { why: 'release' } } },
  });
  expect(await post({ action: 'unsuppress', alertId })).toMatchObject({ status: 200, body: { alert: { suppressed: null } } });
  expect(await post({ action: 'resolve', alertId, data: { reason: 'Fixed performance issue' } })).toMatchObject({
    status: 200,
    body: { alert: { state: 'resolved' } },
  });
  expect(await post({ action: 'test-alert', data: { user: 'admin' } })).toMatchObject({ status: 200 });
  expect(await post({ action: 'resolve', alertId: 'alert_123', data: {} })).toMatchObject({ status: 404 });

  await demo.set('server-error', false);
  const isOk = async () => ((await curl(`${api}?type=summary`)).body as { active: { critical: number } }).active.critical;
  await expect.poll(isOk, { timeout: 60_000 }).toBe(0);
});
