import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreOpenError } from '../error.js';
import { corruptError, openError } from './failure.js';
import { takeWriterLock } from './lock.js';
import { migrate, type Schema, STORE } from './migrate.js';
import { connect, type Sql } from './sql.js';
import { keepStrayLog } from './stray-log.js';

/** Opens `file` as its one writer, creating it and its folder where need be. Throws a `StoreOpenError`, having changed nothing. */
export const openForWriting = (file: string, schema = STORE): Sql => {
  try {
    mkdirSync(dirname(file), { recursive: true });
    inspect(file, schema, 'write');
    const lock = takeWriterLock(file);
    try {
      keepStrayLog(file);
      const sql = prepareWriter(file, schema);
      return { ...sql, close: () => closeWriter(sql, lock.release) };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw openError(error, file);
  }
};

/** Opens `file` beside its writer, seeing only what is committed. Throws a `StoreOpenError`. */
export const openForReading = (file: string): Sql => {
  try {
    if (!isThere(file))
      throw new StoreOpenError('missing', `there is no store at ${file}`, 'Start Watchroom with this data folder once.');
    inspect(file, STORE, 'read');
    return connect(file, { readOnly: true });
  } catch (error) {
    throw openError(error, file);
  }
};

const isThere = (file: string): boolean => existsSync(file) && statSync(file).size > 0;

interface Head {
  readonly version: number;
  readonly application: number;
  readonly tables: number;
}

/** Looks before anything is written, on a connection that cannot write: a file that is not ours stays as it is. */
const inspect = (file: string, schema: Schema, access: 'read' | 'write'): void => {
  if (!isThere(file)) return;
  const sql = connect(file, { readOnly: true });
  try {
    judge(readHead(sql), file, schema, access);
    checkPages(sql, file);
  } finally {
    sql.close();
  }
};

const readHead = (sql: Sql): Head => ({
  version: sql.row<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0,
  application: sql.row<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0,
  tables: sql.row<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0,
});

const judge = ({ version, application, tables }: Head, file: string, schema: Schema, access: 'read' | 'write'): void => {
  const known = schema.migrations.length;
  if (application !== schema.application && tables > 0) throw corruptError(file, 'it is a database, but not one of Watchroom');
  if (version > known)
    throw new StoreOpenError(
      'from-the-future',
      `the store ${file} was written by a newer Watchroom (tables ${version}; this one knows ${known})`,
      'Start the newer version, or name another folder with --data. Nothing was changed.',
    );
  if (version < known && access === 'read')
    throw new StoreOpenError(
      'outdated',
      `the store ${file} was written by an older Watchroom (tables ${version}; this one reads ${known})`,
      'Start Watchroom once: it brings the store up to date.',
    );
};

/** A larger file would take too long to check at every start; damage there shows when it is read. */
const LARGEST_CHECKED = 16 * 1024 * 1024;

const checkPages = (sql: Sql, file: string): void => {
  if (statSync(file).size > LARGEST_CHECKED) return;
  const found = sql.row<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check;
  if (found !== 'ok') throw corruptError(file, found ?? 'it cannot be checked');
};

/**
 * `synchronous=FULL` makes a commit durable when it returns, also through a power cut; the log keeps readers and the writer
 * out of each other's way.
 */
const prepareWriter = (file: string, schema: Schema): Sql => {
  const sql = connect(file, {});
  try {
    sql.exec(
      'PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000',
    );
    migrate(sql, schema, readHead(sql).version);
    return sql;
  } catch (error) {
    sql.close();
    throw error;
  }
};

const closeWriter = (sql: Sql, release: () => void): void => {
  try {
    sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    sql.close();
    release();
  }
};
