import type { Retention } from '../../core/model/config.js';
import type { Instant } from '../../core/time/instant.js';
import { floorOf, hourOf, ROLLUP_LEVELS, STEP } from '../range/level.js';
import { retainRecords } from './retain-records.js';
import { deleteChunks, deleteRollups, forgetIfEmpty, nextToSeal, sealHour } from './seal.js';
import type { Sql } from './sql.js';

/** Where the next slice goes on: the records first, then series after series by number, then the space that became free. */
export type RetainPlace =
  | { readonly part: 'records' }
  | { readonly part: 'series'; readonly after: number }
  | { readonly part: 'space' };

export interface RetainSlice {
  readonly deleted: number;
  readonly sealed: number;
  /** Null: all is done. */
  readonly next: RetainPlace | null;
}

export const RETAIN_START: RetainPlace = { part: 'records' };

/** How long after an hour's end its samples stay hot: time for the late ones. */
const COOLING = 300_000;

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
}

/** One bounded stretch of sealing and deleting, durable by itself. */
export const retainSlice = (sql: Sql, keep: Retention, now: Instant, place: RetainPlace): RetainSlice =>
  sql.transact(() => {
    const tally: Tally = { left: BUDGET, deleted: 0, sealed: 0 };
    const next = takeSlice(sql, keep, now, place, tally);
    return { deleted: tally.deleted, sealed: tally.sealed, next };
  });

const takeSlice = (sql: Sql, keep: Retention, now: Instant, place: RetainPlace, tally: Tally): RetainPlace | null => {
  switch (place.part) {
    case 'records':
      return recordsSlice(sql, keep, now, tally);
    case 'series':
      return seriesSlice(sql, keep, now, place.after, tally);
    case 'space':
      return spaceSlice(sql);
  }
};

const recordsSlice = (sql: Sql, keep: Retention, now: Instant, tally: Tally): RetainPlace => {
  tally.deleted = retainRecords(sql, keep, now, BUDGET);
  return tally.deleted > 0 ? RETAIN_START : { part: 'series', after: 0 };
};

const seriesSlice = (sql: Sql, keep: Retention, now: Instant, after: number, tally: Tally): RetainPlace => {
  let done = after;
  while (tally.left > 0) {
    const series = sql.row<{ id: number }>('SELECT id FROM series WHERE id > ? ORDER BY id LIMIT 1', done)?.id;
    if (series === undefined) return { part: 'space' };
    tally.left -= LOOKING;
    if (!retainSeries(sql, series, keep, now, tally)) break;
    done = series;
  }
  return { part: 'series', after: done };
};

/** True when the series needs no more; false when the budget ended first. */
const retainSeries = (sql: Sql, series: number, keep: Retention, now: Instant, tally: Tally): boolean => {
  const sealedAll = sealSeries(sql, series, hourOf(now - COOLING), tally);
  const deletedAll = sealedAll && deleteSeries(sql, series, keep, now, tally);
  if (deletedAll) forgetIfEmpty(sql, series);
  return deletedAll;
};

const sealSeries = (sql: Sql, series: number, before: number, tally: Tally): boolean => {
  for (;;) {
    const hour = nextToSeal(sql, series, before);
    if (hour === undefined) return true;
    if (tally.left <= 0) return false;
    tally.left -= SEALING;
    if (sealHour(sql, series, hour) === 'sealed') tally.sealed += 1;
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
