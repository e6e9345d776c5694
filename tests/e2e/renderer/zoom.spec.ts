import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { ScriptedMain } from '../../support/scripted-main.js';
import { test } from './console.js';

const chart = (page: Page) => page.getByRole('img', { name: /Response time/ }).first();
const back = (page: Page) => page.getByTitle('Show the whole time range again (Esc in the chart)');

interface Asked {
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}
const asked = (main: ScriptedMain): readonly Asked[] =>
  main.calls.filter(({ name }) => name === 'history.range').map(({ input }) => input as Asked);

/** Drags over a part of the chart, given as shares of its width. */
const drag = async (page: Page, from: number, to: number): Promise<void> => {
  await chart(page).scrollIntoViewIfNeeded();
  const box = await chart(page).boundingBox();
  if (box === null) throw new Error('no chart is drawn');
  const x = (share: number): number => box.x + 64 + share * (box.width - 76);
  await page.mouse.move(x(from), box.y + 60);
  await page.mouse.down();
  await page.mouse.move(x((from + to) / 2), box.y + 60);
  await page.mouse.move(x(to), box.y + 60);
};

test('dragging over a chart shows that time, finer, and a link to the page shows the same', async ({ openConsole }) => {
  const { page, main, complaints } = await openConsole('problem', '/');
  await chart(page).waitFor();
  await drag(page, 0.5, 0.75);
  await expect(page.getByRole('status').filter({ hasText: /\d\d:\d\d ?– ?(\d+ \w+, )?\d\d:\d\d/ })).toBeVisible();
  await page.mouse.up();
  await expect(page).toHaveURL(/#\/\?span=\d{4}-\d\d-\d\dT[\d:]+Z_\d{4}-\d\d-\d\dT[\d:]+Z$/);
  await expect(back(page)).toBeVisible();
  const hours = (one: Asked | undefined): number => ((one?.to ?? 0) - (one?.from ?? 0)) / 3_600_000;
  await expect.poll(() => hours(asked(main).at(-1))).toBeCloseTo(6, 0);
  for (const { maxPoints } of asked(main)) expect(maxPoints).toBeLessThanOrEqual(600);
  const chosen = asked(main).at(-1);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.reload();
  await expect(back(page)).toBeVisible();
  expect(asked(main).at(-1)).toMatchObject({ from: chosen?.from, to: chosen?.to });

  await chart(page).dblclick();
  await expect(back(page)).toBeHidden();
  await expect(page).toHaveURL(/#\/$/);
  await page.goBack();
  await expect(back(page)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a stretch is chosen from the keyboard, and Escape goes back', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/');
  await chart(page).focus();
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(back(page)).toBeHidden();
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(back(page)).toBeVisible();
  await expect.poll(() => ((asked(main).at(-1)?.to ?? 0) - (asked(main).at(-1)?.from ?? 0)) / 3_600_000).toBeCloseTo(4.8, 0);
  await page.keyboard.press('Escape');
  await expect(back(page)).toBeHidden();
});

test('all charts of the page show what is chosen in one, and another time range ends it', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/infrastructure');
  const charts = page.locator('figure[aria-keyshortcuts]');
  await expect(charts.nth(1)).toBeVisible();
  const n = await charts.count();
  const before = asked(main).length;
  await charts.first().focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(back(page)).toHaveCount(n);
  await expect
    .poll(
      () =>
        new Set(
          asked(main)
            .slice(before)
            .map(({ from, to }) => `${from} ${to}`),
        ).size,
    )
    .toBe(1);
  await page.getByRole('group', { name: 'Time range' }).getByText('6h').click();
  await expect(back(page)).toHaveCount(0);
});

test('another filter of the list, and a saved view, leave the chosen time as it is', async ({ openConsole }) => {
  const span = 'span=2026-11-27T10:00:00Z_2026-11-27T11:00:00Z';
  const { page } = await openConsole('problem', `/alerts/a18-1?${span}`);
  await page.getByLabel('Severity').selectOption('warning');
  await expect(page).toHaveURL(new RegExp(`#/alerts/a18-1\\?severity=warning&${span}$`));
  await page.getByText('All 5').click();
  await expect(page).toHaveURL(new RegExp(`stage=all&severity=warning&${span}$`));
  await page.getByLabel('View', { exact: true }).selectOption({ index: 0 });
  await page.getByLabel('Filter alerts by text').fill('search');
  await expect(page).toHaveURL(new RegExp(`text=search.*&${span}$`));
});

test('from target to target the chosen time stays', async ({ openConsole }) => {
  const span = 'span=2026-11-27T10:00:00Z_2026-11-27T11:00:00Z';
  const { page } = await openConsole('problem', `/targets/search?${span}`);
  await page.getByRole('list', { name: 'Targets' }).getByText('Home', { exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`#/targets/home\\?${span}$`));
  await page.getByLabel('Filter targets').fill('form');
  await expect(page).toHaveURL(new RegExp(`#/targets/home\\?${span}&text=form$`));
});
