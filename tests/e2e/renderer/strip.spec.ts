import { expect } from '@playwright/test';
import { asked, test } from './console.js';

test('from the palette a browser opens the strip in a small window, which leads back to the queue', async ({
  openConsole,
  page,
}) => {
  const { main } = await openConsole('problem');
  await asked(main);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('compact strip');
  const popup = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  const strip = await popup;
  await expect(strip.getByRole('status')).toHaveText('Critical');
  await expect(strip.getByText('Booking form is down: answered 503 (expected 200–399)')).toBeVisible();
  await expect(strip.getByText(/s ago|just now/)).toBeVisible();

  const { watch } = main.scene.view;
  main.change({ part: 'watch', value: { ...watch, state: 'blind', blind: { since: watch.bornAt, cause: 'offline' } } });
  await expect(strip.getByRole('status')).toHaveText('Blind');
  await expect(strip.getByText('because this desk’s own network was down')).toBeVisible();
  main.setReachable(false);
  await expect(strip.getByRole('status')).toHaveText('Connection lost');

  await strip.getByRole('button', { name: /Connection lost/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alerts');
  const closed = strip.waitForEvent('close');
  await strip.getByRole('button', { name: 'Close the strip' }).click();
  await closed;
});
