import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { asked, test } from './console.js';

const index = (page: Page) => page.getByRole('navigation', { name: 'Sections' });
const marked = (page: Page) => index(page).locator('[aria-current="location"]');
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** How far a section's top lies below the top of what scrolls. */
const depth = (page: Page, name: string): Promise<number> =>
  section(page, name).evaluate((element) => {
    const pane = element.closest('.overflow-y-auto');
    return element.getBoundingClientRect().top - (pane?.getBoundingClientRect().top ?? 0);
  });

test('every section of System is in its index, the calendar too, and the one that is read is marked', async ({
  openConsole,
}) => {
  const { page, complaints, main } = await openConsole('failing', '/system');
  await asked(main);
  const titles = await page.locator('main section[aria-label] > header > h2').allTextContents();
  expect(titles).toContain('Calendar');
  expect(await index(page).getByRole('link').allTextContents()).toEqual(titles);
  await expect(marked(page)).toHaveText('Engine and store');
  await section(page, 'Sources').evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await expect(marked(page)).toHaveText('Sources');
  await page
    .locator('main .overflow-y-auto')
    .first()
    .evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
  await expect(marked(page)).toHaveText('Audit');
  // The index stands where it stood.
  await expect(index(page)).toBeInViewport({ ratio: 1 });
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an entry leads to its section, by keys too, and the address is a link to it', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/system');
  await asked(main);
  await index(page).getByRole('link', { name: 'Fire drill' }).press('Enter');
  await expect(page).toHaveURL(/#\/system\?part=fire-drill$/);
  await expect.poll(() => depth(page, 'Fire drill')).toBeLessThan(40);
  await expect(marked(page)).toHaveText('Fire drill');
  // What is next by the Tab key lies in the section.
  await page.keyboard.press('Tab');
  expect(await section(page, 'Fire drill').evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.goBack();
  await expect(page).toHaveURL(/#\/system$/);
});

test('a link to a section finds it, though what stands above it comes in later', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/settings?part=message-templates');
  await asked(main);
  await expect.poll(() => depth(page, 'Message templates')).toBeLessThan(40);
  await expect(marked(page)).toHaveText('Message templates');
  // Whoever scrolls away is left in peace.
  await page.locator('main').hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(() => depth(page, 'Message templates')).toBeGreaterThan(200);
});

test('in a narrow window the index is a line above the sections, and a form beside them keeps its own link', async ({
  openConsole,
  page,
}) => {
  await page.setViewportSize({ width: 1_024, height: 700 });
  const { main } = await openConsole('problem', '/settings/quiet-hours');
  await asked(main);
  await expect(page.getByRole('complementary', { name: 'Quiet hours and limits' })).toBeVisible();
  const box = await index(page).boundingBox();
  expect(box?.height).toBeLessThan(50);
  await expect(index(page).getByRole('link', { name: 'Configuration' })).toHaveAttribute(
    'href',
    '#/settings/quiet-hours?part=configuration',
  );
});

test('a setting is found by the name of its field, and its form opens', async ({ openConsole }) => {
  const { page, complaints } = await openConsole('problem', '/settings');
  const list = page.getByRole('list', { name: 'Settings' });
  await expect(list.getByRole('listitem')).toHaveCount(15);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Find a setting')).toBeFocused();
  await page.keyboard.type('quiet from');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByRole('listitem')).toContainText('Quiet from');
  await list.getByRole('link').click();
  await expect(page.getByRole('complementary').getByLabel('Quiet from')).toBeVisible();
  await page.getByLabel('Find a setting').fill('teapot');
  await expect(page.getByText('No setting is called that.')).toBeVisible();
  await page.getByLabel('Find a setting').press('Escape');
  await expect(list.getByRole('listitem')).toHaveCount(15);
  expect(complaints).toEqual([]);
});
