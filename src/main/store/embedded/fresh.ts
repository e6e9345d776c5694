import type { Sample } from '../../core/model/sample.js';
import { type Batch, decodeBatch, encodeBatch, WIDTH } from '../codec/batch.js';
import { addBatch, type Generation, newGeneration, readColumn } from '../fresh-memory.js';
import { overlay } from '../overlay.js';
import { exactly, type Sql } from './sql.js';

/**
 * Samples that are durable in the log of commits, but not yet in the table that is sorted by series. They lie over what that
 * table holds: of two samples at one instant theirs is the later written.
 */
export interface Fresh {
  /** Samples of `[from, to)` in order of time. */
  read(series: number, from: number, to: number): readonly Sample[];
  /** The numbers of the series that have any. */
  numbers(): ReadonlySet<number>;
}

/** Tells the memory what a transaction did, once that is durable. */
export type Applied = () => void;

/** The one writer's: whatever answers with `Applied` belongs inside a transaction, and is done once that was called after it. */
export interface FreshWriter extends Fresh {
  /** Appends samples to the log, and sorts some earlier ones. */
  write(batch: Batch): Applied;
  /** Sorts about `most` samples. */
  sort(most: number): Applied;
  /** The log's oldest row and its newest one; both 0 where it is empty. */
  rows(): { readonly first: number; readonly last: number };
  /** Whether the log still holds a series' number, be it of samples that are sorted already. */
  isLogged(series: number): boolean;
}

/** From so many samples on they are sorted: the more at a time, the fewer pages are written for each. About 1 MB. */
const ENOUGH = 50_000;
/** How many are sorted for each one that comes: more than one, so that those to be sorted are done before the next are due. */
const PACE = 1.5;

/** `enough`: samples that are sorted together. Throws a `RangeError` where the log is damaged. */
export const openFresh = (sql: Sql, enough = ENOUGH): FreshWriter => {
  let sorting = newGeneration();
  let taking = loadLog(sql);
  let lastRow = taking.lastRow;

  const turnOver = (): void => {
    if (sorting.size > 0) return;
    sorting = taking;
    taking = newGeneration();
  };

  const append = (batch: Batch): Applied => {
    if (batch.length === 0) return NOTHING;
    const row = lastRow + 1;
    sql.run('INSERT INTO fresh VALUES (?, ?)', row, encodeBatch(batch));
    return () => {
      lastRow = row;
      addBatch(taking, row, batch);
      if (taking.size >= enough) turnOver();
    };
  };

  const sort = (most: number): Applied => {
    const from = sorting;
    const chosen = choose(from, most);
    for (const series of chosen) sortSeries(sql, series, readColumn(from, series, -EVER, EVER));
    const isLast = from.size > 0 && chosen.length === from.columns.size;
    if (isLast) sql.run('DELETE FROM fresh WHERE id <= ?', from.lastRow);
    return () => {
      for (const series of chosen) from.columns.delete(series);
      for (const series of chosen) from.sorted.add(series);
      if (isLast) sorting = newGeneration();
    };
  };

  return {
    ...reading(() => [sorting, taking]),
    write: (batch) => {
      const sorted = sort(Math.ceil((PACE * batch.length) / WIDTH));
      const appended = append(batch);
      return () => {
        sorted();
        appended();
      };
    },
    sort: (most) => {
      turnOver();
      return sort(most);
    },
    rows: () => ({ first: sorting.firstRow || taking.firstRow, last: taking.lastRow || sorting.lastRow }),
    isLogged: (series) => [sorting, taking].some(({ columns, sorted }) => columns.has(series) || sorted.has(series)),
  };
};

const EVER = Number.POSITIVE_INFINITY;
const NOTHING: Applied = () => undefined;

/** Whole series, up to `most` samples and at least one. */
const choose = ({ columns }: Generation, most: number): readonly number[] => {
  const chosen: number[] = [];
  let left = most;
  for (const [series, { at }] of columns) {
    if (left <= 0) break;
    chosen.push(series);
    left -= at.length;
  }
  return chosen;
};

const sortSeries = (sql: Sql, series: number, samples: readonly Sample[]): void => {
  for (const { at, value } of samples) sql.run('INSERT OR REPLACE INTO hot VALUES (?, ?, ?)', series, at, exactly(value));
};

const loadLog = (sql: Sql): Generation => {
  const generation = newGeneration();
  for (const { id, body } of sql.rows<{ id: number; body: Uint8Array }>('SELECT id, body FROM fresh ORDER BY id'))
    addBatch(generation, id, decodeBatch(body));
  return generation;
};

/** What a reader in another process sees: the log as it is in the snapshot that it has taken. */
export const followFresh = (sql: Sql): Fresh => {
  let version = Number.NaN;
  let known = newGeneration();
  const current = (): readonly Generation[] => {
    const now = sql.row<{ data_version: number }>('PRAGMA data_version')?.data_version ?? Number.NaN;
    if (now !== version) known = loadLog(sql);
    version = now;
    return [known];
  };
  return reading(current);
};

/** Generations in the order in which they were written. */
const reading = (generations: () => readonly Generation[]): Fresh => ({
  read: (series, from, to) =>
    generations().reduce<readonly Sample[]>((under, each) => overlay(under, readColumn(each, series, from, to)), []),
  numbers: () => new Set(generations().flatMap(({ columns }) => [...columns.keys()])),
});
