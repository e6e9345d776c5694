import { describe, it } from 'vitest';
import type { EpisodeId } from '../../src/main/core/model/alert.js';
import { seconds } from '../../src/main/core/time/instant.js';
import { createDeliver } from '../../src/main/engine/outbox/deliver.js';
import { backgroundOf } from '../support/background.js';
import { deliveryOf } from '../support/delivery.js';
import { NINE_O_CLOCK, silentLog } from '../support/engine.js';
import { createFakeClock } from '../support/fake-clock.js';
import { machineLoad } from './process-figures.js';
import { printTable, summarise } from './support.js';

const of = (n: number) => deliveryOf('webhook', { id: `a${n}-1:firing:webhook`, alerts: [`a${n}-1` as EpisodeId] });

/** A way out whose receiver fails always, on a clock that the benchmark moves; nothing of it is kept. */
const rig = (mayLeave: () => boolean) => {
  const clock = createFakeClock(NINE_O_CLOCK);
  const error = { retry: 'later', code: '503', text: 'busy' } as const;
  const deliver = createDeliver({
    clock,
    log: silentLog,
    channels: [
      {
        kind: 'webhook',
        pace: { atOnce: 32, ahead: 32, rate: null },
        send: async () => ({ ok: false, error }),
        stop: async () => undefined,
      },
    ],
    mayLeave,
    isNewest: () => true,
    pointless: () => null,
    longestFailure: () => null,
    triesOf: () => 3,
    background: () => backgroundOf(),
    spread: (wait) => wait,
    begin: () => undefined,
    spare: () => undefined,
    keep: () => undefined,
    remember: () => Promise.resolve(),
  });
  return { clock, deliver };
};

const WAITING = 100_000;
const MORE = 10_000;

describe('the outbox', () => {
  it('takes one more where many wait', () => {
    const { deliver } = rig(() => false);
    for (let n = 0; n < WAITING; n += 1) deliver.enqueue(of(n));
    const times: number[] = [];
    for (let n = WAITING; n < WAITING + MORE; n += 1) {
      const delivery = of(n);
      const begun = performance.now();
      deliver.enqueue(delivery);
      times.push(performance.now() - begun);
    }
    printTable(`one delivery more, 100,000 waiting (load ${machineLoad()})`, [summarise('enqueue', times)]);
  });

  it('keeps its size while receivers fail for an hour', async () => {
    const { clock, deliver } = rig(() => true);
    const sizes: number[] = [];
    for (let second = 0, n = 0; second < 3_600; second += 1) {
      for (let one = 0; one < 10; one += 1, n += 1) deliver.enqueue(of(n));
      await clock.advance(seconds(1));
      if (second % 600 === 599) {
        globalThis.gc?.();
        sizes.push(process.memoryUsage().heapUsed / 1e6);
      }
    }
    await deliver.stop();
    const figures = sizes.map((value, index) => ({ name: `heap after ${(index + 1) * 10} min`, value, unit: 'MB' }));
    printTable('10 deliveries a second for an hour of the clock, each given up after three tries', [], figures);
  });
});
