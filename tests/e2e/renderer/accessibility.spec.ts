import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Role } from '../../../src/preload/contract/views.js';
import type { SceneName } from '../../support/scripted-main-scenes.js';
import { asked, test } from './console.js';
import { GUIDE_STATES } from './guide-states.js';

const PLACES: readonly (readonly [string, SceneName, Role?])[] = [
  ['/', 'problem'],
  ['/guide', 'healthy'],
  ['/', 'blind'],
  ['/alerts', 'healthy'],
  ['/alerts/a17-1?at=9m%20ago', 'problem'],
  ['/?at=5h30m%20ago', 'problem'],
  ['/alerts/a17-1', 'problem'],
  ['/alerts/a17-1/page', 'problem'],
  ['/alerts?stage=all&group=target&text=campaign%21%3Dspring', 'problem'],
  ['/handover', 'problem'],
  ['/strip', 'problem'],
  ['/wall', 'problem'],
  ['/wall', 'blind'],
  ['/report', 'problem'],
  ['/targets/search', 'problem'],
  ['/targets/+', 'problem'],
  ['/targets?sort=-answer', 'problem'],
  ['/targets?state=problem&text=s', 'problem'],
  ['/rules?severity=warning&state=judging', 'problem'],
  ['/rules?sort=name', 'problem'],
  ['/rules/disk-nearly-full', 'problem'],
  ['/rules/+', 'problem'],
  ['/rules/=', 'problem'],
  ['/rules/slower-than-usual', 'problem'],
  ['/objectives', 'empty'],
  ['/objectives', 'blind'],
  ['/objectives/uptime', 'problem'],
  ['/objectives/web-vitals', 'extreme'],
  ['/performance', 'problem'],
  ['/infrastructure', 'problem'],
  ['/business', 'problem'],
  ['/settings', 'problem'],
  ['/settings/escalation', 'problem'],
  ['/system', 'failing'],
  // The calendar, where all of it is forgotten, and where all is done.
  ['/system', 'extreme'],
  ['/system', 'healthy'],
  ['/system?part=calendar', 'problem'],
  ['/system/prometheus', 'problem'],
  ['/system/mongodb', 'problem'],
  ['/system/ingest', 'problem'],
  // What rests for whoever may not do it.
  ['/alerts/a17-1', 'problem', 'viewer'],
  ['/alerts/a17-1/page', 'problem', 'viewer'],
  ['/targets/+', 'problem', 'responder'],
  ['/rules/disk-nearly-full', 'problem', 'responder'],
  ['/settings', 'problem', 'responder'],
  ['/system', 'problem', 'responder'],
  ['/system/email', 'problem', 'responder'],
];

const hasNoFault = async (page: Page): Promise<void> => {
  for (const theme of ['dark', 'light', 'contrast']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    // Colours change softly.
    await page.waitForTimeout(300);
    // A mail's own page runs no scripts, the checker's neither.
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
    expect({
      theme,
      faults: violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
    }).toEqual({ theme, faults: [] });
  }
};

for (const [hash, scene, role = 'admin'] of PLACES) {
  test(`${hash} of ${scene} to ${role} has no known accessibility fault in any theme`, async ({ openConsole, page }) => {
    const { main } = await openConsole(scene, hash, role);
    await asked(main);
    await hasNoFault(page);
  });
}

for (const { name, to } of GUIDE_STATES) {
  test(`${name} of the first run has no known accessibility fault in any theme`, async ({ openConsole, page }) => {
    const { main } = await openConsole('first-run');
    await to(page, main);
    await hasNoFault(page);
  });
}

test('a question over the page has no fault either, and keeps the focus inside', async ({ openConsole, page }) => {
  await openConsole('problem', '/alerts/a17-1');
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((found) => found.id)).toEqual([]);
  for (let n = 0; n < 12; n += 1) await page.keyboard.press('Tab');
  expect(
    await page.evaluate(() => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body),
  ).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the palette over an alert has no fault in any theme', async ({ openConsole, page }) => {
  await openConsole('problem', '/alerts/a17-1');
  await page.keyboard.press('Control+k');
  for (const theme of ['dark', 'light', 'contrast']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await page.waitForTimeout(300);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((found) => `${theme} ${found.id}`)).toEqual([]);
  }
});

test('with reduced motion nothing moves', async ({ openConsole, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openConsole('problem');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) =>
        getComputedStyle(element)
          .transitionDuration.split(',')
          .some((length) => Number.parseFloat(length) > 0 && getComputedStyle(element).transitionProperty !== 'none'),
      ).length,
  );
  expect(moving).toBe(0);
});
