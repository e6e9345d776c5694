import { statSync } from 'node:fs';
import type { AuditVerdict } from '../../core/model/audit.js';
import type { Retention } from '../../core/model/config.js';
import type { Sample, SeriesId } from '../../core/model/sample.js';
import type { History, RangeQuery, StoreFigures } from '../../core/port/history.js';
import type { Journal, Remembered } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
import type { Walk } from '../audit/chain.js';
import { quantileOf } from '../range/answer.js';
import {
  readAudit,
  readAuditOf,
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
import { readLatest } from './latest.js';
import type { PackedCommit } from './packed.js';
import type { RangeSlice } from './range.js';
import type { RetainPlace, RetainSlice } from './retain.js';
import { readHours, readPieces, readReplaced, readSamples, type Tables } from './samples.js';
import type { SeriesTable } from './series-table.js';
import { tallyOf } from './tally.js';

/** Calls of a port, each answered at once. */
type Blocking<Port, Calls extends keyof Port> = {
  readonly [Call in Calls]: Port[Call] extends (...input: infer Input) => Promise<infer Answer>
    ? (...input: Input) => Answer
    : never;
};

type JournalCalls =
  | 'episodes'
  | 'episode'
  | 'timeline'
  | 'deliveries'
  | 'segments'
  | 'suppressionsAt'
  | 'suppressions'
  | 'baselineHours'
  | 'audit'
  | 'auditOf';

type HistoryCalls = 'list' | 'quantile' | 'hourly' | 'count' | 'tally' | 'figures';

/** The store's work, each call blocking until it is done: run in a worker thread, or where blocking does no harm. */
export interface Operations extends Blocking<Journal, JournalCalls>, Blocking<History, HistoryCalls> {
  /** The samples as JSON: one text crosses to another thread far faster than thousands of objects. */
  remembered(resolvedSince: Instant, seriesSince: Instant): Omit<Remembered, 'latest'> & { readonly latest: string };
  /** What no store could give back was refused before it was packed. */
  commit(packed: PackedCommit): void;
  verifyStretch(walk: Walk | null): Walk | AuditVerdict;
  /** The first of the series that are asked for, one at least: long work goes in stretches. */
  rangeSlice(query: RangeQuery): RangeSlice;
  /** Instant, value, instant, value …, for the same reason. */
  raw(series: SeriesId, from: Instant, to: Instant): Float64Array;
  retainSlice(keep: Retention, now: Instant, place: RetainPlace): RetainSlice;
  close(): void;
}

export type Access = 'write' | 'read';

export type Reads = Pick<Operations, JournalReads | HistoryReads>;

/** All that only reads. */
export const readsOf = (tables: Tables, table: SeriesTable, file: string): Reads => ({
  ...journalOperations(tables),
  ...historyOperations(tables, table, file),
});

type JournalReads = JournalCalls | 'remembered' | 'verifyStretch';

const journalOperations = (tables: Tables, { sql } = tables): Pick<Operations, JournalReads> => ({
  remembered: (resolvedSince, seriesSince) => ({
    ...readRemembered(sql, resolvedSince),
    latest: readLatest(tables, seriesSince),
  }),
  episodes: (query) => readEpisodes(sql, query),
  episode: (id) => readEpisode(sql, id),
  timeline: (id) => readTimeline(sql, id),
  deliveries: (query) => readDeliveries(sql, query),
  segments: (from, to) => readSegments(sql, from, to),
  suppressionsAt: (at) => readSuppressionsAt(sql, at),
  suppressions: (from, to) => readSuppressions(sql, from, to),
  baselineHours: (series, from, to) => readBaselineHours(sql, series, from, to),
  audit: (query) => readAudit(sql, query),
  auditOf: (request) => readAuditOf(sql, request),
  verifyStretch: (walk) => verifyStretch(sql, walk),
});

type HistoryReads = Exclude<HistoryCalls, 'count'> | 'raw';

const historyOperations = (tables: Tables, table: SeriesTable, file: string): Pick<Operations, HistoryReads> => ({
  raw: (id, from, to) => {
    const series = table.find(id);
    return inPairs(series === undefined ? [] : readSamples(tables, series, from, to));
  },
  hourly: (id, from, to) => {
    const series = table.find(id);
    return series === undefined ? [] : readHours(tables, series, from, to);
  },
  list: (selector) => table.list(selector),
  quantile: (id, from, to, q) => {
    const series = table.find(id);
    return series === undefined ? null : quantileOf(readPieces(tables, series, from, to), q);
  },
  tally: (query) => tallyOf(tables, query),
  figures: () => figures(tables, table, file),
});

const inPairs = (samples: readonly Sample[]): Float64Array => {
  const pairs = new Float64Array(2 * samples.length);
  samples.forEach(({ at, value }, i) => {
    pairs[2 * i] = at;
    pairs[2 * i + 1] = value;
  });
  return pairs;
};

const figures = (tables: Tables, table: SeriesTable, file: string): StoreFigures => {
  const hot = tables.sql.row<{ n: number }>('SELECT count(*) AS n FROM hot')?.n ?? 0;
  const sealed = tables.sql.row<{ n: number | null }>('SELECT sum(sealed) AS n FROM series')?.n ?? 0;
  const bytes = [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return { kind: 'embedded', place: file, bytes, series: table.count(), samples: hot + sealed + countFresh(tables) };
};

const countFresh = (tables: Tables): number => {
  let n = 0;
  for (const series of tables.fresh.numbers())
    n += tables.fresh.read(series, -EVER, EVER).length - readReplaced(tables, series, -EVER, EVER).length;
  return n;
};

const EVER = Number.POSITIVE_INFINITY;
