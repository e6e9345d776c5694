import type { Sample } from '../../core/model/sample.js';
import { decodeChunk } from '../codec/chunk.js';
import { decodeRollup } from '../codec/rollup.js';
import { overlay } from '../overlay.js';
import { type Bucket, bucketsOf, type Detail } from '../range/bucket.js';
import { HOUR, hourEnd, hourOf, type RollupLevel, STEP } from '../range/level.js';
import type { Coverage } from '../range/plan.js';
import type { Fresh } from './fresh.js';
import type { Sql } from './sql.js';

/** Where the samples of a series are: sorted ones in the database, and fresh ones over them. */
export interface Tables {
  readonly sql: Sql;
  readonly fresh: Fresh;
}

export const readHot = (sql: Sql, series: number, from: number, to: number): readonly Sample[] =>
  sql.rows<Sample>('SELECT at, value FROM hot WHERE series = ? AND at >= ? AND at < ? ORDER BY at', series, from, to);

/** What is not sealed of a series. */
const readUnsealed = ({ sql, fresh }: Tables, series: number, from: number, to: number): readonly Sample[] =>
  overlay(readHot(sql, series, from, to), fresh.read(series, from, to));

/** Hot samples that fresh ones of the same instants have taken the place of. */
export const readReplaced = ({ sql, fresh }: Tables, series: number, from: number, to: number): readonly Sample[] => {
  const over = fresh.read(series, from, to);
  const [first, last] = [over[0], over.at(-1)];
  if (first === undefined || last === undefined) return [];
  const instants = new Set(over.map(({ at }) => at));
  return readHot(sql, series, first.at, last.at + 1).filter(({ at }) => instants.has(at));
};

export interface ChunkRow {
  readonly hour: number;
  readonly n: number;
  readonly body: Uint8Array;
}

const readChunks = (sql: Sql, series: number, from: number, to: number): readonly ChunkRow[] =>
  sql.rows(
    'SELECT hour, n, body FROM chunk WHERE series = ? AND hour >= ? AND hour < ? ORDER BY hour',
    series,
    hourOf(from),
    to,
  );

/** Samples of `[from, to)`: the sealed ones, the hot ones over them, and the fresh ones over both. */
export const readSamples = (tables: Tables, series: number, from: number, to: number): readonly Sample[] => {
  const sealed = readChunks(tables.sql, series, from, to)
    .flatMap(({ hour, body }) => decodeChunk(hour, body))
    .filter(({ at }) => at >= from && at < to);
  return overlay(sealed, readUnsealed(tables, series, from, to));
};

export const coverageOf = ({ sql, fresh }: Tables, series: number): Coverage => {
  const earliest = (text: string, ...values: readonly number[]): number =>
    sql.row<{ first: number | null }>(text, series, ...values)?.first ?? Number.POSITIVE_INFINITY;
  const fresher = fresh.read(series, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)[0]?.at ?? Number.POSITIVE_INFINITY;
  const hot = hourOf(Math.min(fresher, earliest('SELECT min(at) AS first FROM hot WHERE series = ?')));
  const sealed = (level: RollupLevel): number =>
    earliest('SELECT min(hour) AS first FROM rollup WHERE series = ? AND step = ?', STEP[level]);
  return {
    raw: Math.min(hot, earliest('SELECT min(hour) AS first FROM chunk WHERE series = ?')),
    minute: Math.min(hot, sealed('minute')),
    fiveMinutes: Math.min(hot, sealed('fiveMinutes')),
    hour: Math.min(hot, sealed('hour')),
  };
};

/** Counts without decoding first, because a long range has far too many to decode them only to be counted. */
export const countRaw = (tables: Tables, series: number, from: number, to: number, most: number): number => {
  const whole = tables.sql.row<{ n: number | null }>(
    'SELECT sum(n) AS n FROM chunk WHERE series = ? AND hour >= ? AND hour < ?',
    series,
    Math.ceil(from / HOUR) * HOUR,
    hourOf(to),
  );
  const sealed = whole?.n ?? 0;
  return sealed > most ? sealed : readSamples(tables, series, from, to).length;
};

interface RollupRow {
  readonly hour: number;
  readonly body: Uint8Array;
}

/** Buckets that start in `[from, to)`: rolled up where the hour is sealed, reckoned where samples of it are (also) hot. */
export const readBuckets = (
  tables: Tables,
  series: number,
  level: RollupLevel,
  from: number,
  to: number,
  detail: Detail,
): readonly Bucket[] => {
  const step = STEP[level];
  const hours = new Map<number, readonly Bucket[]>();
  const rows = tables.sql.rows<RollupRow>(
    'SELECT hour, body FROM rollup WHERE series = ? AND step = ? AND hour >= ? AND hour < ? ORDER BY hour',
    series,
    step,
    hourOf(from),
    to,
  );
  for (const { hour, body } of rows) hours.set(hour, decodeRollup(hour, step, body, detail));
  for (const [hour, samples] of hotHours(tables, series, from, to)) hours.set(hour, bucketsOf(samples, step, detail));
  return [...hours]
    .sort(([a], [b]) => a - b)
    .flatMap(([, buckets]) => buckets)
    .filter(({ start }) => start >= from && start < to);
};

/** The hours with samples that are not sealed, each with all of its samples. */
const hotHours = (tables: Tables, series: number, from: number, to: number): ReadonlyMap<number, readonly Sample[]> => {
  const hours = new Map<number, Sample[]>();
  for (const sample of readUnsealed(tables, series, hourOf(from), hourEnd(to))) {
    const hour = hourOf(sample.at);
    const hot = hours.get(hour) ?? [];
    hours.set(hour, hot);
    hot.push(sample);
  }
  return new Map([...hours].map(([hour, hot]) => [hour, overlay(readChunk(tables.sql, series, hour), hot)]));
};

/** The sealed samples of one hour. */
export const readChunk = (sql: Sql, series: number, hour: number): readonly Sample[] => {
  const row = sql.row<ChunkRow>('SELECT hour, n, body FROM chunk WHERE series = ? AND hour = ?', series, hour);
  return row === undefined ? [] : decodeChunk(hour, row.body);
};

/** Everything of `[from, to)` as buckets, as long ones as the bounds allow: for reckoning over all of it. */
export const readPieces = (tables: Tables, series: number, from: number, to: number): readonly Bucket[] => {
  const [first, last] = [Math.ceil(from / HOUR) * HOUR, hourOf(to)];
  if (first >= last) return readFine(tables, series, from, to, 'sketched');
  return [
    ...readFine(tables, series, from, first, 'sketched'),
    ...readBuckets(tables, series, 'hour', first, last, 'sketched'),
    ...readFine(tables, series, last, to, 'sketched'),
  ];
};

/** Whole hours that `[from, to)` touches, with how their values are spread. */
export const readHours = (tables: Tables, series: number, from: number, to: number): readonly Bucket[] =>
  readBuckets(tables, series, 'hour', hourOf(from), hourEnd(to), 'sketched');

/** Part of an hour: samples while they are kept, then the finest rollup that still is. */
const readFine = (tables: Tables, series: number, from: number, to: number, detail: Detail): readonly Bucket[] => {
  const samples = readSamples(tables, series, from, to);
  if (samples.length > 0) return bucketsOf(samples, STEP.minute, detail);
  for (const level of ['minute', 'fiveMinutes', 'hour'] as const) {
    const buckets = readBuckets(tables, series, level, from, to, detail);
    if (buckets.length > 0) return buckets;
  }
  return [];
};
