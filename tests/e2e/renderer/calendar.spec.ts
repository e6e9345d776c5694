import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { CALENDAR_TASKS } from '../../../src/main/core/calendar/tasks.js';
import { asked, test } from './console.js';

const calendarOf = (page: Page) => page.getByRole('region', { name: 'Calendar' });
const lineOf = (page: Page, title: string) =>
  calendarOf(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Done: ${title}`, exact: true }) });

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1_440, 900],
    [1_024, 700],
  ] as const) {
    test(`the calendar says what waits and has no known fault (${theme}, ${width})`, async ({ openConsole, page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height });
      const { main } = await openConsole('problem', '/system');
      await asked(main);
      await expect(lineOf(page, 'The whole report')).toContainText('Overdue');
      await expect(lineOf(page, 'What is suppressed')).toContainText('Due');
      await expect(lineOf(page, 'How good the rules are')).toContainText('In order');
      await expect(lineOf(page, 'How good the rules are')).toContainText('by Ana Ruiz');
      await calendarOf(page).scrollIntoViewIfNeeded();
      await page.screenshot({ path: `test-results/screens/calendar-page-${theme}-${width}.png` });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((found) => found.id)).toEqual([]);
      await lineOf(page, 'The whole report').getByRole('button').click();
      await page.screenshot({ path: `test-results/screens/calendar-done-${theme}-${width}.png` });
      expect((await new AxeBuilder({ page }).analyze()).violations.map((found) => found.id)).toEqual([]);
    });
  }
}

test('a task is noted as done with a note, counted, and taken back', async ({ openConsole, page }) => {
  const { complaints, main } = await openConsole('problem', '/system');
  await asked(main);
  const rail = page.getByRole('navigation', { name: 'Pages' });
  await expect(rail.getByRole('link', { name: /System 1 overdue in the calendar/ })).toBeVisible();
  await lineOf(page, 'The whole report').getByRole('button').click();
  await page.getByRole('dialog').getByLabel('Note').fill('Two targets never answer.');
  await page.getByRole('dialog').getByRole('button', { name: 'Note it as done' }).click();
  await expect(lineOf(page, 'The whole report')).toContainText('In order');
  await expect(lineOf(page, 'The whole report')).toContainText('Two targets never answer.');
  await expect(rail.getByText('overdue in the calendar')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(lineOf(page, 'The whole report')).toContainText('Overdue');
  await expect(lineOf(page, 'The whole report')).toContainText('Nothing odd.');
  await expect(rail.getByText('overdue in the calendar')).toBeAttached();
  expect(complaints).toEqual([]);
});

test('what stands on the same page is brought into sight', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/system');
  await asked(main);
  for (const section of ['Fire drill', 'Notifications']) {
    await calendarOf(page)
      .getByRole('link', { name: `System, ${section}` })
      .click();
    await expect(page.getByRole('heading', { level: 2, name: new RegExp(`^${section}`) })).toBeInViewport();
  }
});

test('every task leads to a page that there is', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/system');
  for (const path of new Set(CALENDAR_TASKS.flatMap(({ place }) => (place === null ? [] : [place.path])))) {
    await page.goto(`${main.address}#${path}`);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.getByText('There is no such page')).toHaveCount(0);
    if (path.startsWith('/settings/')) await expect(page.getByRole('complementary')).toBeVisible();
  }
});

for (const [theme, width, height] of [
  ['light', 1_440, 900],
  ['dark', 1_024, 700],
] as const) {
  test(`a viewer sees what waits and is told who notes it (${theme}, ${width})`, async ({ openConsole, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    const { main } = await openConsole('problem', '/system', 'viewer');
    await asked(main);
    await expect(calendarOf(page)).toContainText('Needs a responder. You look at this desk as a viewer.');
    await expect(lineOf(page, 'The whole report')).toContainText('Overdue');
    for (const done of await calendarOf(page).getByRole('button').all()) await expect(done).toBeDisabled();
    await calendarOf(page).scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/screens/calendar-viewer-${theme}-${width}.png` });
    expect((await new AxeBuilder({ page }).analyze()).violations.map((found) => found.id)).toEqual([]);
  });
}

test('where it is off, nothing of it is drawn', async ({ openConsole, page }) => {
  const { main } = await openConsole('empty', '/system');
  await asked(main);
  await expect(page.getByRole('heading', { level: 2, name: /^Notifications/ })).toBeVisible();
  await expect(calendarOf(page)).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByText('overdue in the calendar')).toHaveCount(0);
});

test('what nobody did for years counts each task once, and breaks no line', async ({ openConsole, page }) => {
  await page.setViewportSize({ width: 1_024, height: 700 });
  const { main } = await openConsole('extreme', '/system');
  await asked(main);
  await expect(calendarOf(page)).toContainText(`${CALENDAR_TASKS.length} tasks overdue`);
  await expect(lineOf(page, 'The standard itself')).toContainText(/since \w{3},? \d+ \w{3,4},? 20\d\d/);
  const rail = page.getByRole('navigation', { name: 'Pages' });
  await expect(rail.getByText(`${CALENDAR_TASKS.length} overdue in the calendar`)).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test('the report names what is overdue, of a day and of a week', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/report');
  await asked(main);
  const care = page.getByRole('region', { name: 'Care of the watch' });
  await expect(care).toContainText('The whole report');
  await page.getByText('Week', { exact: true }).click();
  await expect(care).toContainText('The whole report');
  await care.screenshot({ path: 'test-results/screens/calendar-report.png' });
});
