import type { Page } from '@playwright/test';
import type { FoundDeliveries } from '../../../src/preload/contract/views.js';
import type { ScriptedMain } from '../../support/scripted-main.js';

export const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const rows = (page: Page, name: string) => part(page, name).locator('tbody tr');
/** What is said below a list of how much it shows. */
export const foot = (page: Page, name: string) => part(page, name).locator('p[tabindex="-1"]');
/** What a screen reader is told of it. */
export const spoken = (page: Page, name: string) => part(page, name).getByRole('status');
/** What has the focus, by its name or its text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

/** Changes what main answers a call with, or holds it back, before the page has it. */
export const alter = async (
  page: Page,
  call: string,
  change: (answer: { value: FoundDeliveries }) => unknown,
): Promise<void> => {
  await page.route(`**/api/console/call/${call}`, async (route) => {
    const answer = (await (await route.fetch()).json()) as { value: FoundDeliveries };
    await route.fulfill({ json: await change(answer) });
  });
};

/** Something of the outbox was settled: the page reads the deliveries again. */
export const settleOne = ({ scene, change }: ScriptedMain): void => {
  const { system } = scene.view;
  change({ part: 'system', value: { ...system, outbox: { ...system.outbox, delivered: system.outbox.delivered + 1 } } });
};

export const REFUSED = { ok: false, error: { code: 'internal', message: 'The store does not answer.' } };
