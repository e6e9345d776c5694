import type { Sample } from '../../core/model/sample.js';
import type { EventStretch } from '../../core/model/slo.js';
import type { CountQuery } from '../../core/port/history.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { Batch } from '../codec/batch.js';
import { countedIn } from '../codec/counted.js';
import { bucketsOf } from '../range/bucket.js';
import { isGood } from '../range/count.js';
import { type CountLearning, type CountMemory, type CountQuestion, createCountMemory } from '../range/count-memory.js';
import { HOUR, hourOf, STEP } from '../range/level.js';
import { readChunk, readReplaced, readSamples, type Tables } from './samples.js';

/** Counts readings over many series at once, for whoever asks the same again and again. */
export interface Counts {
  count(query: CountQuery): readonly EventStretch[];
  /** Samples were written: what is remembered of their hours is not true any more. */
  written(batch: Batch): void;
  /** History before this instant was deleted. */
  deletedBefore(floor: number): void;
}

export const createCounts = (tables: Tables): Counts => {
  const memory = createCountMemory();
  return {
    count: (query) => countOf(tables, memory, query),
    written: (batch) => memory.written(batch),
    deletedBefore: (floor) => memory.deletedBefore(floor),
  };
};

/** One question: which series, and how they are counted. */
interface Asked {
  readonly tables: Tables;
  readonly query: CountQuery;
  /** Length of a stretch. */
  readonly step: number;
  readonly numbers: readonly number[];
  /** The numbers as JSON, for the database. */
  readonly list: string;
}

const countOf = (tables: Tables, memory: CountMemory, query: CountQuery): readonly EventStretch[] => {
  const step = STEP[query.step];
  const [from, to] = [Math.floor(query.from / step) * step, Math.ceil(query.to / step) * step];
  if (from >= to || query.series.length === 0) return [];
  const numbers = tables.sql.rows<{ id: number }>(NUMBERS, JSON.stringify(query.series)).map(({ id }) => id);
  const question = memory.questionFor(query, numbers);
  learnHours({ tables, query, step, numbers, list: JSON.stringify(numbers) }, question, hourOf(from), to);
  const found: EventStretch[] = [];
  for (let hour = hourOf(from); hour < to; hour += HOUR)
    for (const stretch of question.stretches(hour)) if (stretch.start >= from && stretch.start < to) found.push(stretch);
  return found;
};

/** Reckons the hours of `[first, end)` that are not known. */
const learnHours = (asked: Asked, question: CountQuestion, first: number, end: number): void => {
  const { tables, list } = asked;
  const learning = question.begin();
  const sealed: number[] = [];
  const live: number[] = [];
  for (let hour = first; hour < end; hour += HOUR) {
    if (question.has(hour)) continue;
    (tables.sql.row(ANY_SEALED, list, HOUR, hour) === undefined ? live : sealed).push(hour);
  }
  for (const hour of live) learning.learn(hour, unsealedStretches(asked, hour), 'live');
  noteNewest(asked, learning, live);
  for (const run of runsOf(sealed)) learnSealed(asked, learning, run[0] as number, (run.at(-1) as number) + HOUR);
  learning.end();
};

/** Of what is counted sample by sample the last one: whatever comes after it is one more. */
const noteNewest = ({ tables, numbers, list }: Asked, learning: CountLearning, live: readonly number[]): void => {
  const [first, last] = [live[0], live.at(-1)];
  if (first === undefined || last === undefined) return;
  for (const { series, newest } of tables.sql.rows<NewestRow>(NEWEST, last + HOUR, list))
    if (newest !== null) learning.newest(series, newest);
  const unsorted = tables.fresh.numbers();
  for (const series of numbers) {
    const newest = unsorted.has(series) ? tables.fresh.read(series, first, last + HOUR).at(-1) : undefined;
    if (newest !== undefined) learning.newest(series, newest.at);
  }
};

interface NewestRow {
  readonly series: number;
  readonly newest: number | null;
}

/** Hours that follow each other, together. */
const runsOf = (hours: readonly number[]): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  for (const hour of hours) {
    const open = runs.at(-1);
    if (open?.at(-1) === hour - HOUR) open.push(hour);
    else runs.push([hour]);
  }
  return runs;
};

/** While nothing of an hour is sealed, all series' hot samples are counted in a single pass. */
const unsealedStretches = (asked: Asked, hour: number): readonly EventStretch[] => {
  const { tables, query, step, list } = asked;
  const sums = new Map<number, Sum>();
  const { side, limit } = query.good;
  for (const { start, n, good } of tables.sql.rows<HotRow>(HOT[side], step, limit, list, hour, hour + HOUR))
    sums.set(start, { valid: n, good });
  const unsorted = tables.fresh.numbers();
  for (const series of asked.numbers) {
    if (!unsorted.has(series)) continue;
    for (const sample of tables.fresh.read(series, hour, hour + HOUR)) addTo(sums, asked, sample, 1);
    for (const sample of readReplaced(tables, series, hour, hour + HOUR)) addTo(sums, asked, sample, -1);
  }
  return stretchesIn(sums);
};

