import { existsSync, renameSync, rmSync } from 'node:fs';
import { canonicalJson } from '../audit/canonical-json.js';
import { decodeChunk, encodeChunk } from '../codec/chunk.js';
import { HOUR, hourOf, ROLLUP_LEVELS, STEP } from '../range/level.js';
import { TransferError } from '../transfer/error.js';
import type { Portable, PortableHistory, PortableSeries, PortableTarget, Progress } from '../transfer/portable.js';
import { openForWriting } from './database.js';
import { openFresh } from './fresh.js';
import { openInline } from './inline.js';
import { readLink, writeLink } from './journal-write.js';
import { readSamples, type Tables } from './samples.js';
import { exactly, type Sql } from './sql.js';
import { strayLogOf, sweepBeside } from './stray-log.js';

/** Opens the file as its one user: while it is moved nobody else may write it. Throws a `StoreOpenError`. */
export const portableEmbedded = (file: string): Portable => {
  // One connection writes and holds the lock; the journal's own only reads.
  const sql = openForWriting(file);
  const journal = openInline(file, 'read');
  return {
    ...reading(sql, file),
    journal: journal.journal,
    stop: async () => {
      await journal.stop();
      sql.close();
    },
  };
};

/** A store that is made beside its place and put there once it is whole. Throws a `StoreOpenError` or a `TransferError`. */
export const embeddedTarget = (file: string): PortableTarget => {
  refuseOccupied(file);
  const made = `${file}.part`;
  let [sql, store] = [openForWriting(made), null as ReturnType<typeof openInline> | null];
  let isClosed = false;
  sql.exec('CREATE TABLE IF NOT EXISTS transfer (body TEXT NOT NULL) STRICT');
  // Two writers would be in each other's way: what is open changes with what is written.
  const tables = async (): Promise<Sql> => {
    if (store === null) return sql;
    await store.stop();
    store = null;
    sql = openForWriting(made);
    return sql;
  };
  const records = (): ReturnType<typeof openInline> => {
    if (store !== null) return store;
    sql.close();
    store = openInline(made, 'write');
    return store;
  };
  const reader = openInline(made, 'read');
  return {
    place: file,
    journal: { ...reader.journal, commit: (commit) => records().journal.commit(commit) },
    series: async () => reading(await tables(), file).series(),
    history: async (series) => reading(await tables(), file).history(series),
    links: async () => reading(await tables(), file).links(),
    progress: async () => {
      const body = (await tables()).row<{ body: string }>('SELECT body FROM transfer')?.body;
      return body === undefined ? null : (JSON.parse(body) as Progress);
    },
    note: async (progress) => {
      const into = await tables();
      into.transact(() => {
        into.exec('DELETE FROM transfer');
        into.run('INSERT INTO transfer VALUES (?)', JSON.stringify(progress));
      });
    },
    write: async (series, history) => {
      const into = await tables();
      into.transact(() => writeSeries(into, series, history));
    },
    writeAudit: async (entries, { head, anchor }) => {
      const into = await tables();
      into.transact(() => {
        for (const { sequence, previous, hash, ...content } of entries)
          into.run('INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?)', sequence, previous, hash, canonicalJson(content));
        writeLink(into, 'head', head);
        writeLink(into, 'anchor', anchor);
      });
    },
    finish: async () => {
      const into = await tables();
      // While it was filled, a desk may have been started there.
      refuseOccupied(file);
      into.exec('DROP TABLE transfer');
      await reader.stop();
      into.close();
      isClosed = true;
      sweepBeside(file);
      renameSync(made, file);
      sweepBeside(made);
      rmSync(`${made}.lock`, { force: true });
      sql = openForWriting(file);
      isClosed = false;
    },
    stop: async () => {
      await reader.stop();
      await store?.stop();
      if (store === null && !isClosed) sql.close();
    },
  };
};

