import { existsSync, renameSync, rmSync, statSync } from 'node:fs';

/**
 * The log beside a place that holds no store: the newest commits of one whose own file was moved away. SQLite would lay them over
 * whatever is put there, or delete them where a new store begins. Null where none lies there; an empty one holds nothing.
 */
export const strayLogOf = (file: string): string | null => {
  const log = `${file}-wal`;
  return sizeOf(file) === 0 && sizeOf(log) > 0 ? log : null;
};

/** Where a new store may begin: a stray log gets a name that nobody lays over it, and is kept. */
export const keepStrayLog = (file: string): void => {
  const log = strayLogOf(file);
  if (log !== null) renameSync(log, freeName(`${log}.left`));
};

/** Where no store is, or none any more: what its connections left beside it holds nothing once all of it is in the store. */
export const sweepBeside = (file: string): void => {
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const freeName = (name: string): string => {
  let free = name;
  for (let n = 2; existsSync(free); n += 1) free = `${name}-${n}`;
  return free;
};
