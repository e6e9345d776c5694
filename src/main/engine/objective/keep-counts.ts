import type { EventStretch, Measure, Objective } from '../../core/model/slo.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Log } from '../../core/port/log.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
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
import { createCounting } from './counting.js';
import { closedEnd, type KeptCounts } from './kept-counts.js';

export interface KeepCountsParts {
  readonly world: World;
  readonly clock: Clock;
  readonly history: History;
  readonly kept: KeptCounts;
}

/** Counts by the hour: what is over is kept, and only what is not kept is counted. */
export interface CountedHours {
  /** What an objective counts within `[from, to)` over all series that there are; `from` is a whole hour. */
  count(objective: Objective, from: Instant, to: Instant): Promise<readonly CountedMeasure[]>;
  /** Counts what is over of `[from, to)` and not kept, the newest first; `pause` is waited for between two stretches and ends it with false. */
  fill(measure: Measure, from: Instant, to: Instant, pause: () => Promise<boolean>): Promise<void>;
}

const HOUR = hours(1);
/** A stretch is counted without a commit in between: it is made longer or shorter so that it takes about so long, in milliseconds. */
const [SHORT, LONG] = [8, 20];
const LONGEST = hours(540);

export const createCountedHours = ({ clock, history, kept }: Omit<KeepCountsParts, 'world'>): CountedHours => {
  const counting = createCounting(history);
  /** How long a stretch of each measure may be. */
  const lengths = new WeakMap<Measure, number>();

  const fill = async (measure: Measure, from: Instant, to: Instant, pause: () => Promise<boolean>): Promise<void> => {
    const end = instant(Math.min(to, closedEnd(clock.now())));
    const runs = kept.of(measure).missing(from, end);
    if (runs.length === 0) return;
    const learning = kept.begin(measure);
    try {
      // Only now: a series that comes later has its hours forgotten.
      const countHours = await counting.byHour(measure);
      for (const run of runs.toReversed())
        for (let rest = run.to; rest > run.from; ) {
          const length = lengths.get(measure) ?? HOUR;
          const start = instant(Math.max(run.from, rest - length));
          const begun = clock.monotonic();
          learning.learn({ from: start, to: rest }, await countHours(start, rest));
          lengths.set(measure, nextLength(length, clock.monotonic() - begun));
          rest = start;
          if (!(await pause())) return;
        }
    } finally {
      learning.end();
    }
  };

  const countMeasure = async (measure: Measure, from: Instant, to: Instant): Promise<readonly EventStretch[]> => {
    await fill(measure, from, to, async () => true);
    const { missing, stretches } = kept.of(measure);
    const found = [...stretches(from, to)];
    // What is not over, and what somebody wrote to while it was counted.
    const open = missing(from, to);
    if (open.length === 0) return found;
    const countHours = await counting.byHour(measure);
    for (const run of open) found.push(...(await countHours(run.from, instant(Math.min(run.to, to)))));
    return found.sort((a, b) => a.start - b.start);
  };

  return {
    fill,
    count: async ({ measures }, from, to) => {
      const counted: CountedMeasure[] = [];
      for (const measure of measures) counted.push({ measure, stretches: await countMeasure(measure, from, to) });
      return counted;
    },
  };
};

const nextLength = (length: number, took: number): number => {
  if (took > LONG) return Math.max(HOUR, Math.floor(length / 2 / HOUR) * HOUR);
  return took < SHORT ? Math.min(LONGEST, length * 2) : length;
};

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
export const createKeepCounts = (
  parts: KeepCountsParts & { readonly log: Log; readonly counted: CountedHours },
): KeepCounts => {
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
      for (const measure of measures) {
        if (isStopped) return;
        await counted.fill(measure, keptFrom(after(now, -BACK), retention.hour, now), now, rest);
        kept.save(world.draft().marks);
      }
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
  bucketStart(instant(Math.max(from, now - retention)), HOUR);
