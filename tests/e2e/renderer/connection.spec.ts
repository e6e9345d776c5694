import { expect } from '@playwright/test';
import { test } from './console.js';

test('a push changes the page at once, and a lost one makes it read again', async ({ openConsole }) => {
  const { page, main } = await openConsole('healthy');
  await expect(page.getByRole('status')).toContainText('All is well');
  const { watch } = main.scene.view;
  // A stream that opens anew reads anew, as it should; from here on none does.
  const reads = (): number => main.calls.filter((call) => call.name === 'view.read').length;
  const before = reads();
  expect(before).toBeGreaterThan(0);
  main.change({ part: 'watch', value: { ...watch, state: 'problem', firing: { critical: 3, warning: 0, info: 0 } } });
  await expect(page.getByRole('status')).toContainText('3 critical');
  expect(reads()).toBe(before);
  main.changeSilently({ part: 'watch', value: { ...watch, state: 'problem', firing: { critical: 4, warning: 0, info: 0 } } });
  main.change({ part: 'system', value: main.scene.view.system });
  await expect(page.getByRole('status')).toContainText('4 critical');
  expect(reads()).toBe(before + 1);
});

test('a lost connection is said, actions wait, and the page is right again by itself', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/alerts/a17-1');
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeEnabled();
  main.setReachable(false);
  await expect(page.getByRole('status')).toContainText('Connection lost');
  await expect(page.getByRole('region', { name: 'Problems of the watch' })).toContainText(
    'This window shows what was known before',
  );
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeDisabled();
  main.changeSilently({ part: 'watch', value: { ...main.scene.view.watch, firing: { critical: 7, warning: 0, info: 0 } } });
  main.setReachable(true);
  await expect(page.getByRole('status')).toContainText('7 critical');
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toBeEnabled();
});

test('a browser without a session is asked for its code', async ({ openConsole }) => {
  const { page, main } = await openConsole('healthy');
  main.setSignedIn(false);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Watchroom');
  await page.getByLabel('One-time code').fill('abc 123');
  const [request] = await Promise.all([page.waitForRequest(/sign-in/), page.getByRole('button', { name: 'Sign in' }).click()]);
  expect(new URL(request.url()).searchParams.get('code')).toBe('abc 123');
});

for (const scene of ['problem', 'healthy', 'blind', 'flood', 'failing'] as const) {
  test(`in a narrow window nothing of the strip of ${scene} is cut`, async ({ openConsole }) => {
    const { page } = await openConsole(scene);
    await page.setViewportSize({ width: 1_024, height: 700 });
    const state = page.getByRole('status').first();
    await expect(state).toContainText(
      { problem: '11 targets', healthy: '11 targets', flood: '11 targets', blind: 'for 90 min', failing: '11 targets' }[scene],
    );
    if (scene === 'problem') await expect(state).toHaveText(/^1 critical\s*1 warning\s*2 in hand\s*11 targets$/);
    const cut = await state.evaluate(
      (box) =>
        [box, ...box.querySelectorAll('*')].filter(
          ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth,
        ).length,
    );
    expect(cut).toBe(0);
  });
}