const refuseOccupied = (file: string): void => {
  const log = strayLogOf(file);
  if (existsSync(file))
    throw new TransferError(
      'occupied',
      `${file} is a store already`,
      `Name another data folder, or move it away together with ${file}-wal, where that is there: it holds its newest commits.`,
    );
  if (log !== null)
    throw new TransferError(
      'occupied',
      `${log} holds the newest commits of a store that was moved away`,
      'Move it to that store, whose name and “-wal” it must bear, then run this again. Nothing was changed.',
    );
};

const reading = (sql: Sql, file: string): Pick<Portable, 'place' | 'series' | 'history' | 'links'> => {
  const tables: Tables = { sql, fresh: openFresh(sql) };
  return {
    place: file,
    series: async () =>
      sql.rows<PortableSeries>('SELECT text AS id, name, labels, last_at AS lastAt, last_value AS lastValue FROM series'),
    history: async ({ id }) => historyOf(tables, id),
    links: async () => ({ head: readLink(sql, 'head'), anchor: readLink(sql, 'anchor') }),
  };
};

const historyOf = (tables: Tables, id: string): PortableHistory => {
  const { sql, fresh } = tables;
  const number = sql.row<{ id: number }>('SELECT id FROM series WHERE text = ?', id)?.id;
  if (number === undefined) return { hours: [], rollups: [] };
  const open = new Set([
    ...sql.rows<{ at: number }>('SELECT at FROM hot WHERE series = ?', number).map(({ at }) => hourOf(at)),
    ...fresh.read(number, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).map(({ at }) => hourOf(at)),
  ]);
  const sealed = sql
    .rows<{ hour: number; body: Uint8Array }>('SELECT hour, body FROM chunk WHERE series = ? ORDER BY hour', number)
    .filter(({ hour }) => !open.has(hour))
    .map(({ hour, body }) => ({ hour, body, isSealed: true }));
  const unsealed = [...open].map((hour) => ({
    hour,
    isSealed: false,
    body: encodeChunk(hour, readSamples(tables, number, hour, hour + HOUR)),
  }));
  const rollups = ROLLUP_LEVELS.flatMap((level) =>
    sql
      .rows<{ hour: number; body: Uint8Array }>(
        'SELECT hour, body FROM rollup WHERE series = ? AND step = ? ORDER BY hour',
        number,
        STEP[level],
      )
      .map(({ hour, body }) => ({ level, hour, body })),
  );
  return { hours: [...sealed, ...unsealed], rollups };
};

/** Replaces all that there is of the series. Belongs inside a transaction. */
const writeSeries = (sql: Sql, { id, name, labels, lastAt, lastValue }: PortableSeries, history: PortableHistory): void => {
  sql.run('INSERT OR IGNORE INTO series (text, name, labels) VALUES (?, ?, ?)', id, name, labels);
  const number = sql.row<{ id: number }>('SELECT id FROM series WHERE text = ?', id)?.id ?? 0;
  for (const table of ['hot', 'chunk', 'rollup']) sql.run(`DELETE FROM ${table} WHERE series = ?`, number);
  const rolledUp = new Set(history.rollups.map(({ hour }) => hour));
  for (const { hour, isSealed, body } of history.hours) {
    const samples = decodeChunk(hour, body);
    // An hour that was sealed once and has taken late samples is both: what is hot of it has it sealed anew.
    const isBoth = !isSealed && rolledUp.has(hour);
    if (isSealed || isBoth) sql.run('INSERT INTO chunk VALUES (?, ?, ?, ?)', number, hour, samples.length, body);
    for (const { at, value } of isSealed ? [] : isBoth ? samples.slice(-1) : samples)
      sql.run('INSERT INTO hot VALUES (?, ?, ?)', number, at, exactly(value));
  }
  for (const { level, hour, body } of history.rollups)
    sql.run('INSERT INTO rollup VALUES (?, ?, ?, ?)', number, STEP[level], hour, body);
  sql.run(
    `UPDATE series SET last_at = ?, last_value = ?,
       sealed = (SELECT coalesce(sum(n), 0) FROM chunk WHERE series = ?) WHERE id = ?`,
    lastAt,
    lastValue === null ? null : exactly(lastValue),
    number,
    number,
  );
};
