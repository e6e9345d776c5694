import type { Sample } from '../../core/model/sample.js';
import { encodeChunk } from '../codec/chunk.js';
import { rollupsOf } from '../codec/rollups-of.js';
import { overlay } from '../overlay.js';
import { HOUR, hourOf, STEP } from '../range/level.js';
import { type ChunkRow, readChunk, readHot } from './samples.js';
import { exactly, type Sql } from './sql.js';

/**
 * Moves the hot samples of one series and hour into its chunk and its rollups. Samples that come late for a sealed hour are
 * hot again until it is sealed anew. An hour whose chunk retention has deleted is closed: what comes for it then is dropped,
 * because it can no longer be told whether the rollups count it already. Belongs inside a transaction.
 */
export const sealHour = (sql: Sql, series: number, hour: number): 'sealed' | 'dropped' => {
  const sealed = readChunk(sql, series, hour);
  const outcome = sealed.length === 0 && isClosed(sql, series, hour) ? 'dropped' : 'sealed';
  if (outcome === 'sealed') {
    const samples = overlay(sealed, readHot(sql, series, hour, hour + HOUR));
    writeSealed(sql, series, hour, samples);
    noteSealed(sql, series, samples, samples.length - sealed.length);
  }
  sql.run('DELETE FROM hot WHERE series = ? AND at >= ? AND at < ?', series, hour, hour + HOUR);
  return outcome;
};

const isClosed = (sql: Sql, series: number, hour: number): boolean =>
  sql.row('SELECT 1 FROM rollup WHERE series = ? AND step = ? AND hour = ?', series, STEP.hour, hour) !== undefined;

const writeSealed = (sql: Sql, series: number, hour: number, samples: readonly Sample[]): void => {
  sql.run('INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?)', series, hour, samples.length, encodeChunk(hour, samples));
  for (const { level, body } of rollupsOf(hour, samples))
    sql.run('INSERT OR REPLACE INTO rollup VALUES (?, ?, ?, ?)', series, STEP[level], hour, body);
};

const noteSealed = (sql: Sql, series: number, samples: readonly Sample[], more: number): void => {
  const last = samples.at(-1);
  if (last === undefined) return;
  sql.run('UPDATE series SET sealed = sealed + ? WHERE id = ?', more, series);
  sql.run(
    'UPDATE series SET last_at = ?, last_value = ? WHERE id = ? AND (last_at IS NULL OR last_at <= ?)',
    last.at,
    exactly(last.value),
    series,
    last.at,
  );
};

/** Start of the earliest hour of the series that has hot samples and ended before `before`; undefined where there is none. */
export const nextToSeal = (sql: Sql, series: number, before: number): number | undefined => {
  const first = sql.row<{ at: number | null }>('SELECT min(at) AS at FROM hot WHERE series = ?', series)?.at ?? null;
  return first !== null && first < before ? hourOf(first) : undefined;
};

/** Deletes at most `most` sealed hours before `before`, oldest first; returns how many. Belongs inside a transaction. */
export const deleteChunks = (sql: Sql, series: number, before: number, most: number): number => {
  const due = sql.rows<Pick<ChunkRow, 'hour' | 'n'>>(
    'SELECT hour, n FROM chunk WHERE series = ? AND hour < ? ORDER BY hour LIMIT ?',
    series,
    before,
    most,
  );
  const last = due.at(-1);
  if (last === undefined) return 0;
  sql.run('DELETE FROM chunk WHERE series = ? AND hour <= ?', series, last.hour);
  const samples = due.reduce((sum, { n }) => sum + n, 0);
  sql.run('UPDATE series SET sealed = sealed - ? WHERE id = ?', samples, series);
  return due.length;
};

/** The same for one level's rollups. */
export const deleteRollups = (sql: Sql, series: number, step: number, before: number, most: number): number =>
  sql.run(
    `DELETE FROM rollup WHERE series = ? AND step = ? AND hour IN
       (SELECT hour FROM rollup WHERE series = ? AND step = ? AND hour < ? ORDER BY hour LIMIT ?)`,
    series,
    step,
    series,
    step,
    before,
    most,
  );

/** Forgets a series of which nothing is left; tells whether it was so. */
export const forgetIfEmpty = (sql: Sql, series: number): boolean =>
  sql.run(
    `DELETE FROM series WHERE id = ?
       AND NOT EXISTS (SELECT 1 FROM hot WHERE series = ?)
       AND NOT EXISTS (SELECT 1 FROM chunk WHERE series = ?)
       AND NOT EXISTS (SELECT 1 FROM rollup WHERE series = ?)`,
    series,
    series,
    series,
    series,
  ) > 0;
