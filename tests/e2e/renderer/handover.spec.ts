import { expect, type Page } from '@playwright/test';
import { asked, test } from './console.js';

const section = (page: Page, name: string) => page.getByRole('region', { name });

/** What the page put on the clipboard. */
const copied = async (page: Page): Promise<string> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
};

test('a handover says what is open, in whose hands, who was told and who is next; and is copied with a note', async ({
  openConsole,
  page,
}) => {
  const { main } = await openConsole('problem', '/');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page.getByRole('heading', { level: 1, name: 'Handover' })).toBeVisible();
  const open = section(page, 'Still firing: nobody has it').getByRole('listitem');
  await expect(open).toHaveCount(2);
  await expect(open.first()).toContainText('Booking form is down');
  await expect(open.first()).toContainText('next: level 2, management');
  await expect(open.first()).toContainText('SMS to +44…01, not delivered');
  await expect(section(page, 'Still firing: acknowledged')).toContainText('Ana Ruiz has it since');
  await expect(section(page, 'Suppressions that end within 12 h')).toContainText('1 open alert will be heard again');
  await expect(section(page, 'Held back by quiet hours').getByRole('listitem').first()).toContainText('Slack: will be told at');
  await expect(page.getByText('Part of this shift was not observed')).toBeVisible();

  await page.getByText('24 h', { exact: true }).click();
  await expect.poll(() => main.calls.filter(({ name }) => name === 'handover.read').at(-1)?.input).toEqual({ hours: 24 });

  await page.getByLabel('What the next shift should know').fill('The host calls back at nine.');
  const text = await copied(page);
  expect(text).toMatch(/^# Handover: My Private Tutor Online\n/);
  expect(text).toContain('## Still firing: nobody has it\n\n- **Critical**: Booking form is down');
  expect(text).toContain('## For the next shift\n\nThe host calls back at nine.');
  await page.reload();
  await expect(page.getByLabel('What the next shift should know')).toHaveValue('The host calls back at nine.');
});

test('with nothing to hand over it says so', async ({ openConsole, page }) => {
  await openConsole('healthy', '/handover');
  await expect(page.getByText('Nothing to hand over')).toBeVisible();
  expect(await copied(page)).toContain('Nothing to hand over');
});

test('on paper it is whole, black on white, and nothing but the page', async ({ openConsole, page }) => {
  const { main } = await openConsole('many', '/handover');
  await asked(main);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText(/My Private Tutor Online · printed .* by Ana Ruiz/)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  const look = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return { color, backgroundColor, isCut: document.documentElement.scrollHeight <= window.innerHeight };
  });
  expect(look).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)', isCut: false });
  // 200 alerts of three lines each do not fit on a few sheets.
  const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThan(8);

  // Of the list of alerts those out of sight are printed, too.
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${main.address}#/alerts`);
  await page.getByText('200 open alerts').waitFor();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: 'Alerts' }).getByRole('listitem')).toHaveCount(200);
  await expect(page.getByRole('search')).toBeHidden();
});
