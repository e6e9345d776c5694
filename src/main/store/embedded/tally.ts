import type { Sample, SeriesId } from '../../core/model/sample.js';
import type { Tally } from '../../core/port/history.js';
import { HOUR, hourOf, STEP } from '../range/level.js';
import { decodeRollup } from './codec/rollup.js';
import { readFine, readSamples } from './samples.js';
import type { SeriesTable } from './series-table.js';
import type { Sql } from './sql.js';

/** Counts and sums over many series at once. Whole hours are reckoned once and remembered until something in them changes. */
export interface Tallies {
  tally(series: readonly SeriesId[], from: number, to: number): Tally;
  /** Samples were written: what is remembered of their hours is not true any more. */
  written(samples: readonly Pick<Sample, 'at'>[]): void;
  /** History before this instant was deleted. */
  deletedBefore(floor: number): void;
}

/** More hours than this (a year) are not remembered. */
const MOST_HOURS = 366 * 24;

/** What was reckoned of whole hours, for the series that were last asked about. */
interface Memory {
  asked: string;
  readonly hours: Map<number, Tally>;
}

export const createTallies = (sql: Sql, table: SeriesTable): Tallies => {
  const memory: Memory = { asked: '', hours: new Map() };
  const { hours } = memory;
  return {
    tally: (ids, from, to) => {
      recall(memory, ids);
      const series = ids.map((id) => table.find(id)).filter((number) => number !== undefined);
      return tallyOf(sql, hours, series, from, to);
    },
    written: (samples) => {
      for (const { at } of samples) hours.delete(hourOf(at));
    },
    deletedBefore: (floor) => {
      for (const hour of hours.keys()) if (hour < floor) hours.delete(hour);
    },
  };
};

const recall = (memory: Memory, ids: readonly SeriesId[]): void => {
  const asked = ids.join('\n');
  if (asked !== memory.asked || memory.hours.size > MOST_HOURS) memory.hours.clear();
  memory.asked = asked;
};

const tallyOf = (sql: Sql, known: Map<number, Tally>, series: readonly number[], from: number, to: number): Tally => {
  const [first, last] = [Math.ceil(from / HOUR) * HOUR, hourOf(to)];
  if (first > last) return add(series.map((each) => partOf(sql, each, from, to)));
  for (const [a, b] of unknownStretches(known, first, last)) reckonHours(sql, known, series, a, b);
  const whole: Tally[] = [];
  for (let hour = first; hour < last; hour += HOUR) whole.push(known.get(hour) ?? NOTHING);
  const edges = series.flatMap((each) => [partOf(sql, each, from, first), partOf(sql, each, last, to)]);
  return add([...edges, ...whole]);
};

const NOTHING: Tally = { n: 0, sum: 0 };

const add = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((total, { n, sum }) => ({ n: total.n + n, sum: total.sum + sum }), NOTHING);

/** The stretches of hours of `[first, last)` that are not known. */
const unknownStretches = (known: ReadonlyMap<number, Tally>, first: number, last: number): (readonly [number, number])[] => {
  const stretches: [number, number][] = [];
  for (let hour = first; hour < last; hour += HOUR) {
    const open = stretches.at(-1);
    if (known.has(hour)) continue;
    if (open !== undefined && open[1] === hour) open[1] = hour + HOUR;
    else stretches.push([hour, hour + HOUR]);
  }
  return stretches;
};

/** Reckons the whole hours of `[from, to)` over all of the series, and remembers them. */
const reckonHours = (sql: Sql, known: Map<number, Tally>, series: readonly number[], from: number, to: number): void => {
  for (let hour = from; hour < to; hour += HOUR) known.set(hour, NOTHING);
  for (const each of series)
    for (const [hour, tally] of hoursOf(sql, each, from, to)) known.set(hour, add([known.get(hour) ?? NOTHING, tally]));
};

/** One series' whole hours of `[from, to)` that hold anything. */
const hoursOf = (sql: Sql, series: number, from: number, to: number): ReadonlyMap<number, Tally> => {
  const hours = new Map<number, Tally>();
  for (const { hour, body } of sql.rows<{ hour: number; body: Uint8Array }>(SEALED, series, HOUR, from, to))
    hours.set(hour, tallyOfBuckets(decodeRollup(hour, STEP.hour, body, 'plain')));
  for (const { hour, n, sum } of sql.rows<Tally & { hour: number }>(HOT_BY_HOUR, series, from, to))
    hours.set(hour, hours.has(hour) ? tallyOfSamples(readSamples(sql, series, hour, hour + HOUR)) : { n, sum });
  return hours;
};

/** One series within a single hour. */
const partOf = (sql: Sql, series: number, from: number, to: number): Tally => {
  if (from >= to) return NOTHING;
  const isSealed = sql.row(IS_SEALED, series, HOUR, hourOf(from)) !== undefined;
  if (isSealed) return tallyOfBuckets(readFine(sql, series, from, to, 'plain'));
  return sql.row<Tally>(HOT, series, from, to) ?? NOTHING;
};

const SEALED = 'SELECT hour, body FROM rollup WHERE series = ? AND step = ? AND hour >= ? AND hour < ?';
const IS_SEALED = 'SELECT 1 FROM rollup WHERE series = ? AND step = ? AND hour = ?';
const HOT = 'SELECT count(*) AS n, total(value) AS sum FROM hot WHERE series = ? AND at >= ? AND at < ?';
const HOT_BY_HOUR = `SELECT at - at % ${HOUR} AS hour, count(*) AS n, total(value) AS sum
  FROM hot WHERE series = ? AND at >= ? AND at < ? GROUP BY 1`;

const tallyOfBuckets = (buckets: readonly { readonly n: number; readonly mean: number }[]): Tally =>
  add(buckets.map(({ n, mean }) => ({ n, sum: mean * n })));

const tallyOfSamples = (samples: readonly Sample[]): Tally => add(samples.map(({ value }) => ({ n: 1, sum: value })));
