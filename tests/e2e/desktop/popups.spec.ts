import { expect, test } from '@playwright/test';
import type { Popup, Popups } from '../../../src/main/core/port/popups.js';
import { createNodePopups } from '../../../src/main/platform/node/popups.js';
import { followNotifications, hasName, type NotificationsLog } from './support/bus.js';

const popup = (over: Partial<Popup> = {}): Popup => ({
  id: 'p1',
  title: 'Booking page is down',
  body: 'answered 503',
  sticky: false,
  sound: false,
  actions: [],
  ...over,
});

let popups: Popups;
let log: NotificationsLog;

test.beforeEach(async () => {
  test.skip(process.platform !== 'linux', 'these tests read the Linux session bus');
  test.skip(!(await hasName('org.freedesktop.Notifications')), 'no notification service runs in this session');
  log = await followNotifications();
  popups = createNodePopups({ platform: 'linux', icon: '', playSound: null });
});

test.afterEach(() => {
  popups?.stop();
  log?.stop();
});

const show = (shown: Popup) => popups.show(shown, () => undefined);

test('a console without Electron shows pop-ups through the system’s own program', async () => {
  expect(await show(popup({ sticky: true }))).toMatchObject({ ok: true });
  await expect.poll(log.read).toHaveLength(1);
  expect(log.read()[0]).toMatchObject({ title: 'Booking page is down', body: 'answered 503', urgency: 2, expires: 0 });
});

test('no text is taken for an option, for markup or for a command', async () => {
  expect(await show(popup({ title: '--help', body: '-1 < 2 & "$(touch /tmp/x)" `id`\n<b>bold</b>' }))).toMatchObject({
    ok: true,
  });
  await expect.poll(log.read).toHaveLength(1);
  const [shown] = log.read();
  expect(shown?.title.replace('\u2060', '')).toBe('--help');
  expect(shown?.body.replace('\u2060', '')).toBe('-1 &lt; 2 &amp; "$(touch /tmp/x)" `id`\n&lt;b&gt;bold&lt;/b&gt;');
});

test('a session without a bus is an answer in words, no crash', async () => {
  const kept = process.env.DBUS_SESSION_BUS_ADDRESS;
  process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nowhere';
  try {
    const answer = await show(popup());
    expect(answer).toMatchObject({ ok: false, error: { retry: 'later', text: expect.stringMatching(/bus|service/) } });
  } finally {
    process.env.DBUS_SESSION_BUS_ADDRESS = kept;
  }
});
