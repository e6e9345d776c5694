import { type Batch, WIDTH } from '../codec/batch.js';
import { type Bucket, foldBuckets } from './bucket.js';
import { hourOf, type Level, type RollupLevel } from './level.js';
import {
  addBuckets,
  addSample,
  bucketsIn,
  countIn,
  cutAfter,
  cutBefore,
  type Line,
  newLine,
  roomOf,
  type Stretch,
  stretchOf,
  unitOf,
} from './line.js';
import type { BucketPlan } from './plan.js';

/** Buckets as a store has just read them. */
export interface ReadStretch extends Stretch {
  /** Plain ones of the plan's level. */
  readonly buckets: readonly Bucket[];
  /** The instant of the last sample, where it is known. */
  readonly newest: number | undefined;
}

/** What one question learns. What is written meanwhile is taken up when it ends. */
export interface Learning {
  /** The plan's buckets; null where what is known has been cut meanwhile, so that the stretch does not go on from there. */
  put(series: number, plan: BucketPlan, read: ReadStretch): readonly Bucket[] | null;
  end(): void;
}

/**
 * What was drawn before, for whoever draws the same series again and again: their plain buckets, kept up with what is written.
 * Series are told by their numbers.
 */
export interface LineMemory {
  /** What of a plan must be read; null where all of it is known. */
  missing(series: number, plan: BucketPlan): Stretch | null;
  /** The plan's buckets, of which nothing may be missing. */
  read(series: number, plan: BucketPlan): readonly Bucket[];
  /** How many samples of `[from, to)` there are at least. */
  atLeast(series: number, from: number, to: number): number;
  begin(): Learning;
  written(batch: Batch): void;
  /** What lies before these instants was deleted. */
  deletedBefore(floors: Readonly<Record<Level, number>>): void;
  forget(): void;
}

/** Buckets of a line that is worth remembering, and numbers of all lines together (16 MB). */
const [MOST_BUCKETS, MOST_NUMBERS] = [1_500, 2_000_000];

interface Known {
  readonly series: number;
  readonly level: RollupLevel;
  readonly line: Line;
}

/** What was written while a question learnt, and from where on each line does not know it yet. */
interface Meanwhile {
  readonly batches: Batch[];
  readonly from: Map<Known, number>;
}

