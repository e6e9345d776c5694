import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Who may move a file into a place: all others replace one by `driver/file`, where it is done with all that it takes. */
const MOVERS = [
  'src/main/driver/file/whole.ts',
  'src/main/driver/file/whole-now.ts',
  // Whole folders.
  'src/main/platform/electron/updater/put-back.ts',
  // Written as a stream, or by the database itself.
  'src/main/store/backup/make.ts',
  'src/main/store/backup/restore.ts',
  'src/main/store/embedded/portable.ts',
  // A log that is full, or that no database goes with, gets another name.
  'src/main/platform/log-archive.ts',
  'src/main/store/embedded/stray-log.ts',
];

it('only those that have a reason of their own move a file into its place', () => {
  const files = readdirSync(join(ROOT, 'src/main'), { recursive: true, encoding: 'utf8' })
    .map((file) => join('src/main', file))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(500);
  const movers = files.filter((file) =>
    /import [^;]*\brename(Sync)?\b[^;]*'node:fs/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(movers.sort()).toEqual([...MOVERS].sort());
});
