import { StoreError, type StoreErrorCode, StoreOpenError } from '../error.js';

const RESULT_CODES: Readonly<Record<number, StoreErrorCode>> = {
  8: 'unwritable', // SQLITE_READONLY
  10: 'failed', // SQLITE_IOERR
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'disk-full', // SQLITE_FULL
  14: 'unwritable', // SQLITE_CANTOPEN
  26: 'corrupt', // SQLITE_NOTADB
};

const LOCKED = 5;
const PRIMARY = 0xff;

/** SQLite's primary result code, where the error is SQLite's. */
const resultCode = (error: unknown): number | null => {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  return typeof code === 'number' ? code & PRIMARY : null;
};

export const isLocked = (error: unknown): boolean => resultCode(error) === LOCKED;

/** Whether a file is no database, or no whole one. */
export const isDamaged = (error: unknown): boolean => RESULT_CODES[resultCode(error) ?? -1] === 'corrupt';

/** The error and what caused it, outermost first. */
const chainOf = (error: unknown): readonly Error[] => {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) chain.push(each);
  return chain;
};

/** SQLite's own error, where a file of this store is what failed; null: it was something else. */
export const fileErrorIn = (error: unknown): Error | null => chainOf(error).find((each) => resultCode(each) !== null) ?? null;

/** Whether this machine had no room left for a file. */
export const isFull = (error: unknown): boolean =>
  chainOf(error).some((each) => RESULT_CODES[resultCode(each) ?? -1] === 'disk-full' || NO_ROOM.has(String(systemCode(each))));

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Any failure of an open store as a `StoreError`. */
export const storeError = (error: unknown): Error => {
  if (error instanceof StoreError) return error;
  const code = isUnreadable(error) ? 'corrupt' : (RESULT_CODES[resultCode(error) ?? -1] ?? 'failed');
  return new StoreError(code, `${WORDS[code]} (${textOf(error)})`, { cause: error });
};

/** What reading a damaged blob or a damaged body throws. */
export const isUnreadable = (error: unknown): boolean => error instanceof RangeError || error instanceof SyntaxError;

const WORDS: Readonly<Record<StoreErrorCode, string>> = {
  invalid: 'the commit is invalid',
  taken: 'another has taken over the store',
  'disk-full': 'the disk is full: nothing was stored',
  corrupt: 'the store is damaged',
  unwritable: 'the store cannot be written',
  'read-only': 'the store was opened for reading only',
  closed: 'the store is closed',
  failed: 'the store failed',
};

/** Any failure while opening `file` as a `StoreOpenError` with its remedy. */
export const openError = (error: unknown, file: string): StoreOpenError => {
  if (error instanceof StoreOpenError) return error;
  const code = RESULT_CODES[resultCode(error) ?? -1];
  if (code === 'corrupt') return corruptError(file, textOf(error), error);
  if (code === 'disk-full' || systemCode(error) === 'ENOSPC')
    return new StoreOpenError('disk-full', `the disk that holds ${file} is full`, 'Free some space, then start again.', {
      cause: error,
    });
  return new StoreOpenError(
    'unwritable',
    `the store ${file} cannot be opened for writing: ${textOf(error)}`,
    'Make the folder writable for this user, or name another one with --data.',
    { cause: error },
  );
};

export const corruptError = (file: string, why: string, cause?: unknown): StoreOpenError =>
  new StoreOpenError(
    'corrupt',
    `the store ${file} is damaged: ${why}`,
    `Move the file away, and ${file}-wal with it where that is there (keep both: parts may be recoverable), and restore a backup, or start with an empty store.`,
    { cause },
  );

const systemCode = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
