import { statSync } from 'node:fs';
import type { AuditVerdict } from '../../core/model/audit.js';
import type { Retention } from '../../core/model/config.js';
import type { Sample, SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { HistoryRange } from '../../core/model/view.js';
import type { History, RangeQuery, StoreFigures } from '../../core/port/history.js';
import type { Journal, Remembered } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
import type { Walk } from '../audit/chain.js';
import { StoreError } from '../error.js';
import { answerRange, askedOf, quantileOf } from '../range/answer.js';
import { floorOf } from '../range/level.js';
import { createCounts } from './count.js';
import { openForReading, openForWriting } from './database.js';
import {
  readAudit,
  readBaselineHours,
  readDeliveries,
  readEpisode,
  readEpisodes,
  readRemembered,
  readSegments,
  readSuppressions,
  readSuppressionsAt,
  readTimeline,
  verifyStretch,
} from './journal-read.js';
import { writeRecords } from './journal-write.js';
import { type PackedCommit, samplesIn } from './packed.js';
import { type RetainPlace, type RetainSlice, retainSlice } from './retain.js';
import { readerOf, readHours, readLatest, readPieces, readSamples, writeSamples } from './samples.js';
import { createSeriesTable, type SeriesTable } from './series-table.js';
import type { Sql } from './sql.js';

type Answered<Call extends (...input: never[]) => Promise<unknown>> = (...input: Parameters<Call>) => Awaited<ReturnType<Call>>;

/** The store's work, each call blocking until it is done: run in a worker thread, or where blocking does no harm. */
export interface Operations {
  /** The samples as JSON: one text crosses to another thread far faster than thousands of objects. */
  remembered(resolvedSince: Instant, seriesSince: Instant): Omit<Remembered, 'latest'> & { readonly latest: string };
  /** What no store could give back was refused before it was packed. */
  commit(packed: PackedCommit): void;
  readonly episodes: Answered<Journal['episodes']>;
  readonly episode: Answered<Journal['episode']>;
  readonly timeline: Answered<Journal['timeline']>;
  readonly deliveries: Answered<Journal['deliveries']>;
  readonly segments: Answered<Journal['segments']>;
  readonly suppressionsAt: Answered<Journal['suppressionsAt']>;
  readonly suppressions: Answered<Journal['suppressions']>;
  readonly baselineHours: Answered<Journal['baselineHours']>;
  readonly audit: Answered<Journal['audit']>;
  verifyStretch(walk: Walk | null): Walk | AuditVerdict;
  readonly range: Answered<History['range']>;
  /** Instant, value, instant, value …, for the same reason. */
  raw(series: SeriesId, from: Instant, to: Instant): Float64Array;
  readonly list: Answered<History['list']>;
  readonly quantile: Answered<History['quantile']>;
  readonly hourly: Answered<History['hourly']>;
  readonly count: Answered<History['count']>;
  readonly figures: Answered<History['figures']>;
  retainSlice(keep: Retention, now: Instant, place: RetainPlace): RetainSlice;
  close(): void;
}

export type Access = 'write' | 'read';

/** Opens the store's file. Throws a `StoreOpenError`, having changed nothing. */
export const openOperations = (file: string, access: Access): Operations => {
  const sql = access === 'write' ? openForWriting(file) : openForReading(file);
  const table = createSeriesTable(sql);
  const counts = createCounts(sql);
  const operations: Operations = {
    ...journalOperations(sql),
    ...historyOperations(sql, table, file),
    count: counts.count,
    commit: (packed) => {
      const samples = samplesIn(packed);
      commitAll(sql, table, packed, samples);
      counts.written(samples);
    },
    retainSlice: (keep, now, place) => {
      const slice = retainSlice(sql, keep, now, place);
      // A series that was forgotten gives its number back.
      if (slice.deleted > 0) table.reset();
      if (slice.deleted > 0) counts.deletedBefore(floorOf('hour', keep, now));
      return slice;
    },
    close: () => sql.close(),
  };
  return access === 'write' ? operations : onlyReading(sql, operations);
};

/** Each of several statements would else see another moment: samples that are sealed in between, in neither of their places. */
const onlyReading = (sql: Sql, operations: Operations): Operations => {
  const reads = Object.entries(operations).map(([name, operation]: [string, (...input: never[]) => unknown]) => [
    name,
    (...input: never[]) => sql.snapshot(() => operation(...input)),
  ]);
  const { close } = operations;
  return { ...(Object.fromEntries(reads) as unknown as Operations), commit: refuse, retainSlice: refuse, close };
};

const refuse = (): never => {
  throw new StoreError('read-only', 'the store was opened for reading only');
};

const commitAll = (sql: Sql, table: SeriesTable, packed: PackedCommit, samples: readonly SeriesSample[]): void => {
  try {
    sql.transact(() => {
      writeRecords(sql, packed);
      writeSamples(sql, table, samples);
    });
  } catch (error) {
    table.reset();
    throw error;
  }
};

type JournalReads =
  | 'remembered'
  | 'episodes'
  | 'episode'
  | 'timeline'
  | 'deliveries'
  | 'segments'
  | 'suppressionsAt'
  | 'suppressions'
  | 'baselineHours'
  | 'audit'
  | 'verifyStretch';

const journalOperations = (sql: Sql): Pick<Operations, JournalReads> => ({
  remembered: (resolvedSince, seriesSince) => ({ ...readRemembered(sql, resolvedSince), latest: readLatest(sql, seriesSince) }),
  episodes: (query) => readEpisodes(sql, query),
  episode: (id) => readEpisode(sql, id),
  timeline: (id) => readTimeline(sql, id),
  deliveries: (query) => readDeliveries(sql, query),
  segments: (from, to) => readSegments(sql, from, to),
  suppressionsAt: (at) => readSuppressionsAt(sql, at),
  suppressions: (from, to) => readSuppressions(sql, from, to),
  baselineHours: (series, from, to) => readBaselineHours(sql, series, from, to),
  audit: (query) => readAudit(sql, query),
  verifyStretch: (walk) => verifyStretch(sql, walk),
});

type HistoryReads = 'range' | 'raw' | 'hourly' | 'list' | 'quantile' | 'figures';

const historyOperations = (sql: Sql, table: SeriesTable, file: string): Pick<Operations, HistoryReads> => ({
  range: (query) => range(sql, table, query),
  raw: (id, from, to) => {
    const series = table.find(id);
    return inPairs(series === undefined ? [] : readSamples(sql, series, from, to));
  },
  hourly: (id, from, to) => {
    const series = table.find(id);
    return series === undefined ? [] : readHours(sql, series, from, to);
  },
  list: (selector) => table.list(selector),
  quantile: (id, from, to, q) => {
    const series = table.find(id);
    return series === undefined ? null : quantileOf(readPieces(sql, series, from, to), q);
  },
  figures: () => figures(sql, table, file),
});

const inPairs = (samples: readonly Sample[]): Float64Array => {
  const pairs = new Float64Array(2 * samples.length);
  samples.forEach(({ at, value }, i) => {
    pairs[2 * i] = at;
    pairs[2 * i + 1] = value;
  });
  return pairs;
};

const range = (sql: Sql, table: SeriesTable, query: RangeQuery): readonly HistoryRange[] => {
  const asked = askedOf(query);
  return query.series.map((id) => {
    const series = table.find(id);
    return answerRange(id, series === undefined ? null : readerOf(sql, series), asked);
  });
};

const figures = (sql: Sql, table: SeriesTable, file: string): StoreFigures => {
  const hot = sql.row<{ n: number }>('SELECT count(*) AS n FROM hot')?.n ?? 0;
  const sealed = sql.row<{ n: number | null }>('SELECT sum(sealed) AS n FROM series')?.n ?? 0;
  const bytes = [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return { kind: 'embedded', place: file, bytes, series: table.count(), samples: hot + sealed };
};
