import type { Batch } from '../codec/batch.js';
import { StoreError } from '../error.js';
import { floorOf, floorsOf } from '../range/level.js';
import { createCounts } from './count.js';
import { openForReading, openForWriting } from './database.js';
import { corruptError, isUnreadable, openError } from './failure.js';
import { followFresh, openFresh } from './fresh.js';
import { writeRecords } from './journal-write.js';
import { type Access, type Operations, readsOf } from './operations.js';
import { batchOf, createUnpacker, type NamedSeries, type PackedCommit } from './packed.js';
import { createFleetingRanges, createRanges } from './range.js';
import { retainSlice, type WriterTables } from './retain.js';
import { createSeriesTable, type SeriesTable } from './series-table.js';

/** Opens the store's file. Throws a `StoreOpenError`, having changed nothing. */
export const openOperations = (file: string, access: Access): Operations =>
  access === 'write' ? openWriter(file) : openReader(file);

const openWriter = (file: string): Operations => {
  const tables = openTables(file);
  const { sql } = tables;
  const [table, counts, unpack] = [createSeriesTable(sql), createCounts(tables), createUnpacker()];
  const ranges = createRanges(tables, table);
  return {
    ...readsOf(tables, table, file),
    count: counts.count,
    rangeSlice: ranges.slice,
    commit: (packed) => {
      const batch = commitAll(tables, table, packed, unpack(packed));
      counts.written(batch);
      ranges.written(batch);
    },
    retainSlice: (keep, now, place) => {
      const slice = retainSlice(tables, keep, now, place);
      // A series that was forgotten gives its number back.
      if (slice.deleted > 0) table.reset();
      if (slice.deleted > 0) counts.deletedBefore(floorOf('hour', keep, now));
      if (slice.deleted > 0) ranges.deletedBefore(floorsOf(keep, now));
      if (slice.dropped > 0) ranges.forget();
      return slice;
    },
    close: () => sql.close(),
  };
};

const openTables = (file: string): WriterTables => {
  const sql = openForWriting(file);
  try {
    return { sql, fresh: openFresh(sql) };
  } catch (error) {
    sql.close();
    throw isUnreadable(error)
      ? corruptError(file, 'samples that were not sorted yet cannot be read', error)
      : openError(error, file);
  }
};

/** Each of several statements would else see another moment: samples that are sealed in between, in neither of their places. */
const openReader = (file: string): Operations => {
  const sql = openForReading(file);
  const tables = { sql, fresh: followFresh(sql) };
  const table = createSeriesTable(sql);
  const operations = {
    ...readsOf(tables, table, file),
    count: createCounts(tables).count,
    rangeSlice: createFleetingRanges(tables, table).slice,
  };
  const inSnapshots = Object.entries(operations).map(([name, operation]: [string, (...input: never[]) => unknown]) => [
    name,
    (...input: never[]) => sql.snapshot(() => operation(...input)),
  ]);
  return {
    ...(Object.fromEntries(inSnapshots) as typeof operations),
    commit: refuse,
    retainSlice: refuse,
    close: () => sql.close(),
  };
};

const refuse = (): never => {
  throw new StoreError('read-only', 'the store was opened for reading only');
};

/** Answers with the samples that were written. */
const commitAll = (
  { sql, fresh }: WriterTables,
  table: SeriesTable,
  packed: PackedCommit,
  series: readonly NamedSeries[],
): Batch => {
  try {
    const { batch, applied } = sql.transact(() => {
      writeRecords(sql, packed);
      const written = batchOf(packed, series.map(table.number));
      return { batch: written, applied: fresh.write(written) };
    });
    applied();
    return batch;
  } catch (error) {
    table.reset();
    throw error;
  }
};
