import { expect, it } from 'vitest';
import { configOf, createRig } from '../../../../tests/support/engine.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import { ok } from '../../core/model/result.js';
import { minutes, seconds } from '../../core/time/instant.js';

const HIDDEN = {
  text: 'shown only in the notification centre: do not disturb is on (dunst is paused)',
  isHidden: true,
} as const;

const paused = () =>
  createRig({
    channels: ['desktop', 'email'],
    answer: async ({ channel }) => ok(channel === 'desktop' ? HIDDEN : { text: '250 ok' }),
    config: {
      rules: configOf().rules.map((rule) => ({ ...rule, channels: ['desktop'] })),
      channels: {
        ...NO_CHANNELS,
        desktop: { enabled: true, sound: true },
        email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: null },
      },
      handOver: { order: ['desktop', 'email'], after: minutes(5) },
    },
  });

it('what do not disturb hid is claimed as seen nowhere, and a critical goes on to the next channel', async () => {
  const rig = await paused();
  rig.weather.up = false;
  await rig.clock.advance(seconds(120));
  expect(rig.sent.map(({ channel, insteadOf }) => [channel, insteadOf ?? null])).toEqual([
    ['desktop', null],
    ['email', 'desktop'],
  ]);
  const [row] = rig.firing();
  const found = row === undefined ? undefined : await rig.engine.alert(row.id);
  const detail = found?.ok === true ? found.value : undefined;
  expect(detail?.timeline.map(({ text }) => text)).toEqual(
    expect.arrayContaining([`desktop: ${HIDDEN.text}`, 'desktop could not show it: handed over to email.', 'email: delivered']),
  );
  const explained = await rig.engine.explain({ rule: row?.rule as never, labels: null, at: null });
  const desktop = explained.ok ? explained.value.explanation.channels.find(({ channel }) => channel === 'desktop') : undefined;
  expect(desktop?.told?.state).toBe('hidden');
  expect(desktop?.gates.at(-1)).toMatchObject({ state: 'blocked', because: 'hidden', text: `Pop-up was ${HIDDEN.text}.` });
  expect(explained.ok && explained.value.explanation.outcome.text).toMatch(/^Woke: Email at [^,]*, because/);
  await rig.engine.stop();
});
