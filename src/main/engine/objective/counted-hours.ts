import type { Measure, Objective } from '../../core/model/slo.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import { addToHours, type HourRun, type HourSums, stretchesOf, togetherUntil } from '../../core/slo/hour-counts.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { countingByHour } from './by-hour.js';
import { closedEnd, type KeptCounts } from './kept-counts.js';

export interface CountedHoursParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly history: History;
  readonly kept: KeptCounts;
}

/** Counts by the hour: what is over is kept, and only what is not kept is counted. */
export interface CountedHours {
  /** What objectives count within `[from, to)` over all series that there are, in their order; `from` is a whole hour. */
  count(objectives: readonly Objective[], from: Instant, to: Instant): Promise<readonly (readonly CountedMeasure[])[]>;
  /** Counts what is over of `[from, to)` and not kept, the newest first; `pause` is waited for between two parts and ends it with false. */
  fill(measures: readonly Measure[], from: Instant, to: Instant, pause: () => Promise<boolean>): Promise<void>;
}

export const createCountedHours = ({ clock, history, kept }: CountedHoursParts): CountedHours => {
  const missing = (measures: readonly Measure[], from: Instant, to: Instant): readonly SharedRun[] =>
    sharedRuns(measures.map((measure) => [measure, kept.of(measure).missing(from, to)]));

  const fill: CountedHours['fill'] = async (measures, from, to, pause) => {
    const runs = missing(measures, from, instant(Math.min(to, closedEnd(clock.now()))));
    if (runs.length === 0) return;
    const learning = new Map(runs.flatMap((run) => run.measures).map((measure) => [measure, kept.begin(measure)]));
    try {
      // Only now: a series that comes later has its hours forgotten.
      const countHours = await countingByHour(history, measures);
      for (const run of runs.flatMap(piecesOfRun).toReversed()) {
        const sums = sumsFor(run.measures);
        for (const part of countHours(run.measures, run.from, run.to)) {
          addAll(sums, await part());
          if (!(await pause())) return;
        }
        for (const measure of run.measures) learning.get(measure)?.learn(run, sums.get(measure) ?? new Map());
      }
    } finally {
      for (const one of learning.values()) one.end();
    }
  };

  /** What is kept, and with it what is not over and what somebody wrote to while it was counted: one look at it for all measures. */
  const countAll = async (
    measures: readonly Measure[],
    from: Instant,
    to: Instant,
  ): Promise<ReadonlyMap<Measure, HourSums>> => {
    await fill(measures, from, to, async () => true);
    const open = missing(measures, from, to);
    const sums = sumsFor(measures);
    addAll(
      sums,
      measures.map((measure) => ({ measure, stretches: kept.of(measure).stretches(from, to) })),
    );
    if (open.length === 0) return sums;
    const countHours = await countingByHour(history, measures);
    for (const run of open)
      for (const part of countHours(run.measures, run.from, instant(Math.min(run.to, to)))) addAll(sums, await part());
    return sums;
  };

  return {
    fill,
    count: async (objectives, from, to) => {
      const sums = await countAll(
        objectives.flatMap(({ measures }) => measures),
        from,
        to,
      );
      return objectives.map(({ measures }) =>
        measures.map((measure) => ({ measure, stretches: stretchesOf(sums.get(measure) ?? new Map()) })),
      );
    },
  };
};

/** Hours that are counted for several measures together. */
interface SharedRun extends HourRun {
  readonly measures: readonly Measure[];
}

/** Most measures lack the same hours. In order of time. */
const sharedRuns = (all: readonly (readonly [Measure, readonly HourRun[]])[]): readonly SharedRun[] => {
  const shared = new Map<string, HourRun & { readonly measures: Measure[] }>();
  for (const [measure, runs] of all)
    for (const { from, to } of runs) {
      const key = `${from} ${to}`;
      const known = shared.get(key) ?? { from, to, measures: [] };
      shared.set(key, known);
      known.measures.push(measure);
    }
  return [...shared.values()].sort((a, b) => a.to - b.to);
};

/** Counted together is at most what is kept together, so that a store that lays hours down in like spans reads each once. */
const piecesOfRun = ({ from, to, measures }: SharedRun): readonly SharedRun[] => {
  const pieces: SharedRun[] = [];
  for (let begin = from; begin < to; begin = togetherUntil(begin))
    pieces.push({ from: begin, to: instant(Math.min(to, togetherUntil(begin))), measures });
  return pieces;
};

const sumsFor = (measures: readonly Measure[]): Map<Measure, HourSums> =>
  new Map(measures.map((measure): [Measure, HourSums] => [measure, new Map()]));

const addAll = (sums: ReadonlyMap<Measure, HourSums>, counted: readonly CountedMeasure[]): void => {
  for (const { measure, stretches } of counted) {
    const sum = sums.get(measure);
    if (sum !== undefined) addToHours(sum, stretches);
  }
};
