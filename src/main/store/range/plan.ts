import { hourOf, type Level, type RollupLevel, STEP } from './level.js';

/** Start of the earliest hour that each level still holds; infinite where it holds nothing. */
export type Coverage = Readonly<Record<Level, number>>;

/** Buckets of `step` milliseconds, read from this level; `[from, to)` are whole ones. */
export interface BucketPlan {
  readonly kind: 'buckets';
  readonly level: RollupLevel;
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

export type RangePlan = { readonly kind: 'raw' } | BucketPlan;

export interface Asked {
  readonly from: number;
  readonly to: number;
  /** Most points, already within 1–600. */
  readonly maxPoints: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const LADDER = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1_440].map((minutes) => minutes * MINUTE);

/**
 * The finest way to answer within `maxPoints`: raw samples where they are few enough, else buckets of the ladder (whole days
 * beyond it), widened outward to whole buckets. What no longer reaches back as far as the history does is not used.
 * `countRaw` says how many raw samples there are, or anything above `maxPoints` where there are more.
 */
export const planRange = (asked: Asked, coverage: Coverage, countRaw: () => number): RangePlan => {
  const start = earliestWanted(asked.from, coverage);
  if (reaches('raw', coverage, start) && countRaw() <= asked.maxPoints) return { kind: 'raw' };
  for (const step of steps()) {
    const level = levelFor(step, coverage, start);
    const from = Math.floor(asked.from / step) * step;
    const to = Math.ceil(asked.to / step) * step;
    if (level !== undefined && (to - from) / step <= asked.maxPoints) return { kind: 'buckets', level, step, from, to };
  }
  return { kind: 'raw' };
};

const earliestWanted = (from: number, coverage: Coverage): number => {
  const earliest = Math.min(coverage.raw, coverage.minute, coverage.fiveMinutes, coverage.hour);
  return earliest === Number.POSITIVE_INFINITY ? earliest : Math.max(hourOf(from), earliest);
};

const reaches = (level: Level, coverage: Coverage, start: number): boolean => coverage[level] <= start;

/** The coarsest level of which `step` is made and that reaches back far enough: the fewest rows to read. */
const levelFor = (step: number, coverage: Coverage, start: number): RollupLevel | undefined =>
  (['hour', 'fiveMinutes', 'minute'] as const).find((level) => step % STEP[level] === 0 && reaches(level, coverage, start));

/** Ends with a bucket that starts at the epoch and holds everything since, so that even one point suffices. */
function* steps(): Generator<number> {
  yield* LADDER;
  for (let step = 2 * DAY; step <= Number.MAX_SAFE_INTEGER / 4; step *= 2) yield step;
}

const FALLBACK_SPACING = 60;

/** What stands for a bucket's length where the points are samples: their median spacing in seconds; 60 for a single one. */
export const medianSpacing = (instants: readonly number[]): number => {
  const gaps: number[] = [];
  for (let i = 1; i < instants.length; i += 1) gaps.push((instants[i] as number) - (instants[i - 1] as number));
  if (gaps.length === 0) return FALLBACK_SPACING;
  gaps.sort((a, b) => a - b);
  return (gaps[Math.floor(gaps.length / 2)] as number) / 1_000;
};
