import type { EventStretch } from '../../core/model/slo.js';
import type { CountQuery } from '../../core/port/history.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { type Bucket, bucketsOf } from '../range/bucket.js';
import { goodIn, isDecided, isGood } from '../range/count.js';
import { HOUR, hourOf, STEP } from '../range/level.js';
import { decodeRollup } from './codec/rollup.js';
import { readSamples } from './samples.js';
import type { Sql } from './sql.js';

/** Counts readings over many series at once, for whoever asks the same again and again. */
export interface Counts {
  count(query: CountQuery): readonly EventStretch[];
  /** Samples were written: what is remembered of their hours is not true any more. */
  written(samples: readonly { readonly at: number }[]): void;
  /** History before this instant was deleted. */
  deletedBefore(floor: number): void;
}

/** Of one question, what each hour holds: true until something in that hour changes. */
type Hours = Map<number, readonly EventStretch[]>;

/** Questions that are remembered, and hours of each (a year). */
const [MOST_QUESTIONS, MOST_HOURS] = [32, 366 * 24];

export const createCounts = (sql: Sql): Counts => {
  const memory = new Map<string, Hours>();
  const forget = (isGone: (hour: number) => boolean): void => {
    for (const hours of memory.values()) for (const hour of hours.keys()) if (isGone(hour)) hours.delete(hour);
  };
  return {
    count: (query) => countOf(sql, hoursFor(memory, query), query),
    written: (samples) => {
      const touched = new Set(samples.map(({ at }) => hourOf(at)));
      for (const hours of memory.values()) for (const hour of touched) hours.delete(hour);
    },
    deletedBefore: (floor) => forget((hour) => hour < floor),
  };
};

/** What is known of a question; the one that was asked longest ago gives way. */
const hoursFor = (memory: Map<string, Hours>, { series, step, good }: CountQuery): Hours => {
  const question = JSON.stringify([step, good.side, good.limit, series]);
  const known = memory.get(question);
  const hours: Hours = known === undefined || known.size > MOST_HOURS ? new Map() : known;
  memory.delete(question);
  memory.set(question, hours);
  const [oldest] = memory.keys();
  if (memory.size > MOST_QUESTIONS && oldest !== undefined) memory.delete(oldest);
  return hours;
};

/** One question: which series, and how they are counted. */
interface Asked {
  readonly sql: Sql;
  readonly query: CountQuery;
  /** Length of a stretch. */
  readonly step: number;
  readonly numbers: readonly number[];
  /** The numbers as JSON, for the database. */
  readonly list: string;
}

const countOf = (sql: Sql, hours: Hours, query: CountQuery): readonly EventStretch[] => {
  const step = STEP[query.step];
  const [from, to] = [Math.floor(query.from / step) * step, Math.ceil(query.to / step) * step];
  if (from >= to || query.series.length === 0) return [];
  const numbers = sql.rows<{ id: number }>(NUMBERS, JSON.stringify(query.series)).map(({ id }) => id);
  learnHours({ sql, query, step, numbers, list: JSON.stringify(numbers) }, hours, hourOf(from), to);
  const found: EventStretch[] = [];
  for (let hour = hourOf(from); hour < to; hour += HOUR)
    for (const stretch of hours.get(hour) ?? []) if (stretch.start >= from && stretch.start < to) found.push(stretch);
  return found;
};

/** Reckons the hours of `[first, end)` that are not known. */
const learnHours = (asked: Asked, hours: Hours, first: number, end: number): void => {
  const { sql, list } = asked;
  const sealed: number[] = [];
  for (let hour = first; hour < end; hour += HOUR) {
    if (hours.has(hour)) continue;
    if (sql.row(ANY_SEALED, list, HOUR, hour) !== undefined) sealed.push(hour);
    else hours.set(hour, hotStretches(asked, hour));
  }
  for (const run of runsOf(sealed)) learnSealed(asked, hours, run[0] as number, (run.at(-1) as number) + HOUR);
};

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

