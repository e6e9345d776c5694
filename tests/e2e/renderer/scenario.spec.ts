import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './console.js';

const SHOTS = join(resolve(import.meta.dirname, '../../..'), 'test-results/screens');

const tried = async (page: Page) => {
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Try a scenario' }).click();
  const part = page.getByRole('region', { name: 'With a scenario' });
  await expect(part.getByRole('img').first()).toBeVisible();
  return part;
};

test('a picked course shows what the rule would do, and whom it would tell', async ({ openConsole }) => {
  const { page, main, complaints } = await openConsole('problem', '/rules/slow-page-loads');
  const part = await tried(page);
  await expect(part).toContainText('Woke: Pop-up at 09:45 and team senior at 10:15 (level 1)');
  const story = part.getByRole('list', { name: 'What happens' }).getByRole('listitem');
  await expect(story).toHaveCount(8);
  await expect(story.nth(1)).toContainText('Fires');
  await expect(story.nth(3)).toContainText('ops@example.org, duty@example.org, because it fired');
  await expect(story.nth(4)).toContainText('SMS waits');
  await expect(story.nth(5)).toContainText('team senior');
  await expect(part.getByText('limit 3 s')).toBeVisible();
  await part.getByLabel('Course', { exact: true }).selectOption({ label: 'A short spike' });
  await part.getByLabel('Over').selectOption({ label: '1 h' });
  await expect(part).toContainText('It does not fire: it has been past its limit for 2 min of 5 min observed.');
  await part.getByLabel('Of', { exact: true }).selectOption({ label: 'tutors' });
  await expect
    .poll(() => main.calls.findLast(({ name }) => name === 'rule.scenario')?.input)
    .toMatchObject({ course: { kind: 'named', name: 'spike' }, length: 3_600_000, labels: { target: 'tutors' }, edits: null });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((found) => found.id)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a course is drawn by keys alone, with gaps and unobserved stretches', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/slow-page-loads');
  const part = await tried(page);
  await part.getByLabel('Over').focus();
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press('Tab');
    if (
      await part
        .getByRole('slider')
        .first()
        .evaluate((element) => element === document.activeElement)
    )
      break;
  }
  await expect(part.getByRole('slider').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('g');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('o');
  await expect(part.getByRole('slider').nth(3)).toHaveAccessibleName(/not observed$/);
  await expect
    .poll(() => main.calls.findLast(({ name }) => name === 'rule.scenario')?.input)
    .toMatchObject({ course: { kind: 'drawn', stretches: expect.arrayContaining([0.5, 7, 'gap', 'unobserved']) } });
  await expect(part).toContainText('because this desk has no network');
  await expect(part.getByLabel('Course', { exact: true })).toHaveValue('drawn');
});

test('a course is drawn with the pointer', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/slow-page-loads');
  const part = await tried(page);
  await part.getByRole('slider').last().scrollIntoViewIfNeeded();
  const last = await part.getByRole('slider').last().boundingBox();
  if (last === null) throw new Error('there is no course');
  await page.mouse.click(last.x + last.width / 2, last.y + 5);
  await expect(part.getByRole('slider').last()).toHaveAccessibleName(/: 6\.\d s$/);
});

test('a rule that is not saved is played as it would be, and not while it is wrong', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/slow-page-loads');
  const part = await tried(page);
  await page.getByLabel('is above').fill('9');
  await expect
    .poll(() => main.calls.findLast(({ name }) => name === 'rule.scenario')?.input)
    .toMatchObject({ edits: [expect.objectContaining({ path: expect.arrayContaining(['rules']) })] });
  await page.getByLabel('is above').fill('');
  await expect(part).toContainText('Once the rule is complete');
});

test('a baseline that learns is said to be learning', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/slower-than-usual');
  const part = await tried(page);
  await expect(part).toContainText('The baseline is still learning');
  await expect(part).toContainText('41 of 100 samples');
  await expect(part.getByRole('list', { name: 'What happens' })).toHaveCount(0);
});

const CALL = '**/api/console/call/rule.scenario';
const BUSY = 'Another scenario is being played now. Ask again in a moment.';
const refusal = (code: string, message: string, field?: string) => ({ json: { ok: false, error: { code, message, field } } });

test('a scenario that cannot be played keeps the last answer and the questions, and is played again', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/rules/slow-page-loads');
  const part = await tried(page);
  await page.route(CALL, (route) => route.fulfill(refusal('conflict', BUSY)));
  await part.getByLabel('Course', { exact: true }).selectOption({ label: 'A short spike' });
  await part.getByLabel('Over').selectOption({ label: '1 h' });
  await expect(part.getByRole('status')).toContainText(`${BUSY} What is shown was played before.`, { timeout: 10_000 });
  await expect(part).toContainText('Woke: Pop-up at 09:45');
  await expect(part.getByLabel('Course', { exact: true })).toBeEnabled();
  await expect(part.getByRole('slider')).toHaveCount(24);
  await part.getByRole('button', { name: 'Again' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(SHOTS, 'scenario-refused.png') });
  await page.unroute(CALL);
  await part.getByRole('button', { name: 'Again' }).click();
  await expect(part).toContainText('It does not fire: it has been past its limit for 2 min of 5 min observed.');
  await expect(part.getByText('It could not be played')).toHaveCount(0);
});

test('a first scenario that cannot be played can be asked for again', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/rules/slow-page-loads');
  await page.route(CALL, (route) => route.fulfill(refusal('unavailable', 'The history cannot be read.')));
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Try a scenario' }).click();
  const part = page.getByRole('region', { name: 'With a scenario' });
  await expect(part.getByRole('status')).toContainText('The history cannot be read.');
  await page.unroute(CALL);
  await part.getByRole('button', { name: 'Again' }).click();
  await expect(part).toContainText('Woke: Pop-up at 09:45');
});

test('where an edit leaves no alert with the labels that were picked, another one is played', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules/slow-page-loads');
  const part = await tried(page);
  await page.route(CALL, (route) =>
    route.request().postDataJSON().labels === null
      ? route.continue()
      : route.fulfill(refusal('not-found', 'The rule slow-page-loads has no alert with these labels: tutors.', 'labels')),
  );
  await part.getByLabel('Of', { exact: true }).selectOption({ label: 'tutors' });
  await expect(part.getByLabel('Of', { exact: true })).toHaveValue('1');
  await expect(part.getByLabel('Of', { exact: true })).toHaveValue('0');
  await part.getByLabel('Course', { exact: true }).selectOption({ label: 'A short spike' });
  await expect(part).toContainText('It does not fire: it has been past its limit');
  expect(main.calls.findLast(({ name }) => name === 'rule.scenario')?.input).toMatchObject({ labels: null });
  await expect(part.getByText('It could not be played')).toHaveCount(0);
});

for (const theme of ['dark', 'light'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    test(`scenario in ${theme} at ${width}×${height}`, async ({ openConsole, page }) => {
      await page.setViewportSize({ width, height });
      await page.addInitScript((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      await openConsole('problem', '/rules/slow-page-loads');
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      const part = await tried(page);
      await part.getByRole('slider').nth(6).focus();
      await part.scrollIntoViewIfNeeded();
      await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(SHOTS, `scenario-${theme}-${width}.png`) });
    });
  }
}
