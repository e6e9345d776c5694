import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { type BuiltCommand, buildCommand } from '../api/built.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { machineLoad, residentMegabytes } from './process-figures.js';
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

const PASSPHRASE = { PASSPHRASE: 'correct horse battery staple' };
const to = join(folder, 'backups');
const restoredTo = join(folder, 'restored');

/** One command as people run it, a process of its own; the system is asked for the most memory that it held, until it ends. */
const spend = async (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Run> => {
  const from = performance.now();
  const started = watchroom.start(args, environment);
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
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${error}`);
  return { milliseconds: performance.now() - from, peak };
};

/** How many rows of one store the other has as well, to the byte. */
const ALIKE = `
  SELECT (SELECT count(*) FROM series a JOIN other.series b ON a.id = b.id AND a.text = b.text AND a.labels = b.labels) AS series,
         (SELECT count(*) FROM chunk a JOIN other.chunk b
            ON a.series = b.series AND a.hour = b.hour AND a.n = b.n AND a.body = b.body) AS chunks`;

const holdAgainst = (restored: string): void => {
  const sql = new DatabaseSync(join(data, 'watchroom.db'), { readOnly: true });
  try {
    sql.prepare('ATTACH ? AS other').run(restored);
    const found = sql.prepare(ALIKE).get() as { readonly series: number; readonly chunks: number };
    const { n } = sql.prepare('SELECT count(*) AS n FROM chunk').get() as { readonly n: number };
    if (found.series !== SERIES || found.chunks !== n)
      throw new Error(`restored are ${found.series} of ${SERIES} series and ${found.chunks} of ${n} sealed hours`);
  } finally {
    sql.close();
  }
};

/** A backup, and its restoring into an empty folder, held against the store that it was made of. */
const thereAndBack = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly made: Run; readonly restored: Run }> => {
  const made = await spend(['backup', '--emergency', '--data', data, '--to', to, ...args], environment);
  const [name = ''] = readdirSync(to);
  const restored = await spend(['restore', join(to, name), '--data', restoredTo, ...args], environment);
  holdAgainst(join(restoredTo, 'watchroom.db'));
  rmSync(to, { recursive: true });
  rmSync(restoredTo, { recursive: true });
  return { made, restored };
};

const often = async (...order: Parameters<typeof thereAndBack>): Promise<Awaited<ReturnType<typeof thereAndBack>>[]> => {
  const all: Awaited<ReturnType<typeof thereAndBack>>[] = [];
  for (let run = 0; run < RUNS; run += 1) all.push(await thereAndBack(...order));
  return all;
};

describe('a backup', () => {
  it('of a store with a year in it, and its restoring', async () => {
    const plain = await often([]);
    const sealed = await often(['--passphrase-env', 'PASSPHRASE'], PASSPHRASE);
    const kinds: readonly (readonly [string, readonly Run[]])[] = [
      ['made, compressed, checksummed', plain.map(({ made }) => made)],
      ['encrypted as well', sealed.map(({ made }) => made)],
      ['restored, checked, found identical', plain.map(({ restored }) => restored)],
      ['restored from an encrypted one', sealed.map(({ restored }) => restored)],
    ];
    const megabytes = statSync(join(data, 'watchroom.db')).size / 1e6;
    printTable(
      `A backup of ${megabytes.toFixed(0)} MB at load ${machineLoad()} (budget for 1,000 MB: < 60,000 ms, < 150 MB)`,
      kinds.map(([name, all]) =>
        summarise(
          name,
          all.map(({ milliseconds }) => milliseconds),
        ),
      ),
      kinds.map(([name, all]) => ({
        name: `peak resident memory, ${name}`,
        value: Math.max(...all.map(({ peak }) => peak)),
        unit: 'MB',
      })),
    );
  });
});
