import { StoreOpenError } from '../error.js';
import { isDamaged, isLocked } from './failure.js';
import { connect, type Sql } from './sql.js';

/** The right to write a store, held until released or until this process ends, however it ends. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the one right to write `file`. The lock is a transaction left open on a small database beside it: the operating system
 * frees it even after a kill, so that there is no stale lock to judge by its age. A reserved lock, not an exclusive one, so
 * that whoever is refused can read the holder's process id.
 * Throws a `StoreOpenError` `locked` where another holds it.
 */
export const takeWriterLock = (file: string): WriterLock => {
  const sql = connect(`${file}.lock`, { timeout: 0 });
  try {
    sql.exec('BEGIN IMMEDIATE');
    sql.exec(`CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL); DELETE FROM holder;
      INSERT INTO holder VALUES (${process.pid}); COMMIT; BEGIN IMMEDIATE`);
    return { release: () => sql.close() };
  } catch (error) {
    const refused = isLocked(error) ? lockedError(sql, file) : isDamaged(error) ? damagedError(file, error) : error;
    sql.close();
    throw refused;
  }
};

const lockedError = (sql: Sql, file: string): StoreOpenError => {
  const pid = holderOf(sql);
  return new StoreOpenError(
    'locked',
    `another Watchroom${pid === null ? '' : ` (pid ${pid})`} already writes this data folder (${file})`,
    'Use the one that runs, stop it first, or name another folder with --data.',
  );
};

/** The lock holds nothing of worth, but it is not swept away unasked: whoever holds it would not notice, and two would write. */
const damagedError = (file: string, cause: unknown): StoreOpenError =>
  new StoreOpenError(
    'corrupt',
    `the lock beside the store is damaged (${file}.lock); the store itself was not touched`,
    'Make sure that no other Watchroom writes this data folder, then delete that file: it is made anew.',
    { cause },
  );

/** Null in the instant between the holder's taking the lock and its noting its id. */
const holderOf = (sql: Sql): number | null => {
  try {
    return sql.row<{ pid: number }>('SELECT pid FROM holder')?.pid ?? null;
  } catch {
    return null;
  }
};
