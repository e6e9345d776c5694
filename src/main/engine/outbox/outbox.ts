import type { AlertChart } from '../../core/model/chart.js';
import type { Delivery } from '../../core/model/notification.js';
import type { DailyReport } from '../../core/model/report.js';
import { backgroundOf } from '../view/background.js';
import type { World } from '../world.js';
import { createDeliver, type Deliver, type DeliverParts } from './deliver.js';
import { conclude, longestFailure } from './hand-over.js';
import { pointless, triesOf } from './record-outcome.js';
import { noteBegun, noteEnded, writeUnderWay } from './under-way.js';

export interface OutboxParts extends Pick<DeliverParts, 'clock' | 'log' | 'channels' | 'spread'> {
  readonly world: World;
}

/** What the outbox needs of parts that are made after it. */
interface Late extends Pick<DeliverParts, 'remember'> {
  readonly isOffline: () => boolean;
  readonly kept: () => void;
  readonly reportOf: (delivery: Delivery) => Promise<DailyReport>;
  readonly chartOf: (delivery: Delivery) => Promise<AlertChart | null>;
}

/** Delivery as this desk does it: what may leave, what is said, and what is remembered of it. */
export const createOutbox = ({ world, clock, log, channels, spread }: OutboxParts, late: Late): Deliver =>
  createDeliver({
    clock,
    log,
    channels,
    mayLeave: (channel) => world.settling === null && (channel === 'desktop' || !late.isOffline()),
    isNewest: (delivery) => world.deliveries.get(delivery.id) === delivery,
    pointless: (delivery) => pointless(world, delivery),
    longestFailure: (delivery) => longestFailure(world, delivery),
    triesOf: (channel) => triesOf(world, channel),
    background: (delivery) => ({
      ...backgroundOf(world, delivery, clock.now()),
      ...(delivery.reason === 'daily-summary' ? { report: () => late.reportOf(delivery) } : {}),
      chart: () => late.chartOf(delivery),
    }),
    spread,
    begin: (delivery) => noteBegun(world, delivery, clock.now()),
    spare: (delivery) => {
      noteEnded(world, delivery);
      writeUnderWay(world);
    },
    keep: (delivery) => {
      noteEnded(world, delivery);
      const heir = conclude(world, delivery, clock.now());
      if (heir !== null)
        log.warn('delivery.handed-over', { from: delivery.channel, to: heir, outcome: delivery.attempts.at(-1)?.outcome });
      late.kept();
    },
    remember: late.remember,
  });
