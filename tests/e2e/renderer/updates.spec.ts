import { expect, type Page } from '@playwright/test';
import type { UpdateView } from '../../../src/preload/contract/views.js';
import { type OpenConsole, test } from './console.js';

const NOTES = `Alerts are read aloud.

- The wallboard shows the hour before.
- Fewer messages at night: a warning waits for company until the morning.`;

const READY: UpdateView = {
  state: 'ready',
  lastAt: (Date.now() - 240_000) as UpdateView['lastAt'],
  offer: { version: '1.4.0', notes: NOTES, address: null },
  text: 'Put in place when Watchroom is quit while no alert is open, or at once when somebody restarts into it.',
};
const REFUSED: UpdateView = {
  ...READY,
  state: 'refused',
  offer: null,
  text: 'the signature of latest-linux.yml is not by the key of this app (3f9a5c0d17be42e8)',
};

const OFFERED: UpdateView = {
  ...READY,
  state: 'offered',
  offer: { version: '1.4.0', notes: NOTES, address: 'https://updates.example.org/watchroom/watchroom-1.4.0.AppImage' },
  text: 'This kind of installation is not replaced by Watchroom itself: quit it, and put the new AppImage over the file of this one.',
};

const show = ({ main }: OpenConsole, update: UpdateView | null): void =>
  main.change({ part: 'desk', value: { ...main.scene.view.desk, update } });

const picture = async (page: Page, name: string): Promise<void> => {
  for (const [scheme, width, height] of [
    ['dark', 1440, 900],
    ['light', 1024, 700],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `test-results/screens/updates-${name}-${scheme}-${width}.png` });
  }
};

test('offers a newer version with what is new, and says what a restart costs before it does', async ({ openConsole }) => {
  const opened = await openConsole('problem', '/system');
  const { page, main } = opened;
  const updates = page.getByRole('region', { name: 'Updates' });
  await expect(updates).toHaveCount(0);
  show(opened, READY);
  await expect(updates).toContainText('Version 1.4.0.');
  await expect(updates).toContainText('The wallboard shows the hour before.');
  await picture(page, 'ready');
  await updates.getByRole('button', { name: 'Restart into 1.4.0' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restart into 1.4.0' });
  await expect(dialog).toContainText('alerts open');
  await picture(page, 'ask');
  await expect(dialog.getByRole('button', { name: 'Later' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Restart now' }).click();
  await expect(dialog).toContainText('Only the desktop app updates itself.');
  const restarts = main.calls.filter(({ name }) => name === 'update.restart');
  expect(restarts).toMatchObject([{ input: { version: '1.4.0' } }]);
});

test('says why an update was refused, and looks anew when asked', async ({ openConsole }) => {
  const opened = await openConsole('healthy', '/system');
  show(opened, REFUSED);
  const updates = opened.page.getByRole('region', { name: 'Updates' });
  await expect(updates).toContainText('Refused');
  await expect(updates).toContainText('3f9a5c0d17be42e8');
  await expect(updates.getByRole('button', { name: /^Restart/ })).toHaveCount(0);
  await picture(opened.page, 'refused');
  await updates.getByRole('button', { name: 'Look now' }).click();
  await expect.poll(() => opened.main.calls.some(({ name }) => name === 'update.look')).toBe(true);
});

test('says of a version that a person installs where it is, and offers no restart', async ({ openConsole }) => {
  const opened = await openConsole('healthy', '/system');
  show(opened, OFFERED);
  const updates = opened.page.getByRole('region', { name: 'Updates' });
  await expect(updates).toContainText('Version 1.4.0. This kind of installation is not replaced by Watchroom itself');
  await expect(updates).toContainText('https://updates.example.org/watchroom/watchroom-1.4.0.AppImage');
  await expect(updates).toContainText('The wallboard shows the hour before.');
  await expect(updates.getByRole('button', { name: /^Restart/ })).toHaveCount(0);
  await picture(opened.page, 'offered');
});
