import type { Retention } from '../../core/model/config.js';
import type { Instant } from '../../core/time/instant.js';
import { COOLING, floorOf, hourOf, ROLLUP_LEVELS, STEP } from '../range/level.js';
import type { FreshWriter } from './fresh.js';
import { retainRecords } from './retain-records.js';
import { deleteChunks, deleteRollups, forgetIfEmpty, nextToSeal, sealHour } from './seal.js';
import type { Sql } from './sql.js';

export interface WriterTables {
  readonly sql: Sql;
  readonly fresh: FreshWriter;
}

/**
 * Where the next slice goes on: what is fresh when it all begins is sorted first (up to the log's row `until`; null: not begun),
 * then come the records, then series after series by number, then the space that became free.
 */
export type RetainPlace =
  | { readonly part: 'fresh'; readonly until: number | null }
  | { readonly part: 'records' }
  | { readonly part: 'series'; readonly after: number }
  | { readonly part: 'space' };

export interface RetainSlice {
  readonly deleted: number;
  readonly sealed: number;
  /** Hours whose late samples were dropped. */
  readonly dropped: number;
  /** Null: all is done. */
  readonly next: RetainPlace | null;
}

export const RETAIN_START: RetainPlace = { part: 'fresh', until: null };

/**
 * What a slice may cost, counted in rows deleted; looking at a series costs as much as 10 of them, sealing an hour as 50.
 * Measured to take some ten milliseconds, so that a commit never waits long. Counted and not timed: the store knows no clock.
 */
const BUDGET = 2_000;
const LOOKING = 10;
const SEALING = 50;

interface Tally {
  left: number;
  deleted: number;
  sealed: number;
  dropped: number;
}

/** One bounded stretch of sealing and deleting, durable by itself. */
export const retainSlice = (tables: WriterTables, keep: Retention, now: Instant, place: RetainPlace): RetainSlice => {
  if (place.part === 'fresh') return freshSlice(tables, place.until);
  return tables.sql.transact(() => {
    const tally: Tally = { left: BUDGET, deleted: 0, sealed: 0, dropped: 0 };
    const next = takeSlice(tables, keep, now, place, tally);
    const { deleted, sealed, dropped } = tally;
    return { deleted, sealed, dropped, next };
  });
};

const RECORDS: RetainPlace = { part: 'records' };

const freshSlice = ({ sql, fresh }: WriterTables, begun: number | null): RetainSlice => {
  const until = begun ?? fresh.rows().last;
  const { first } = fresh.rows();
  if (first === 0 || first > until) return { deleted: 0, sealed: 0, dropped: 0, next: RECORDS };
  const applied = sql.transact(() => fresh.sort(BUDGET));
  applied();
  return { deleted: 0, sealed: 0, dropped: 0, next: { part: 'fresh', until } };
};

type TablePlace = Exclude<RetainPlace, { readonly part: 'fresh' }>;

const takeSlice = (
  tables: WriterTables,
  keep: Retention,
  now: Instant,
  place: TablePlace,
  tally: Tally,
): RetainPlace | null => {
  switch (place.part) {
    case 'records':
      return recordsSlice(tables.sql, keep, now, tally);
    case 'series':
      return seriesSlice(tables, keep, now, place.after, tally);
    case 'space':
      return spaceSlice(tables.sql);
  }
};

const recordsSlice = (sql: Sql, keep: Retention, now: Instant, tally: Tally): RetainPlace => {
  tally.deleted = retainRecords(sql, keep, now, BUDGET);
  return tally.deleted > 0 ? RECORDS : { part: 'series', after: 0 };
};

const seriesSlice = (tables: WriterTables, keep: Retention, now: Instant, after: number, tally: Tally): RetainPlace => {
  let done = after;
  while (tally.left > 0) {
    const series = tables.sql.row<{ id: number }>('SELECT id FROM series WHERE id > ? ORDER BY id LIMIT 1', done)?.id;
    if (series === undefined) return { part: 'space' };
    tally.left -= LOOKING;
    if (!retainSeries(tables, series, keep, now, tally)) break;
    done = series;
  }
  return { part: 'series', after: done };
};

/** True when the series needs no more; false when the budget ended first. */
const retainSeries = ({ sql, fresh }: WriterTables, series: number, keep: Retention, now: Instant, tally: Tally): boolean => {
  const sealedAll = sealSeries(sql, series, hourOf(now - COOLING), tally);
  const deletedAll = sealedAll && deleteSeries(sql, series, keep, now, tally);
  // Until then its number must not be given to another.
  if (deletedAll && !fresh.isLogged(series)) forgetIfEmpty(sql, series);
  return deletedAll;
};

const sealSeries = (sql: Sql, series: number, before: number, tally: Tally): boolean => {
  for (;;) {
    const hour = nextToSeal(sql, series, before);
    if (hour === undefined) return true;
    if (tally.left <= 0) return false;
    tally.left -= SEALING;
    if (sealHour(sql, series, hour) === 'sealed') tally.sealed += 1;
    else tally.dropped += 1;
  }
};

const deleteSeries = (sql: Sql, series: number, keep: Retention, now: Instant, tally: Tally): boolean => {
  const spend = (rows: number): void => {
    tally.left -= rows;
    tally.deleted += rows;
  };
  spend(deleteChunks(sql, series, floorOf('raw', keep, now), Math.max(1, tally.left)));
  for (const level of ROLLUP_LEVELS) {
    if (tally.left <= 0) return false;
    spend(deleteRollups(sql, series, STEP[level], floorOf(level, keep, now), tally.left));
  }
  return tally.left > 0;
};

/** Pages given back to the disk at a stretch, and the share of free ones that is kept for what comes next. */
const PAGES = 500;
const KEPT_FREE = 0.25;

const spaceSlice = (sql: Sql): RetainPlace | null => {
  const free = sql.row<{ freelist_count: number }>('PRAGMA freelist_count')?.freelist_count ?? 0;
  const all = sql.row<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  if (free < PAGES || free < all * KEPT_FREE) return null;
  sql.exec(`PRAGMA incremental_vacuum(${PAGES})`);
  return { part: 'space' };
};
