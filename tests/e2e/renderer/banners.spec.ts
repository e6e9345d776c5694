import { expect } from '@playwright/test';
import { asked, test } from './console.js';

const SINCE = Date.now() - 90_000;

/** What a desk says of channels that are turned on and cannot send, and of a disk that is full. */
const BANNERS = [
  ['channel-email', 'warning', 'Nothing can be sent by email: Email lacks a server. Add channels.email.smtp: { host: … }.'],
  ['channel-slack', 'warning', 'The last message by Slack did not arrive: Slack’s webhook: the name is not known (DNS).'],
  ['channel-sms', 'warning', 'Nothing can be sent by SMS: SMS lacks a provider. Add channels.sms.twilio or channels.sms.sns.'],
  ['channel-webhook', 'warning', 'The last message by webhook did not arrive: hooks.example.org: refused.'],
  ['store-failing', 'critical', 'Watchroom cannot write to its store: no space left on the device'],
] as const;
const REMEDY = 'Check it under System, Notifications, mend what that names, and send a test.';

const bannersOf = (n: number) =>
  BANNERS.slice(BANNERS.length - n).map(([id, severity, text]) => ({
    id,
    severity,
    text,
    remedy: REMEDY,
    since: SINCE as never,
  }));

for (const [theme, width, height] of [
  ['dark', 1440, 900],
  ['light', 1024, 700],
] as const)
  test(`many problems of the watch leave room for the page, the worst first, and lead to where they are mended, ${theme}`, async ({
    openConsole,
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    const { main } = await openConsole('problem', '/alerts');
    main.change({ part: 'system', value: { ...main.scene.view.system, banners: bannersOf(5) } });
    const problems = page.getByRole('region', { name: 'Problems of the watch' });
    const more = problems.getByRole('button', { name: '3 more problems of the watch' });
    await expect(more).toBeVisible();
    await expect(problems.getByRole('listitem')).toHaveCount(2);
    await expect(problems.getByRole('listitem').first()).toContainText('cannot write to its store');
    await expect(page.getByRole('link', { name: /^System/ })).toBeInViewport({ ratio: 1 });
    await asked(main);
    await page.screenshot({ path: `test-results/screens/banners-folded-${theme}.png` });

    await more.focus();
    await page.keyboard.press('Enter');
    await expect(problems.getByRole('listitem')).toHaveCount(5);
    await expect(problems.getByText('by Slack did not arrive')).toBeInViewport();
    await page.screenshot({ path: `test-results/screens/banners-open-${theme}.png` });
    await problems.getByRole('link', { name: 'Notifications' }).first().click();
    await expect(page).toHaveURL(/#\/system\?part=notifications$/);
    await expect(page.getByRole('heading', { name: 'Notifications' })).toBeInViewport();

    main.change({ part: 'system', value: { ...main.scene.view.system, banners: bannersOf(3) } });
    await expect(problems.getByRole('listitem')).toHaveCount(3);
    await expect(problems.getByRole('button')).toHaveCount(0);
  });

test('how many more there are stays in sight where the first of them take several lines', async ({ openConsole, page }) => {
  await page.setViewportSize({ width: 512, height: 600 });
  const { main } = await openConsole('problem', '/alerts');
  main.change({ part: 'system', value: { ...main.scene.view.system, banners: bannersOf(5) } });
  const more = page.getByRole('button', { name: '3 more problems of the watch' });
  await expect(more).toBeVisible();
  main.setReachable(false);
  await expect(page.getByText('This window shows what was known before', { exact: false })).toBeVisible();
  await expect(more).toBeInViewport({ ratio: 1 });
  await page.screenshot({ path: 'test-results/screens/banners-narrow.png' });
  await more.click();
  await expect(page.getByRole('button', { name: 'Show the first two only' })).toBeInViewport({ ratio: 1 });
});
