import type { Sample, SeriesSample } from '../../core/model/sample.js';
import type { Instant } from '../../core/time/instant.js';
import type { Reader } from '../range/answer.js';
import { type Bucket, bucketsOf, type Detail } from '../range/bucket.js';
import { HOUR, hourEnd, hourOf, type RollupLevel, STEP } from '../range/level.js';
import type { Coverage } from '../range/plan.js';
import { decodeChunk } from './codec/chunk.js';
import { decodeRollup } from './codec/rollup.js';
import type { SeriesTable } from './series-table.js';
import { exactly, type Sql } from './sql.js';

/** Belongs inside a transaction. */
export const writeSamples = (sql: Sql, table: SeriesTable, samples: readonly SeriesSample[]): void => {
  for (const sample of samples)
    sql.run('INSERT OR REPLACE INTO hot VALUES (?, ?, ?)', table.number(sample), sample.at, exactly(sample.value));
};

export const readHot = (sql: Sql, series: number, from: number, to: number): readonly Sample[] =>
  sql.rows<Sample>('SELECT at, value FROM hot WHERE series = ? AND at >= ? AND at < ? ORDER BY at', series, from, to);

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

/** Samples of `[from, to)`: the sealed ones, and the hot ones over them. */
export const readSamples = (sql: Sql, series: number, from: number, to: number): readonly Sample[] => {
  const sealed = readChunks(sql, series, from, to)
    .flatMap(({ hour, body }) => decodeChunk(hour, body))
    .filter(({ at }) => at >= from && at < to);
  return overlay(sealed, readHot(sql, series, from, to));
};

/** Both in order of time, as one: of two samples at one instant the later written (`over`) holds. */
export const overlay = (under: readonly Sample[], over: readonly Sample[]): readonly Sample[] => {
  const [first, last] = [over[0], under.at(-1)];
  if (first === undefined) return under;
  if (last === undefined || last.at < first.at) return [...under, ...over];
  const merged = new Map(under.map((sample) => [sample.at, sample]));
  for (const sample of over) merged.set(sample.at, sample);
  return [...merged.values()].sort((a, b) => a.at - b.at);
};

/**
 * The newest sample of every series since `since`, as the JSON of `SeriesSample`s: joined in the database and handed on as one
 * text, because thousands of rows and objects would each cost far more than their parsing does. `%!.17g` gives a number's
 * shortest exact text; SQLite's own JSON rounds to 15 digits.
 */
export const readLatest = (sql: Sql, since: Instant): string => {
  const hot = sql.row<{ list: string | null }>(LATEST_HOT, since)?.list ?? '';
  const sealed = sql.row<{ list: string | null }>(LATEST_SEALED, since)?.list ?? '';
  return `[${hot}${hot !== '' && sealed !== '' ? ',' : ''}${sealed}]`;
};

const asJson = (at: string, value: string): string =>
  `group_concat('{"id":' || json_quote(text) || ',"series":{"name":' || json_quote(name) || ',"labels":' || labels ||
    '},"at":' || ${at} || ',"value":' || printf('%!.17g', ${value}) || '}') AS list`;

const NEWEST_HOT = '(SELECT max(newest.at) FROM hot AS newest WHERE newest.series = series.id)';

// A cross join, for otherwise the planner goes through every hot row.
const LATEST_HOT = `SELECT ${asJson('hot.at', 'hot.value')}
  FROM series CROSS JOIN hot ON hot.series = series.id AND hot.at = ${NEWEST_HOT}
  WHERE hot.at >= ? AND (last_at IS NULL OR hot.at >= last_at)`;

const LATEST_SEALED = `SELECT ${asJson('last_at', 'last_value')}
  FROM series WHERE last_at >= ? AND NOT coalesce(last_at <= ${NEWEST_HOT}, FALSE)`;

/** How one series' history is read from the tables. */
export const readerOf = (sql: Sql, series: number): Reader => ({
  coverage: coverageOf(sql, series),
  countRaw: (from, to, most) => countRaw(sql, series, from, to, most),
  raw: (from, to) => readSamples(sql, series, from, to),
  buckets: (level, from, to) => readBuckets(sql, series, level, from, to, 'plain'),
});

