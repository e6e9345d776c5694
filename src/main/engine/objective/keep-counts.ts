import type { Clock, Stop } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import {
  after,
  bucketStart,
  days,
  hours,
  type Instant,
  instant,
  milliseconds,
  minutes,
  seconds,
} from '../../core/time/instant.js';
import type { World } from '../world.js';
import type { CountedHours } from './counted-hours.js';
import type { KeptCounts } from './kept-counts.js';

export interface KeepCountsParts {
  readonly world: World;
  readonly clock: Clock;
  readonly kept: KeptCounts;
  readonly log: Log;
  readonly counted: CountedHours;
}

/** Thirteen months at most are reported on. */
const BACK = days(397);
const [SOON, EVERY] = [seconds(40), minutes(5)];
/** Between two stretches of what is counted in the background. */
const REST = milliseconds(100);
/** What was counted is written down after so many of them. */
const OFTEN = 100;

export interface KeepCounts {
  start(): void;
  stop(): void;
}

/** Counts every hour that is over once, in the background, so that a report of a year finds them counted. */
export const createKeepCounts = (parts: KeepCountsParts): KeepCounts => {
  const { world, clock, kept, log, counted } = parts;
  let isStopped = false;
  let cancel: Stop = () => undefined;
  let wake: () => void = () => undefined;

  let rests = 0;
  const rest = async (): Promise<boolean> => {
    rests += 1;
    if (rests % OFTEN === 0) kept.save(world.draft().marks);
    await new Promise<void>((resolve) => {
      wake = resolve;
      cancel = clock.wakeAt(after(clock.now(), REST), resolve);
    });
    return !isStopped;
  };

  const run = async (): Promise<void> => {
    try {
      const { objectives, retention } = world.config;
      const measures = objectives.flatMap((objective) => objective.measures);
      const now = clock.now();
      kept.keepOnly(measures);
      await counted.fill(measures, keptFrom(after(now, -BACK), retention.hour, now), now, rest);
      kept.save(world.draft().marks);
    } catch (error) {
      if (!isStopped) log.warn('counts.keep-failed', { text: String(error) });
    }
    again(EVERY);
  };

  const again = (length: number): void => {
    if (!isStopped) cancel = clock.wakeAt(after(clock.now(), length), () => void run());
  };

  return {
    start: () => again(SOON),
    stop: () => {
      isStopped = true;
      cancel();
      wake();
      kept.save(world.draft().marks);
    },
  };
};

/** Where what is asked from an instant on begins: before that nothing is kept any more. */
export const keptFrom = (from: Instant, retention: number, now: Instant): Instant =>
  bucketStart(instant(Math.max(from, now - retention)), hours(1));
