import { expect } from '@playwright/test';
import { test } from './console.js';

test('the page says how visitors are served, on how many visits, and what changed with the last deploy', async ({
  openConsole,
  page,
}) => {
  const { main, complaints } = await openConsole('problem', '/performance');
  const vitals = page.getByRole('region', { name: 'Web Vitals' });
  await expect(vitals.getByText(/p75 of every 1 h, with its 95 % interval/)).toBeVisible();
  await expect(vitals.getByText(/\d+ % good/)).toBeVisible();
  await expect(vitals.getByText('deployed site').first()).toBeVisible();
  await expect(vitals.getByRole('img', { name: /Largest paint \(LCP\).*Latest values: p75: /s })).toBeVisible();
  await vitals.getByText('CLS', { exact: true }).click();
  await expect(vitals.getByText('Layout shift (CLS), of all visits:')).toBeVisible();
  expect(main.calls.find(({ name }) => name === 'performance.read')?.input).toEqual({ hours: 24 });
  expect(complaints).toEqual([]);
});

test('it says for whom the site is slow, by page, device and country, and dims what rests on too few', async ({
  openConsole,
  page,
}) => {
  await openConsole('problem', '/performance');
  const where = page.getByRole('region', { name: 'Where it is slow' });
  await expect(where.getByRole('row', { name: /inquiry/ })).toContainText('Needs work');
  await expect(where.getByRole('row', { name: /terms/ })).toContainText('too few');
  await where.getByText('Countries').click();
  await expect(where.getByRole('row', { name: /Singapore/ })).toBeVisible();
  await where.getByText('Devices').click();
  await expect(where.getByRole('row', { name: /Mobile/ })).toBeVisible();
});

test('budgets, audits and slow pages are held against what they may be', async ({ openConsole, page }) => {
  await openConsole('problem', '/performance');
  const home = page.getByRole('region', { name: 'Budgets of home' });
  await expect(home.getByRole('listitem').filter({ hasText: 'Hero image' })).toContainText(/over/);
  await expect(home.getByRole('listitem').filter({ hasText: 'Page weight' })).toContainText('Within');
  const service = page.getByRole('region', { name: 'Budgets of service-maths' });
  await expect(service.getByRole('listitem').filter({ hasText: 'Page weight' })).toContainText('Not loaded lately');
  await expect(page.getByRole('table', { name: 'Lighthouse' }).getByRole('row', { name: /Inquiry/ })).toContainText('46');
  await page.getByRole('table', { name: 'Slowest pages' }).getByRole('link', { name: 'Home page' }).click();
  await expect(page).toHaveURL(/#\/targets\/home/);
});

test('few visits are not judged, and of silence nothing is made up', async ({ openConsole, page }) => {
  await openConsole('failing', '/performance');
  await expect(page.getByText('Too few').first()).toBeVisible();
  await openConsole('empty', '/performance');
  await expect(page.getByText('No visitor’s browser has told how fast the site is')).toBeVisible();
  await expect(page.getByText(/No page is loaded in a browser/)).toBeVisible();
});

test('a deploy is told by what visitors had before and after it', async ({ openConsole, page }) => {
  await openConsole('problem', '/performance');
  const deploys = page.getByRole('table', { name: 'Before and after a deploy' }).getByRole('row');
  await expect(deploys.nth(1)).toContainText(/deployed site.*4 h, with 4 h before/);
  await expect(deploys.nth(1)).toContainText('Worse');
  await expect(deploys.nth(2)).toContainText('8 h, with 8 h before');
});

test('countries are drawn on a map in the words of the table, and what is too small for it is named', async ({
  openConsole,
  page,
}) => {
  const { complaints } = await openConsole('problem', '/performance');
  await page.getByText('Countries', { exact: true }).click();
  const map = page.getByRole('img', { name: /^LCP by country\. United Kingdom: / });
  await expect(map.locator('svg > g')).toHaveCount(2);
  await expect(map).toContainText('Too small for the map: Singapore, Monaco');
  await map.scrollIntoViewIfNeeded();
  for (const theme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: theme as 'dark' | 'light' });
    await page.screenshot({ path: `test-results/screens/performance-map-${theme}.png` });
  }
  await page.getByRole('group', { name: 'On the map' }).getByText('INP', { exact: true }).click();
  await expect(page.getByRole('img', { name: /^INP by country/ })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the scores of a page are drawn over a month', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/performance');
  const audits = page.getByRole('region', { name: 'Lighthouse' });
  await audits.getByLabel('Scores of').selectOption('inquiry');
  await expect(audits.getByRole('img', { name: /Performance: .*Accessibility: .*SEO: / })).toBeVisible();
  await audits.screenshot({ path: 'test-results/screens/performance-audits.png' });
  const asked = main.calls.filter(({ name }) => name === 'history.range').at(-1)?.input as {
    readonly series: readonly string[];
    readonly from: number;
    readonly to: number;
  };
  expect(asked.series.every((series) => series.includes('page="inquiry"'))).toBe(true);
  expect(asked.to - asked.from).toBeGreaterThan(30 * 86_400_000);
  expect(complaints).toEqual([]);
});