const coverageOf = (sql: Sql, series: number): Coverage => {
  const earliest = (text: string, ...values: readonly number[]): number =>
    sql.row<{ first: number | null }>(text, series, ...values)?.first ?? Number.POSITIVE_INFINITY;
  const hot = hourOf(earliest('SELECT min(at) AS first FROM hot WHERE series = ?'));
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
const countRaw = (sql: Sql, series: number, from: number, to: number, most: number): number => {
  const whole = sql.row<{ n: number | null }>(
    'SELECT sum(n) AS n FROM chunk WHERE series = ? AND hour >= ? AND hour < ?',
    series,
    Math.ceil(from / HOUR) * HOUR,
    hourOf(to),
  );
  const sealed = whole?.n ?? 0;
  return sealed > most ? sealed : readSamples(sql, series, from, to).length;
};

interface RollupRow {
  readonly hour: number;
  readonly body: Uint8Array;
}

/** Buckets that start in `[from, to)`: rolled up where the hour is sealed, reckoned where samples of it are (also) hot. */
const readBuckets = (
  sql: Sql,
  series: number,
  level: RollupLevel,
  from: number,
  to: number,
  detail: Detail,
): readonly Bucket[] => {
  const step = STEP[level];
  const hours = new Map<number, readonly Bucket[]>();
  const rows = sql.rows<RollupRow>(
    'SELECT hour, body FROM rollup WHERE series = ? AND step = ? AND hour >= ? AND hour < ? ORDER BY hour',
    series,
    step,
    hourOf(from),
    to,
  );
  for (const { hour, body } of rows) hours.set(hour, decodeRollup(hour, step, body, detail));
  for (const [hour, samples] of hotHours(sql, series, from, to)) hours.set(hour, bucketsOf(samples, step, detail));
  return [...hours]
    .sort(([a], [b]) => a - b)
    .flatMap(([, buckets]) => buckets)
    .filter(({ start }) => start >= from && start < to);
};

/** The hours with hot samples, each with all of its samples. */
const hotHours = (sql: Sql, series: number, from: number, to: number): ReadonlyMap<number, readonly Sample[]> => {
  const hours = new Map<number, Sample[]>();
  for (const sample of readHot(sql, series, hourOf(from), Math.ceil(to / HOUR) * HOUR)) {
    const hour = hourOf(sample.at);
    const hot = hours.get(hour) ?? [];
    hours.set(hour, hot);
    hot.push(sample);
  }
  return new Map([...hours].map(([hour, hot]) => [hour, overlay(readChunk(sql, series, hour), hot)]));
};

/** The sealed samples of one hour. */
export const readChunk = (sql: Sql, series: number, hour: number): readonly Sample[] => {
  const row = sql.row<ChunkRow>('SELECT hour, n, body FROM chunk WHERE series = ? AND hour = ?', series, hour);
  return row === undefined ? [] : decodeChunk(hour, row.body);
};

/** Everything of `[from, to)` as buckets, as long ones as the bounds allow: for reckoning over all of it. */
export const readPieces = (sql: Sql, series: number, from: number, to: number): readonly Bucket[] => {
  const [first, last] = [Math.ceil(from / HOUR) * HOUR, hourOf(to)];
  if (first >= last) return readFine(sql, series, from, to, 'sketched');
  return [
    ...readFine(sql, series, from, first, 'sketched'),
    ...readBuckets(sql, series, 'hour', first, last, 'sketched'),
    ...readFine(sql, series, last, to, 'sketched'),
  ];
};

/** Whole hours that `[from, to)` touches, with how their values are spread. */
export const readHours = (sql: Sql, series: number, from: number, to: number): readonly Bucket[] =>
  readBuckets(sql, series, 'hour', hourOf(from), hourEnd(to), 'sketched');

/** Part of an hour: samples while they are kept, then the finest rollup that still is. */
const readFine = (sql: Sql, series: number, from: number, to: number, detail: Detail): readonly Bucket[] => {
  const samples = readSamples(sql, series, from, to);
  if (samples.length > 0) return bucketsOf(samples, STEP.minute, detail);
  for (const level of ['minute', 'fiveMinutes', 'hour'] as const) {
    const buckets = readBuckets(sql, series, level, from, to, detail);
    if (buckets.length > 0) return buckets;
  }
  return [];
};
