import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { type BuiltCommand, buildCommand } from '../api/built.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { residentMegabytes } from './process-figures.js';
import { printTable, summarise } from './support.js';

/** `WATCHROOM_BACKUP_MEGABYTES=200 npm run bench -- tests/bench/backup.bench.ts` for a smaller one. */
const MEGABYTES = Number(process.env.WATCHROOM_BACKUP_MEGABYTES ?? 1_000);
/** What an hour of a series that is read each minute takes once it is sealed, and beside it in its row, in bytes. */
const [BODY, ROW] = [180, 14];
const SERIES = 1_000;
const RUNS = 3;
const HOUR = 3_600_000;

const { folder, remove } = temporaryFolder();
const data = join(folder, 'data');
let watchroom: BuiltCommand;

/** A store of that size in the shape of a year's: sealed hours, packed as tightly as they are, so that nothing in them compresses. */
const fill = async (): Promise<void> => {
  const file = join(data, 'watchroom.db');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await (await openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'inline' })).stop();
  const sql = new DatabaseSync(file);
  const hours = Math.ceil((MEGABYTES * 1e6) / (BODY + ROW) / SERIES);
  sql.exec(`
    BEGIN;
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${SERIES})
      INSERT INTO series (id, text, name, labels, sealed)
      SELECT n, 'up{target="t' || n || '"}', 'up', '{"target":"t' || n || '"}', ${hours * 60} FROM counted;
    WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < ${SERIES * hours - 1})
      INSERT INTO chunk (series, hour, n, body)
      SELECT 1 + n / ${hours}, (480000 + n % ${hours}) * ${HOUR}, 60, randomblob(${BODY}) FROM counted;
    COMMIT;
    PRAGMA wal_checkpoint(TRUNCATE);
  `);
  sql.close();
};

beforeAll(async () => {
  watchroom = await buildCommand();
  await fill();
}, 600_000);
afterAll(async () => {
  await watchroom.remove();
  remove();
});

interface Run {
  readonly milliseconds: number;
  readonly peak: number;
}

/** One backup by the command that people run; its memory is asked for until it ends. */
const backUp = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> => {
  const to = join(folder, 'backups');
  const from = performance.now();
  const started = watchroom.start(['backup', '--emergency', '--data', data, '--to', to, ...args], environment);
  let peak = 0;
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, residentMegabytes(started.child.pid ?? 0).peak || 0);
    } catch {
      // It has ended.
    }
  }, 50);
  const { code, error } = await started.ended;
  clearInterval(timer);
  const milliseconds = performance.now() - from;
  if (code !== 0) throw new Error(`the backup ended with ${code}: ${error}`);
  for (const name of readdirSync(to)) rmSync(join(to, name));
  return { milliseconds, peak };
};

const runs = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<readonly Run[]> => {
  const all: Run[] = [];
  for (let run = 0; run < RUNS; run += 1) all.push(await backUp(args, environment));
  return all;
};

describe('a backup', () => {
  it('of a store with a year in it', async () => {
    const plain = await runs([]);
    const sealed = await runs(['--passphrase-env', 'PASSPHRASE'], { PASSPHRASE: 'correct horse battery staple' });
    const peakOf = (all: readonly Run[]): number => Math.max(...all.map(({ peak }) => peak));
    const megabytes = statSync(join(data, 'watchroom.db')).size / 1e6;
    printTable(
      `A backup of ${megabytes.toFixed(0)} MB (budget for 1,000 MB: < 60,000 ms, < 150 MB)`,
      [
        summarise(
          'made, compressed, checksummed',
          plain.map(({ milliseconds }) => milliseconds),
        ),
        summarise(
          'encrypted as well',
          sealed.map(({ milliseconds }) => milliseconds),
        ),
      ],
      [
        { name: 'peak resident memory', value: peakOf(plain), unit: 'MB' },
        { name: 'peak resident memory, encrypted', value: peakOf(sealed), unit: 'MB' },
      ],
    );
  });
});
