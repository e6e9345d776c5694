import { expect, type Page } from '@playwright/test';
import type { DrillReport } from '../../../src/main/core/model/drill.js';
import { instant } from '../../../src/main/core/time/instant.js';
import { scriptedDrills } from '../../support/scripted-drills.js';
import { test } from './console.js';

const answer = async (page: Page, call: string, value: unknown): Promise<void> => {
  await page.route(`**/api/console/call/${call}`, (route) => route.fulfill({ json: value }));
};

const running = (): DrillReport => scriptedDrills(instant(Date.now()))[0] as DrillReport;

/** Everybody was told, or was not; nothing is to come. */
const finished = (): DrillReport => {
  const report = running();
  const levels = report.levels.map((level) => (level.state === 'to come' ? { ...level, state: 'stopped' as const } : level));
  return { ...report, levels, endedAt: instant(Date.now()) };
};

const STATES = [
  ['empty', { ok: true, value: [] }, 'Nobody has practised yet.'],
  ['running', null, 'A drill runs'],
  ['finished', 'finished', 'The last drill'],
  [
    'unreadable',
    { ok: false, error: { code: 'internal', message: 'Watchroom failed at this. The log says more.' } },
    'The drills could not be read',
  ],
] as const;

for (const theme of ['light', 'dark'] as const) {
  for (const [name, value, words] of STATES) {
    test(`a drill that is ${name} says so (${theme})`, async ({ openConsole, page }) => {
      await page.emulateMedia({ colorScheme: theme });
      const list = value === 'finished' ? { ok: true, value: [finished(), finished()] } : value;
      if (list !== null) await answer(page, 'drill.list', list);
      await openConsole('problem', '/system');
      const drill = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Fire drill' }) });
      await expect(drill.getByText(words)).toBeVisible();
      await expect(drill.getByRole('button', { name: 'Start a drill' })).toBeEnabled({ enabled: name !== 'running' });
      await expect(drill.getByRole('button', { name: 'End the drill' })).toHaveCount(name === 'running' ? 1 : 0);
      await drill.screenshot({ path: `test-results/screens/drill-${name}-${theme}.png` });
    });
  }

  test(`a channel’s form waits for the settings, and says why they cannot be read (${theme})`, async ({
    openConsole,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/console/call/config.read', async (route) => {
      await held;
      await route.fulfill({ json: { ok: false, error: { code: 'internal', message: 'The settings’ file cannot be read.' } } });
    });
    await openConsole('problem', '/system/email');
    const form = page.getByRole('complementary', { name: 'Set up Email' });
    await expect(form).toBeVisible();
    await expect(form.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await page.screenshot({ path: `test-results/screens/channel-form-waiting-${theme}.png` });
    release();
    await expect(form.getByText('The configuration could not be read')).toBeVisible();
    await expect(form.getByText('The settings’ file cannot be read.')).toBeVisible();
    await page.screenshot({ path: `test-results/screens/channel-form-unreadable-${theme}.png` });
  });
}
