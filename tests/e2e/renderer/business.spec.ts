import { expect } from '@playwright/test';
import { test } from './console.js';

test('the page says what the site earns, where visitors are lost, and on how much that rests', async ({
  openConsole,
  page,
}) => {
  const { main, complaints } = await openConsole('problem', '/business');
  const funnel = page.getByRole('region', { name: 'Funnel' });
  await expect(funnel.getByText('Most is lost on the way to inquiries')).toBeVisible();
  await expect(funnel.getByRole('listitem')).toHaveCount(4);
  await expect(funnel.getByRole('listitem').nth(1)).toContainText(/Inquiries.*came on.*lost/);
  const revenue = page.getByRole('region', { name: 'Revenue', exact: true });
  await expect(revenue.getByText('estimated: completed forms × what one is worth')).toBeVisible();
  await expect(revenue.getByText(/nothing says what they are worth: newsletter/)).toBeVisible();
  await expect(revenue.getByRole('list', { name: 'Revenue by day' }).getByRole('listitem')).toHaveCount(14);
  await expect(revenue.getByRole('list', { name: 'Revenue by week' }).getByRole('listitem')).toHaveCount(8);
  await expect(revenue.getByRole('list', { name: 'Revenue by month' }).getByRole('listitem')).toHaveCount(6);
  await expect(revenue.getByRole('listitem', { name: /so far, .*, usual £/ }).first()).toBeVisible();
  expect(main.calls.find(({ name }) => name === 'business.read')?.input).toEqual({ hours: 24 });
  expect(complaints).toEqual([]);
});

test('what an alert has cost stands on the page and in the alert', async ({ openConsole, page }) => {
  await openConsole('problem', '/business');
  const risk = page.getByRole('region', { name: 'Revenue at risk' }).getByRole('link');
  await expect(risk).toContainText('About £2,100 since it began (£550 – £3,650), against 8 earlier weeks.');
  await risk.click();
  const panel = page.getByRole('complementary', { name: 'Alert' });
  await expect(panel.getByText(/About £2,100 since it began/)).toBeVisible();
});

test('scores name their parts and what takes points away; small cells and down competitors say so', async ({
  openConsole,
  page,
}) => {
  await openConsole('problem', '/business');
  const health = page.getByRole('region', { name: 'Performance health' });
  await expect(health.getByText('Response to input (INP) costs most')).toBeVisible();
  await expect(health.getByRole('listitem').filter({ hasText: 'Page views' })).toContainText('Not judged');
  const monaco = page.getByRole('region', { name: 'Regions' }).getByRole('row', { name: /Monaco/ });
  await expect(monaco).toContainText('too few');
  const rival = page.getByRole('region', { name: 'Competitors' }).getByRole('row', { name: /Lessons of the North/ });
  await expect(rival).toContainText('connection refused');
  const variant = page.getByRole('table', { name: 'Experiment' }).getByRole('row', { name: /Short form/ });
  await expect(variant).toContainText(/points \(.* to .*\), p/);
});

test('a young desk is learning, few visits are not judged, and nothing is made up of silence', async ({
  openConsole,
  page,
}) => {
  await openConsole('healthy', '/business');
  await expect(page.getByText('Learning, 0 of 3 weeks').first()).toBeVisible();
  await expect(page.getByText(/what is usual is not known yet/).first()).toBeVisible();
  await openConsole('failing', '/business');
  await expect(page.getByText('Too few to judge').first()).toBeVisible();
  await openConsole('empty', '/business');
  await expect(page.getByText('Nothing is told of visits, forms or revenue yet')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Revenue', exact: true })).toBeHidden();
  await expect(page.getByRole('table', { name: 'The web at large' }).getByText('no reading').first()).toBeVisible();
});
