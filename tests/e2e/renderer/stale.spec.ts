import { expect } from '@playwright/test';
import type { Instant } from '../../../src/preload/contract/views.js';
import { test } from './console.js';

const HOUR = 3_600_000;

test('what main says to be fresh stays so however old it is, and what it says to be out of date is called so', async ({
  openConsole,
  page,
}) => {
  const { main } = await openConsole('healthy');
  const { watch, sources, targets } = main.scene.view;
  const set = (freshUntil: number): void => {
    const at = (main.scene.now - 2 * HOUR) as Instant;
    const until = freshUntil as Instant;
    main.change(
      { part: 'watch', value: { ...watch, freshAt: at, freshUntil: until } },
      ...Object.values(sources).map(
        (row) => ({ part: 'sources', key: row.kind, value: { ...row, lastAt: at, freshUntil: until } }) as const,
      ),
      ...Object.values(targets).map(
        (row) => ({ part: 'targets', key: row.id, value: { ...row, lastAt: at, freshUntil: until } }) as const,
      ),
    );
  };
  const status = page.getByRole('status').first();
  const list = page.getByRole('region', { name: 'Sources' });
  set(Date.now() + HOUR);
  await expect(status).toContainText('all sources fresh 2 h ago');
  await expect(list.getByText('Fresh').first()).toBeVisible();
  await expect(list.getByText('Out of date')).toHaveCount(0);

  set(Date.now() + 1_500);
  await expect(status).toContainText('readings are out of date, the last 2 h ago');
  await expect(list.getByText('Out of date').first()).toBeVisible();
  await page.goto(`${main.address}#/targets`);
  await expect(page.getByText('stale, ').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/stale-targets.png' });
});
