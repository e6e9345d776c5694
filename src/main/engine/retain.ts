import type { Retention } from '../core/model/config.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { History, StoreFigures } from '../core/port/history.js';
import type { Log } from '../core/port/log.js';
import { after, bucketStart, days, hours, type Instant, minutes, seconds } from '../core/time/instant.js';

export interface RetainParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly history: History;
  readonly keep: () => Retention;
  /** Whether the wall clock can be believed enough to delete by it. */
  readonly isClockSound: () => boolean;
  /** Forgets in memory what the store alone need hold. */
  readonly forget: (now: Instant) => void;
  /** Told that no hour that began before this instant is kept any more. */
  readonly deletedBefore: (floor: Instant) => void;
}

export interface Retain {
  start(): void;
  /** The store's own figures as last asked for; null before the first time. */
  figures(): StoreFigures | null;
  stop(): void;
}

/** While the clock is in doubt nothing is old enough to go; sealing and rolling up go on. */
const AGES = days(36_500);
const FOR_EVER: Retention = {
  raw: AGES,
  minute: AGES,
  fiveMinutes: AGES,
  hour: AGES,
  alerts: AGES,
  audit: AGES,
  logs: AGES,
  recording: AGES,
};

const EVERY = minutes(5);
const SOON = seconds(20);

/** Seals, rolls up and deletes in the background, a bounded slice at a time. */
export const createRetain = ({ clock, log, history, keep, isClockSound, forget, deletedBefore }: RetainParts): Retain => {
  let cancel: Stop | null = null;
  let isStopped = false;
  let figures: StoreFigures | null = null;

  const run = async (): Promise<void> => {
    try {
      forget(clock.now());
      const [kept, now] = [isClockSound() ? keep() : FOR_EVER, clock.now()];
      const { deleted, sealed } = await history.retain(kept, now);
      deletedBefore(bucketStart(after(now, -kept.hour), hours(1)));
      if (deleted + sealed > 0) log.debug('store.retained', { deleted, sealed });
      figures = await history.figures();
    } catch (error) {
      if (!isStopped) log.warn('store.retain-failed', { text: String(error) });
    }
    again(EVERY);
  };

  const again = (length: number): void => {
    if (!isStopped) cancel = clock.wakeAt(after(clock.now(), length), () => void run());
  };

  return {
    start: () => {
      void history.figures().then(
        (now) => {
          figures = now;
        },
        () => undefined,
      );
      again(SOON);
    },
    figures: () => figures,
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