/** While nothing of an hour is sealed, all series are counted in a single pass. */
const hotStretches = ({ sql, query: { good }, step, list }: Asked, hour: number): readonly EventStretch[] =>
  sql
    .rows<{ start: number; n: number; good: number }>(HOT[good.side], step, good.limit, list, hour, hour + HOUR)
    .map(({ start, n, good: count }) => ({ start: instant(start), valid: n, good: count }));

const learnSealed = (asked: Asked, hours: Hours, from: number, to: number): void => {
  const sums = new Map<number, { valid: number; good: number }>();
  for (const series of asked.numbers) {
    for (const { start, valid, good } of stretchesOf(asked, series, from, to)) {
      const sum = sums.get(start) ?? { valid: 0, good: 0 };
      sums.set(start, sum);
      sum.valid += valid;
      sum.good += good;
    }
  }
  const byHour = new Map<number, EventStretch[]>();
  for (const [start, sum] of [...sums].sort(([a], [b]) => a - b)) {
    const known = byHour.get(hourOf(start)) ?? [];
    byHour.set(hourOf(start), known);
    known.push({ start: instant(start), ...sum });
  }
  for (let hour = from; hour < to; hour += HOUR) hours.set(hour, byHour.get(hour) ?? []);
};

/** One series' stretches of `[from, to)`: rolled up where the hour is sealed, reckoned where samples of it are (also) hot. */
const stretchesOf = (asked: Asked, series: number, from: number, to: number): readonly EventStretch[] => {
  const { sql, query, step } = asked;
  const { good } = query;
  const hot = new Set(sql.rows<{ hour: number }>(HOT_HOURS, series, from, to).map(({ hour }) => hour));
  const rows = sql.rows<{ hour: number; body: Uint8Array }>(SEALED, series, step, from, to);
  const sealed = rows.filter(({ hour }) => !hot.has(hour)).flatMap(({ hour, body }) => bucketsIn(asked, hour, body));
  const mixed = [...hot].flatMap((hour) => {
    const samples = readSamples(sql, series, hour, hour + HOUR);
    return bucketsOf(samples, step, 'plain').map(({ start, n }) => ({
      start: start as Instant,
      valid: n,
      good: samples.filter(({ at, value }) => at >= start && at < start + step && isGood(good, value)).length,
    }));
  });
  return [...sealed, ...mixed];
};

/** Sketches cost most of the time, and few hours straddle a limit: they are read only where the bounds do not decide. */
const bucketsIn = ({ query: { good }, step }: Asked, hour: number, body: Uint8Array): readonly EventStretch[] => {
  const plain = decodeRollup(hour, step, body, 'plain');
  const buckets: readonly Bucket[] = plain.every((bucket) => isDecided(good, bucket))
    ? plain
    : decodeRollup(hour, step, body, 'sketched');
  return buckets.map((bucket) => ({ start: instant(bucket.start), valid: bucket.n, good: goodIn(good, bucket) }));
};

const NUMBERS = 'SELECT id FROM series WHERE text IN (SELECT value FROM json_each(?))';
const SEALED = 'SELECT hour, body FROM rollup WHERE series = ? AND step = ? AND hour >= ? AND hour < ?';
const HOT_HOURS = `SELECT DISTINCT at - at % ${HOUR} AS hour FROM hot WHERE series = ? AND at >= ? AND at < ?`;
const ANY_SEALED = `SELECT 1 FROM json_each(?) AS asked
  CROSS JOIN rollup ON rollup.series = asked.value AND step = ? AND hour = ? LIMIT 1`;
const hotBy = (comparison: '<=' | '>='): string =>
  `SELECT hot.at - hot.at % ? AS start, count(*) AS n, sum(hot.value ${comparison} ?) AS good
  FROM json_each(?) AS asked CROSS JOIN hot ON hot.series = asked.value AND hot.at >= ? AND hot.at < ? GROUP BY 1 ORDER BY 1`;
const HOT = { atMost: hotBy('<='), atLeast: hotBy('>=') } as const;