export const createLineMemory = (most = MOST_NUMBERS): LineMemory => {
  const bySeries = new Map<number, Known[]>();
  /** That which was asked for longest ago first. */
  const inUse = new Set<Known>();
  const learning = new Set<Meanwhile>();
  let rawFloor = Number.NEGATIVE_INFINITY;
  let numbers = 0;
  /** How often all was forgotten: what was read before that is remembered no more. */
  let age = 0;

  const find = (series: number, plan: BucketPlan): Known | undefined =>
    bySeries.get(series)?.find(({ level, line }) => level === plan.level && line.unit === unitOf(plan));

  const drop = (known: Known): void => {
    inUse.delete(known);
    numbers -= roomOf(known.line);
    const rest = (bySeries.get(known.series) ?? []).filter((each) => each !== known);
    if (rest.length > 0) bySeries.set(known.series, rest);
    else bySeries.delete(known.series);
  };

  /** Changes a line, which may become larger, or nothing at all. */
  const change = (known: Known, act: (line: Line) => void): void => {
    numbers -= roomOf(known.line);
    act(known.line);
    numbers += roomOf(known.line);
    if (known.line.from >= known.line.to) drop(known);
  };

  const use = (known: Known): void => {
    inUse.delete(known);
    inUse.add(known);
    for (const oldest of inUse) {
      if (numbers <= most || oldest === known) break;
      drop(oldest);
    }
  };

  const missing = (series: number, plan: BucketPlan): Stretch | null => {
    const line = find(series, plan)?.line;
    const wanted = stretchOf(plan);
    if (line === undefined || line.from > wanted.from || line.to < wanted.from) return wanted;
    return line.to < wanted.to ? { from: line.to, to: wanted.to } : null;
  };

  const read = (series: number, plan: BucketPlan): readonly Bucket[] => {
    const known = find(series, plan);
    if (known === undefined) return [];
    use(known);
    return bucketsIn(known.line, plan);
  };

  const put = (series: number, plan: BucketPlan, stretch: ReadStretch): readonly Bucket[] | null => {
    const wanted = stretchOf(plan);
    const buckets = foldBuckets(stretch.buckets, unitOf(plan), 'plain');
    const known = find(series, plan);
    const goesOn = known !== undefined && known.line.from <= wanted.from && known.line.to === stretch.from;
    if (!goesOn && stretch.from > wanted.from) return null;
    if (!goesOn && buckets.length > MOST_BUCKETS) return answer(buckets, plan);
    if (!goesOn && known !== undefined) drop(known);
    const taken = goesOn ? known : begun(series, plan, stretch);
    change(taken, (line) => {
      if (goesOn && line.size + buckets.length > MOST_BUCKETS) cutBefore(line, wanted.from);
      line.to = stretch.to;
      addBuckets(line, buckets, stretch.newest);
    });
    use(taken);
    return bucketsIn(taken.line, plan);
  };

  const begun = (series: number, plan: BucketPlan, stretch: Stretch): Known => {
    const known: Known = { series, level: plan.level, line: newLine(unitOf(plan), stretch) };
    bySeries.set(series, [...(bySeries.get(series) ?? []), known]);
    inUse.add(known);
    numbers += roomOf(known.line);
    return known;
  };

  const written = (batch: Batch): void => {
    for (const { batches } of learning) batches.push(batch);
    if (inUse.size > 0)
      forEach(batch, (series, at, value) => {
        for (const known of bySeries.get(series) ?? []) takeUp(known, at, value);
      });
  };

  const takeUp = (known: Known, at: number, value: number): void =>
    change(known, (line) => (at < rawFloor ? cutAfter(line, hourOf(at)) : addSample(line, at, value)));

  const begin = (): Learning => {
    const meanwhile: Meanwhile = { batches: [], from: new Map() };
    const begunAt = age;
    learning.add(meanwhile);
    return {
      put: (series, plan, stretch) => {
        if (begunAt !== age) return stretch.from > stretchOf(plan).from ? null : answer(stretch.buckets, plan);
        const buckets = put(series, plan, stretch);
        const known = find(series, plan);
        if (known !== undefined) meanwhile.from.set(known, stretch.from);
        return buckets;
      },
      end: () => {
        learning.delete(meanwhile);
        for (const batch of meanwhile.batches)
          forEach(batch, (series, at, value) => {
            for (const known of bySeries.get(series) ?? [])
              if (at >= (meanwhile.from.get(known) ?? Number.POSITIVE_INFINITY)) takeUp(known, at, value);
          });
      },
    };
  };

  return {
    missing,
    read,
    atLeast: (series, from, to) =>
      (bySeries.get(series) ?? []).reduce((n, { line }) => Math.max(n, countIn(line, from, to)), 0),
    begin,
    written,
    deletedBefore: (floors) => {
      rawFloor = floors.raw;
      for (const known of [...inUse]) change(known, (line) => cutBefore(line, floors[known.level]));
    },
    forget: () => {
      age += 1;
      for (const known of [...inUse]) drop(known);
    },
  };
};

const answer = (buckets: readonly Bucket[], { step, from, to }: BucketPlan): readonly Bucket[] =>
  foldBuckets(
    buckets.filter(({ start }) => start >= from && start < to),
    step,
    'plain',
  );

const forEach = (batch: Batch, act: (series: number, at: number, value: number) => void): void => {
  for (let i = 0; i < batch.length; i += WIDTH) act(batch[i] as number, batch[i + 1] as number, batch[i + 2] as number);
};
