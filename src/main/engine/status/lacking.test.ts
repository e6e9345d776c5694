import { expect, it } from 'vitest';
import { configOf, createRig, NINE_O_CLOCK, pass, type Rig } from '../../../../tests/support/engine.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import { minutes } from '../../core/time/instant.js';

const MAIL = { channels: { ...NO_CHANNELS, email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: null } } };

const sinceOf = ({ engine }: Rig, id: string): number | undefined =>
  engine.view().view.system.banners.find((banner) => banner.id === id)?.since;

/** The second in which it was noticed at the latest. */
const aboutAt = (minute: number): unknown =>
  expect.toSatisfy((at: number) => at >= NINE_O_CLOCK + minutes(minute) && at <= NINE_O_CLOCK + minutes(minute) + 1_000);

it('what a channel lacks is said since it began, whoever looked then, and however often the desk was started since', async () => {
  const set: { missing: string | null } = { missing: null };
  const rig = await createRig({ channels: ['email'], config: MAIL, lacks: () => set.missing });
  await pass(rig, minutes(10));
  expect(sinceOf(rig, 'channel-email')).toBeUndefined();
  set.missing = 'Email lacks a server.';
  await pass(rig, minutes(20));
  expect(sinceOf(rig, 'channel-email')).toEqual(aboutAt(10));
  const again = await rig.restart();
  await pass(again, minutes(5));
  expect(sinceOf(again, 'channel-email')).toEqual(aboutAt(10));
  set.missing = null;
  await pass(again, minutes(5));
  expect(sinceOf(again, 'channel-email')).toBeUndefined();
  set.missing = 'Email lacks a sender.';
  await pass(again, minutes(5));
  expect(sinceOf(again, 'channel-email')).toEqual(aboutAt(40));
  await again.engine.stop();
});

it('so it is that there is no channel, or none that this version can send by', async () => {
  const rig = await createRig({ channels: ['email'], config: MAIL });
  await pass(rig, minutes(10));
  rig.engine.reconfigure(configOf({ channels: NO_CHANNELS }));
  await pass(rig, minutes(10));
  expect(sinceOf(rig, 'no-channel')).toBe(NINE_O_CLOCK + minutes(10));
  rig.engine.reconfigure(configOf({ channels: { ...MAIL.channels, slack: {} as never } }));
  await pass(rig, minutes(10));
  expect(sinceOf(rig, 'unavailable-slack')).toBe(NINE_O_CLOCK + minutes(20));
  await rig.engine.stop();
});
