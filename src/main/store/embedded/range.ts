import type { HistoryPoint } from '../../core/model/history.js';
import type { RangeQuery } from '../../core/port/history.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { type Batch, WIDTH } from '../codec/batch.js';
import { askedOf, type Drawn, drawRange, type Reader } from '../range/answer.js';
import { hourOf, LEVELS, type Level } from '../range/level.js';
import { createLineMemory, type LineMemory } from '../range/line-memory.js';
import type { BucketPlan, Coverage } from '../range/plan.js';
import { countRaw, coverageOf, readBuckets, readSamples, type Tables } from './samples.js';
import type { SeriesTable } from './series-table.js';

/** What is drawn of the first series of a question, as numbers: thousands of points would cross to another thread far slower. */
export interface RangeSlice {
  /** Of each series that is answered, one at least. */
  readonly resolutions: Float64Array;
  readonly counts: Uint32Array;
  /** Start, min, mean, max, n, start … of one series behind the other. */
  readonly points: Float64Array;
}

const POINT = 5;

/** Ranges, for whoever asks for the same again and again. */
export interface Ranges {
  /** Answers as many of the series as can be read within some milliseconds. */
  slice(query: RangeQuery): RangeSlice;
  /** Samples were written. */
  written(batch: Batch): void;
  /** What lies before these instants was deleted. */
  deletedBefore(floors: Readonly<Record<Level, number>>): void;
  /** Something that was read may be true no more. */
  forget(): void;
}

/** What is remembered of the answers before. */
interface Memory {
  readonly lines: LineMemory;
  readonly coverages: Map<number, Coverage>;
}

/** What a slice may cost, counted in buckets and samples that are read: measured to take some ten milliseconds, so that a commit never waits long. */
const BUDGET = 6_000;
const LOOKING = 5;
const READING = 30;

interface Tally {
  left: number;
}

export const createRanges = (tables: Tables, table: SeriesTable): Ranges => {
  const memory: Memory = { lines: createLineMemory(), coverages: new Map() };
  const { lines, coverages } = memory;
  return {
    slice: (query) => slice(tables, table, memory, query),
    written: (batch) => {
      lines.written(batch);
      for (let i = 0; i < batch.length; i += WIDTH) noteEarlier(coverages, batch[i] as number, batch[i + 1] as number);
    },
    deletedBefore: (floors) => {
      lines.deletedBefore(floors);
      coverages.clear();
    },
    forget: () => {
      lines.forget();
      coverages.clear();
    },
  };
};

/** For a reader beside the writer: what it has read may be another's by the next question. */
export const createFleetingRanges = (tables: Tables, table: SeriesTable): Pick<Ranges, 'slice'> => ({
  slice: (query) => createRanges(tables, table).slice(query),
});

const slice = (tables: Tables, table: SeriesTable, memory: Memory, query: RangeQuery): RangeSlice => {
  const asked = askedOf(query);
  const tally: Tally = { left: BUDGET };
  const drawn: Drawn[] = [];
  for (const id of query.series) {
    const series = table.find(id);
    drawn.push(drawRange(series === undefined ? null : readerOf(tables, memory, series, tally), asked));
    tally.left -= LOOKING;
    if (tally.left <= 0) break;
  }
  return packed(drawn);
};

const packed = (drawn: readonly Drawn[]): RangeSlice => {
  const points = new Float64Array(POINT * drawn.reduce((n, each) => n + each.points.length, 0));
  let end = 0;
  for (const each of drawn)
    for (const point of each.points) {
      points.set(point, end);
      end += POINT;
    }
  return {
    resolutions: Float64Array.from(drawn, ({ resolution }) => resolution),
    counts: Uint32Array.from(drawn, (each) => each.points.length),
    points,
  };
};

/** What was drawn, series by series. */
export const unpacked = ({ resolutions, counts, points }: RangeSlice): readonly Drawn[] => {
  let end = 0;
  return Array.from(resolutions, (resolution, i) => {
    const begin = end;
    end += POINT * (counts[i] as number);
    return { resolution, points: pointsOf(points, begin, end) };
  });
};

const pointsOf = (numbers: Float64Array, begin: number, end: number): readonly HistoryPoint[] => {
  const points: HistoryPoint[] = [];
  for (let i = begin; i < end; i += POINT) {
    const at: Instant = instant(numbers[i] as number);
    points.push([at, numbers[i + 1] as number, numbers[i + 2] as number, numbers[i + 3] as number, numbers[i + 4] as number]);
  }
  return points;
};

/** How one series' history is read. */
const readerOf = (tables: Tables, { lines, coverages }: Memory, series: number, tally: Tally): Reader => {
  const coverage = coverages.get(series) ?? coverageOf(tables, series);
  coverages.set(series, coverage);
  return {
    coverage,
    countRaw: (from, to, most) => {
      const known = lines.atLeast(series, from, to);
      if (known > most) return known;
      tally.left -= READING;
      return countRaw(tables, series, from, to, most);
    },
    raw: (from, to) => {
      const samples = readSamples(tables, series, from, to);
      tally.left -= READING + samples.length;
      return samples;
    },
    buckets: (plan) =>
      lines.missing(series, plan) === null ? lines.read(series, plan) : learn(tables, lines, series, plan, tally),
  };
};

const learn = (tables: Tables, lines: LineMemory, series: number, plan: BucketPlan, tally: Tally) => {
  const stretch = lines.missing(series, plan) ?? plan;
  const buckets = readBuckets(tables, series, plan.level, stretch.from, stretch.to, 'plain');
  const last = buckets.at(-1)?.start;
  const newest = last === undefined ? undefined : readSamples(tables, series, last, stretch.to).at(-1)?.at;
  tally.left -= READING + buckets.length;
  const learning = lines.begin();
  const found = learning.put(series, plan, { ...stretch, buckets, newest });
  learning.end();
  return found ?? [];
};

/** History may begin earlier than was known. */
const noteEarlier = (coverages: Map<number, Coverage>, series: number, at: number): void => {
  const before = coverages.get(series);
  if (before === undefined) return;
  const hour = hourOf(at);
  if (LEVELS.every((level) => before[level] <= hour)) return;
  const { raw, minute, fiveMinutes, hour: hourly } = before;
  coverages.set(series, {
    ...{ raw: Math.min(raw, hour), minute: Math.min(minute, hour) },
    ...{ fiveMinutes: Math.min(fiveMinutes, hour), hour: Math.min(hourly, hour) },
  });
};
