import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { asked, test } from './console.js';

const LISTS = [
  { name: 'Alerts', hash: '/alerts', page: /#\/alerts\/[^/]+\/page$/ },
  { name: 'Targets', hash: '/targets', page: /#\/targets\/[^/]+$/ },
  { name: 'Rules', hash: '/rules', page: /#\/rules\/[^/]+$/ },
] as const;

const links = (page: Page, name: string) => page.getByRole('list', { name, exact: true }).getByRole('link');

for (const { name, hash, page: address } of LISTS) {
  test(`a line of ${name} is a link: with Ctrl or the middle button it opens in a tab, and the list stays as it is`, async ({
    openConsole,
  }) => {
    const { page, complaints } = await openConsole('problem', hash);
    const line = links(page, name).nth(1);
    for (const how of [{ modifiers: ['ControlOrMeta'] }, { button: 'middle' }] as const) {
      const opened = page.context().waitForEvent('page');
      await line.click(how as Parameters<typeof line.click>[0]);
      const tab = await opened;
      await expect(tab).toHaveURL(address);
      await tab.getByRole('heading', { level: 1 }).first().waitFor();
      await tab.close();
      await expect(page).toHaveURL(new RegExp(`#${hash}$`));
      await expect(page.getByRole('complementary')).toHaveCount(0);
    }
    // Where it leads is what "Open in new tab" takes.
    await expect(line).toHaveAttribute('href', address);
    await line.click();
    await expect(page.getByRole('complementary').first()).toBeVisible();
    expect(page.context().pages()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test(`the keys lead through ${name} as before: one line takes the Tab key, Enter and Space open it`, async ({
    openConsole,
  }) => {
    const { page, main } = await openConsole('problem', hash);
    await asked(main);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(links(page, name).nth(1)).toBeFocused();
    expect(
      await links(page, name).evaluateAll((all) => all.filter((link) => (link as HTMLElement).tabIndex === 0).length),
    ).toBe(1);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary').first()).toBeVisible();
    const opened = page.url();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('complementary')).toHaveCount(0);
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(opened);
    await expect(links(page, name).nth(1)).toHaveAttribute('aria-current', 'true');
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  });
}

test('from the page of an episode a related alert and an earlier episode lead to pages, from the panel to the list', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/alerts/a17-1/page');
  const related = page
    .locator('section, div')
    .filter({ has: page.getByRole('heading', { name: 'Related alerts' }) })
    .last();
  await related.getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/alerts\/a\d+-\d+\/page$/);
  await expect(page).not.toHaveURL(/a17-1/);
  await page.goto(page.url().replace(/#.*/, '#/alerts/a17-1'));
  const panel = page.getByRole('complementary', { name: 'Alert' });
  const beside = panel
    .locator('section, div')
    .filter({ has: page.getByRole('heading', { name: 'Related alerts' }) })
    .last();
  await beside.getByRole('link').first().click();
  await expect(page).toHaveURL(/#\/alerts\/a\d+-\d+$/);
});
