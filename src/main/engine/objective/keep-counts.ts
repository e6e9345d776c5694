import type { EventStretch, Measure, Objective } from '../../core/model/slo.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Log } from '../../core/port/log.js';
import { addToHours, type HourRun, type HourSums, stretchesOf } from '../../core/slo/hour-counts.js';
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
/** What is counted together at most: then the shared store reads hardly more than is asked of it. */
const LONGEST = hours(540);

export const createCountedHours = ({ clock, history, kept }: Omit<KeepCountsParts, 'world'>): CountedHours => {
  const counting = createCounting(history);

  const fill = async (measure: Measure, from: Instant, to: Instant, pause: () => Promise<boolean>): Promise<void> => {
    const end = instant(Math.min(to, closedEnd(clock.now())));
    const runs = kept.of(measure).missing(from, end);
    if (runs.length === 0) return;
    const learning = kept.begin(measure);
    try {
      // Only now: a series that comes later has its hours forgotten.
      const countHours = await counting.byHour(measure);
      for (const run of runs.flatMap(stretchesOfRun).toReversed()) {
        const sums: HourSums = new Map();
        for (const part of countHours(run.from, run.to)) {
          addToHours(sums, await part());
          if (!(await pause())) return;
        }
        learning.learn(run, sums);
      }
    } finally {
      learning.end();
    }
  };

  const countMeasure = async (measure: Measure, from: Instant, to: Instant): Promise<readonly EventStretch[]> => {
    await fill(measure, from, to, async () => true);
    const { missing, stretches } = kept.of(measure);
    // What is not over, and what somebody wrote to while it was counted.
    const open = missing(from, to);
    if (open.length === 0) return stretches(from, to);
    const sums: HourSums = new Map();
    addToHours(sums, stretches(from, to));
    const countHours = await counting.byHour(measure);
    for (const run of open)
      for (const part of countHours(run.from, instant(Math.min(run.to, to)))) addToHours(sums, await part());
    return stretchesOf(sums);
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

const stretchesOfRun = ({ from, to }: HourRun): readonly HourRun[] =>
  Array.from({ length: Math.ceil((to - from) / LONGEST) }, (_, i) => ({
    from: after(from, i * LONGEST),
    to: instant(Math.min(to, from + (i + 1) * LONGEST)),
  }));

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
