import { statSync } from 'node:fs';
import type { RecordedMinute, RecordedView, RecordingFigures } from '../../../core/port/recording.js';
import type { Instant } from '../../../core/time/instant.js';
import { assemble } from '../../recording/assemble.js';
import { frameOf, viewOf, wholeFrame } from '../../recording/frame.js';
import type { JsonObject } from '../../recording/json.js';
import { openForWriting } from '../database.js';
import type { Sql } from '../sql.js';
import { RECORDING } from './schema.js';

/** The recording's work, each call blocking until it is done. */
export interface RecordingOperations {
  record(minute: RecordedMinute): void;
  at(at: Instant): RecordedView | null;
  /** Instants, for an array of numbers crosses to another thread at once. */
  taken(from: Instant, to: Instant): Float64Array;
  next(at: Instant): Instant | null;
  figures(): RecordingFigures;
  /** One bounded stretch of deleting; 0: all is done. */
  retainSlice(before: Instant): number;
  close(): void;
}

/** A view, and the frame that gives it. */
interface Place {
  readonly id: number;
  readonly base: number;
  readonly view: JsonObject;
}

/** Frames that rest on a whole one: more would make looking back slow, fewer would cost space. */
const MOST_RESTING = 30;

/** Opens the recording's file as its one writer. Throws a `StoreOpenError`, having changed nothing. */
export const openRecordingOperations = (file: string): RecordingOperations => {
  const sql = openForWriting(file, RECORDING);
  let written: Place | null = null;
  let shown: Place | null = null;
  return {
    record: (minute) => {
      written = write(sql, written, minute);
    },
    at: (at) => {
      const found = lastOf(sql, at);
      if (found === undefined) return null;
      shown = read(sql, found, nearest([shown, written], found));
      return { at: found.at as Instant, text: JSON.stringify(shown.view) };
    },
    taken: (from, to) =>
      Float64Array.from(
        sql.rows<{ at: number }>('SELECT at FROM frame WHERE at >= ? AND at < ? ORDER BY at, id', from, to),
        ({ at }) => at,
      ),
    next: (at) => (sql.row<{ at: Instant }>('SELECT at FROM frame WHERE at > ? ORDER BY at LIMIT 1', at) ?? { at: null }).at,
    figures: () => figures(sql, file),
    retainSlice: (before) => retainSlice(sql, before),
    close: () => sql.close(),
  };
};

interface FrameRow {
  readonly id: number;
  readonly base: number;
  readonly at: number;
}

/** Of the newest minute up to `at` what was recorded last: a clock that was set back passes a minute twice. */
const lastOf = (sql: Sql, at: number): FrameRow | undefined => {
  const newest = sql.row<{ at: number }>('SELECT at FROM frame WHERE at <= ? ORDER BY at DESC LIMIT 1', at);
  if (newest === undefined) return undefined;
  const minute = Math.floor(newest.at / 60_000) * 60_000;
  return sql.row<FrameRow>('SELECT id, base, at FROM frame WHERE at >= ? AND at <= ? ORDER BY id DESC LIMIT 1', minute, at);
};

const write = (sql: Sql, last: Place | null, minute: RecordedMinute): Place => {
  const view = assemble(last?.view ?? null, minute);
  const isWhole = last === null || last.id - last.base >= MOST_RESTING;
  const rowParts = new Set(minute.parts.flatMap((part) => ('keys' in part ? [part.name] : [])));
  const frame = isWhole ? wholeFrame(view) : frameOf(last.view, view, rowParts);
  const id = 1 + (sql.row<{ id: number | null }>('SELECT max(id) AS id FROM frame')?.id ?? 0);
  const base = frame.kind === 'whole' || last === null ? id : last.base;
  sql.run('INSERT INTO frame (id, base, at, body) VALUES (?, ?, ?, ?)', id, base, minute.at, frame.body);
  return { id, base, view };
};

/** What is known already on the way to a frame, as near to it as can be. */
const nearest = (known: readonly (Place | null)[], { id, base }: FrameRow): Place | null =>
  known
    .filter((place) => place !== null && place.base === base && place.id <= id)
    .reduce((best, place) => (best === null || (place !== null && place.id > best.id) ? place : best), null);

const read = (sql: Sql, { id, base }: FrameRow, from: Place | null): Place => {
  const rows = sql.rows<{ id: number; body: Uint8Array }>(
    'SELECT id, body FROM frame WHERE base = ? AND id > ? AND id <= ? ORDER BY id',
    base,
    from?.id ?? 0,
    id,
  );
  const view = rows.reduce<JsonObject | null>(
    (before, row) => viewOf(before, { kind: row.id === base ? 'whole' : 'change', body: row.body }),
    from?.view ?? null,
  );
  if (view === null) throw new RangeError(`frame ${id} rests on frame ${base}, which is not there`);
  return { id, base, view };
};

const figures = (sql: Sql, file: string): RecordingFigures => {
  const found = sql.row<{ first: Instant | null; last: Instant | null; minutes: number }>(
    'SELECT min(at) AS first, max(at) AS last, count(*) AS minutes FROM frame',
  );
  const bytes = [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return { first: null, last: null, minutes: 0, ...found, bytes };
};

/** Whole frames that go at a stretch, each with all that rests on it: some megabytes at most. */
const BASES = 10;
/** Pages given back to the disk at a stretch. */
const PAGES = 500;

const retainSlice = (sql: Sql, before: Instant): number => {
  const gone = sql.transact(() =>
    sql.run('DELETE FROM frame WHERE base IN (SELECT base FROM frame GROUP BY base HAVING max(at) < ? LIMIT ?)', before, BASES),
  );
  if (gone > 0) sql.exec(`PRAGMA incremental_vacuum(${PAGES})`);
  return gone;
};