interface HotRow {
  readonly start: number;
  readonly n: number;
  readonly good: number;
}

/** What a stretch holds, by its start. */
type Sums = Map<number, Sum>;

interface Sum {
  valid: number;
  good: number;
}

const sumAt = (sums: Sums, start: number): Sum => {
  const sum = sums.get(start) ?? { valid: 0, good: 0 };
  sums.set(start, sum);
  return sum;
};

const addTo = (sums: Sums, { query, step }: Asked, { at, value }: Sample, times: 1 | -1): void => {
  const sum = sumAt(sums, Math.floor(at / step) * step);
  sum.valid += times;
  sum.good += isGood(query.good, value) ? times : 0;
};

const stretchesIn = (sums: Sums): readonly EventStretch[] =>
  [...sums]
    .filter(([, { valid }]) => valid > 0)
    .sort(([a], [b]) => a - b)
    .map(([start, sum]) => ({ start: instant(start), ...sum }));

const learnSealed = (asked: Asked, learning: CountLearning, from: number, to: number): void => {
  const sums: Sums = new Map();
  for (const { start, valid, good } of sealedStretches(asked, from, to)) {
    const sum = sumAt(sums, start);
    sum.valid += valid;
    sum.good += good;
  }
  const byHour = new Map<number, EventStretch[]>();
  for (const stretch of stretchesIn(sums)) {
    const known = byHour.get(hourOf(stretch.start)) ?? [];
    byHour.set(hourOf(stretch.start), known);
    known.push(stretch);
  }
  for (let hour = from; hour < to; hour += HOUR) learning.learn(hour, byHour.get(hour) ?? [], 'sealed');
};

/** All series' stretches of `[from, to)`: rolled up where the hour is sealed, reckoned where samples of it are (also) hot or fresh. */
function* sealedStretches(asked: Asked, from: number, to: number): Generator<EventStretch> {
  const { tables, query, step, list } = asked;
  const hot = hotHours(asked, from, to);
  for (const { series, hour, body } of tables.sql.rows<SealedRow>(SEALED, list, step, from, to)) {
    const isHot = hot.get(series)?.has(hour) ?? false;
    // What comes for an hour whose samples are gone is dropped once it is sealed.
    if (isHot && readChunk(tables.sql, series, hour).length === 0) hot.get(series)?.delete(hour);
    else if (isHot) continue;
    yield* countedIn(query.good, step, hour, body);
  }
  for (const [series, hours] of hot) for (const hour of hours) yield* mixedStretches(asked, series, hour);
}

export interface SealedRow {
  readonly series: number;
  readonly hour: number;
  readonly body: Uint8Array;
}

const hotHours = ({ tables, numbers, list }: Asked, from: number, to: number): ReadonlyMap<number, Set<number>> => {
  const hot = new Map<number, Set<number>>();
  const add = (series: number, hour: number): void => {
    hot.set(series, (hot.get(series) ?? new Set()).add(hour));
  };
  for (const { series, hour } of tables.sql.rows<Omit<SealedRow, 'body'>>(HOT_HOURS, list, from, to)) add(series, hour);
  const unsorted = tables.fresh.numbers();
  for (const series of numbers)
    if (unsorted.has(series)) for (const { at } of tables.fresh.read(series, from, to)) add(series, hourOf(at));
  return hot;
};

const mixedStretches = ({ tables, query, step }: Asked, series: number, hour: number): readonly EventStretch[] => {
  const samples = readSamples(tables, series, hour, hour + HOUR);
  return bucketsOf(samples, step, 'plain').map(({ start, n }) => ({
    start: start as Instant,
    valid: n,
    good: samples.filter(({ at, value }) => at >= start && at < start + step && isGood(query.good, value)).length,
  }));
};

const NUMBERS = 'SELECT id FROM series WHERE text IN (SELECT value FROM json_each(?))';
const NEWEST = `SELECT asked.value AS series, (SELECT max(at) FROM hot WHERE series = asked.value AND at < ?) AS newest
  FROM json_each(?) AS asked`;
/** Rollups of several series, by their numbers as JSON. */
export const SEALED = `SELECT rollup.series, hour, body FROM json_each(?) AS asked
  CROSS JOIN rollup ON rollup.series = asked.value AND step = ? AND hour >= ? AND hour < ?`;
const HOT_HOURS = `SELECT DISTINCT hot.series, at - at % ${HOUR} AS hour FROM json_each(?) AS asked
  CROSS JOIN hot ON hot.series = asked.value AND at >= ? AND at < ?`;
const ANY_SEALED = `SELECT 1 FROM json_each(?) AS asked
  CROSS JOIN rollup ON rollup.series = asked.value AND step = ? AND hour = ? LIMIT 1`;
const hotBy = (comparison: '<=' | '>='): string =>
  `SELECT hot.at - hot.at % ? AS start, count(*) AS n, sum(hot.value ${comparison} ?) AS good
  FROM json_each(?) AS asked CROSS JOIN hot ON hot.series = asked.value AND hot.at >= ? AND hot.at < ? GROUP BY 1 ORDER BY 1`;
const HOT = { atMost: hotBy('<='), atLeast: hotBy('>=') } as const;
