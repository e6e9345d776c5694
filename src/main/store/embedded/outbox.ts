import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Commit } from '../../core/port/journal.js';
import type { KeptAct } from '../../core/port/team.js';
import { revived, type SavedBaseline, saved } from '../saved-baseline.js';
import { openError } from './failure.js';
import { takeWriterLock } from './lock.js';
import { connect, type Sql } from './sql.js';

/** A commit that another store could not take yet. */
export interface Waiting {
  readonly id: number;
  readonly token: string;
  readonly commit: Commit;
}

/** Commits on their way to a store elsewhere, durable on this machine, in the order in which they were made. */
export interface Outbox {
  /** Names this desk, for as long as the file is there. */
  readonly desk: string;
  put(token: string, commit: Commit): void;
  /** The first that wait: at least one where any does, else so many and of so many packed bytes at most. */
  next(most: number, mostBytes: number): readonly Waiting[];
  /** By what the first that wait are known elsewhere. */
  tokens(most: number): readonly Pick<Waiting, 'id' | 'token'>[];
  /** Lets go of this one and all before it. */
  removeUpTo(id: number): void;
  count(): number;
  /** Takes all that waits out of the way of what comes, and keeps it in the file; answers how many commits. */
  putAside(): number;
  /** The store for which all this waits; null: none is known yet. */
  store(): string | null;
  belongTo(store: string): void;
  /** What people did here while it could not be told to anybody else, oldest first. */
  readonly acts: {
    keep(act: KeptAct): void;
    all(): readonly KeptAct[];
    drop(id: string): void;
  };
  close(): void;
}

const TABLES = `
CREATE TABLE IF NOT EXISTS desk (name TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS store (id TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS waiting (id INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS aside (id INTEGER PRIMARY KEY, token TEXT NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS acts (place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
`;

/** Opens the file as its one user; throws a `StoreOpenError`. */
export const openOutbox = (file: string): Outbox => {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const lock = takeWriterLock(file);
    try {
      const sql = connect(file, {});
      sql.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${TABLES}`);
      return outboxOver(sql, lock.release);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw openError(error, file);
  }
};

interface Row {
  readonly id: number;
  readonly token: string;
  readonly body: Uint8Array;
}

const outboxOver = (sql: Sql, release: () => void): Outbox => ({
  desk: nameOf(sql),
  put: (token, commit) => {
    sql.run('INSERT INTO waiting (token, body) VALUES (?, ?)', token, encode(commit));
  },
  next: (most, mostBytes) => {
    const last = lastOf(sql.rows<Size>('SELECT id, length(body) AS bytes FROM waiting ORDER BY id LIMIT ?', most), mostBytes);
    const rows = last === null ? [] : sql.rows<Row>('SELECT id, token, body FROM waiting WHERE id <= ? ORDER BY id', last);
    return rows.map(({ id, token, body }) => ({ id, token, commit: decode(body) }));
  },
  tokens: (most) => sql.rows<Pick<Row, 'id' | 'token'>>('SELECT id, token FROM waiting ORDER BY id LIMIT ?', most),
  removeUpTo: (id) => {
    sql.run('DELETE FROM waiting WHERE id <= ?', id);
  },
  count: () => sql.row<{ n: number }>('SELECT count(*) AS n FROM waiting')?.n ?? 0,
  putAside: () => {
    const count = sql.row<{ n: number }>('SELECT count(*) AS n FROM waiting')?.n ?? 0;
    sql.exec('BEGIN; INSERT INTO aside SELECT * FROM waiting; DELETE FROM waiting; COMMIT;');
    return count;
  },
  store: () => sql.row<{ id: string }>('SELECT id FROM store')?.id ?? null,
  belongTo: (store) => {
    sql.exec('BEGIN; DELETE FROM store;');
    sql.run('INSERT INTO store VALUES (?)', store);
    sql.exec('COMMIT');
  },
  acts: {
    keep: (act) => {
      const body = JSON.stringify(act);
      sql.run(
        'INSERT INTO acts (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
        act.request.id,
        body,
      );
    },
    all: () =>
      sql.rows<{ body: string }>('SELECT body FROM acts ORDER BY place').map(({ body }) => JSON.parse(body) as KeptAct),
    drop: (id) => {
      sql.run('DELETE FROM acts WHERE id = ?', id);
    },
  },
  close: () => {
    sql.close();
    release();
  },
});

interface Size {
  readonly id: number;
  readonly bytes: number;
}

/** The last that still goes with the first. */
const lastOf = (sizes: readonly Size[], mostBytes: number): number | null => {
  let [last, sum]: [number | null, number] = [null, 0];
  for (const { id, bytes } of sizes) {
    sum += bytes;
    if (last !== null && sum > mostBytes) break;
    last = id;
  }
  return last;
};

const nameOf = (sql: Sql): string => {
  const known = sql.row<{ name: string }>('SELECT name FROM desk')?.name;
  if (known !== undefined) return known;
  const name = randomUUID();
  sql.run('INSERT INTO desk VALUES (?)', name);
  return name;
};

type Kept = Omit<Commit, 'baselines'> & {
  readonly baselines: readonly (Omit<Commit['baselines'][number], 'state'> & { readonly state: SavedBaseline })[];
};

/** Packed, because an outage may last for hours, and of a commit the names of its series are most. */
const encode = (commit: Commit): Uint8Array => {
  const kept: Kept = { ...commit, baselines: commit.baselines.map((each) => ({ ...each, state: saved(each.state) })) };
  return deflateRawSync(JSON.stringify(kept), { level: 1 });
};

const decode = (body: Uint8Array): Commit => {
  const { baselines, ...rest } = JSON.parse(inflateRawSync(body).toString('utf8')) as Kept;
  return {
    ...rest,
    baselines: baselines.flatMap((each) => {
      const state = revived(each.state);
      return state === null ? [] : [{ ...each, state }];
    }),
  };
};
