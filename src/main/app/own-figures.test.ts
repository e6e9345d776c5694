import { expect, it } from 'vitest';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import type { SeriesSample } from '../core/model/sample.js';
import type { Pulse } from '../core/observe/pulse.js';
import { after, instant, minutes, seconds } from '../core/time/instant.js';
import { createOwnFigures } from './own-figures.js';

const START = instant(Date.UTC(2026, 0, 5, 3));

const rigOf = (change: Partial<Pulse>) => {
  const clock = createFakeClock(START);
  const told: SeriesSample[] = [];
  const figures = createOwnFigures(clock);
  figures.start(async (samples) => void told.push(...samples));
  figures.follow({
    pulse: () => ({
      ...{ tickedAt: clock.now(), looking: { kind: 'yes', since: START }, readAt: null, readWithin: null },
      ...{ storeFailure: null, rulesFailed: 2, oldestDue: new Map() },
      ...change,
    }),
  });
  return { clock, told, stop: () => figures.stop() };
};

it('rules that fail and messages that wait are told twice a minute, channel by channel', async () => {
  const oldestDue: Pulse['oldestDue'] = new Map([
    ['email', after(START, seconds(4))],
    ['slack', null],
    ['sms', after(START, -minutes(60))],
  ]);
  const { clock, told, stop } = rigOf({ oldestDue });
  await clock.advance(seconds(10));
  expect(told.map(({ series, value }) => [series.name, series.labels, value])).toEqual([
    ['rules_failed', {}, 2],
    ['outbox_oldest_seconds', { channel: 'email' }, 6],
    ['outbox_oldest_seconds', { channel: 'slack' }, 0],
    // Before it looked, nothing could leave: no channel is to blame for that.
    ['outbox_oldest_seconds', { channel: 'sms' }, 10],
  ]);
  await clock.advance(minutes(1));
  expect(told).toHaveLength(12);
  await stop();
  expect(clock.pending()).toBe(0);
});

it('nothing is told while the desk does not look', async () => {
  const { clock, told, stop } = rigOf({ looking: { kind: 'no', cause: 'offline' } });
  await clock.advance(minutes(2));
  expect(told).toEqual([]);
  await stop();
});
