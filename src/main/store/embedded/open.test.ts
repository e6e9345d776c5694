import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  auditDraft,
  commitOf,
  KEEP,
  START,
  sampleOf,
  samplesOf,
  seriesNamed,
  silentLog,
  temporaryFolder,
} from '../../../../tests/support/store.js';
import type { Store } from '../../core/port/journal.js';
import { seriesId } from '../../core/sample/series.js';
import { days, instant } from '../../core/time/instant.js';
import { openEmbeddedStore } from './open.js';

const UP = seriesNamed('up');

let place: ReturnType<typeof temporaryFolder>;
let file: string;
const opened: Store[] = [];

beforeEach(() => {
  place = temporaryFolder();
  file = join(place.folder, 'data', 'watchroom.db');
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.stop();
  place.remove();
});

const open = async (access: 'write' | 'read' = 'write', path = file): Promise<Store> => {
  const store = await openEmbeddedStore({ file: path, access, log: silentLog, thread: 'inline' });
  opened.push(store);
  return store;
};

const fill = async (): Promise<void> => {
  const store = await open();
  const audit = [1, 2, 3, 4, 5].map((n) => auditDraft(`act ${n}`));
  await store.journal.commit(commitOf({ samples: samplesOf(UP, START, 60_000, 100, (i) => i), audit, marks: { a: 1 } }));
  await store.stop();
};

/** Changes the file behind the store's back. */
const tamper = (statements: string): void => {
  const database = new DatabaseSync(file);
  database.exec(statements);
  database.close();
};

const fingerprint = (): string => createHash('sha256').update(readFileSync(file)).digest('hex');

const refusal = async (access: 'write' | 'read' = 'write', path = file): Promise<unknown> =>
  open(access, path).then(
    () => 'opened',
    (error: unknown) => error,
  );

describe('opening the store', () => {
  it('keeps everything over a restart', async () => {
    await fill();
    const store = await open();
    expect(await store.history.raw(seriesId(UP), START, instant(START + 1e9))).toHaveLength(100);
    expect((await store.journal.remembered(START)).marks).toEqual({ a: 1 });
    expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 5 });
  });

  it('has everything in its one file once it is stopped', async () => {
    await fill();
    const copy = join(place.folder, 'copy.db');
    copyFileSync(file, copy);
    expect(await (await open('read', copy)).history.raw(seriesId(UP), START, instant(START + 1e9))).toHaveLength(100);
  });

  it('gives space back to the disk once much has been deleted', async () => {
    const store = await open();
    const noise = (i: number): number => Math.sin(i) / 3;
    await store.journal.commit(commitOf({ samples: samplesOf(UP, START, 1_000, 100_000, noise) }));
    await store.history.retain(KEEP, instant(START + days(2)));
    await store.stop();
    const before = statSync(file).size;
    const again = await open();
    await again.history.retain(KEEP, instant(START + days(400)));
    await again.stop();
    expect(statSync(file).size).toBeLessThan(before / 2);
  });

  it('refuses a second writer and names the first', async () => {
    const first = await open();
    expect(await refusal()).toMatchObject({
      name: 'StoreOpenError',
      code: 'locked',
      message: expect.stringContaining(`pid ${process.pid}`),
    });
    await first.journal.commit(commitOf({ marks: { still: 'works' } }));
    await first.stop();
    await open();
  });

  it('lets others read what is committed while one writes', async () => {
    const writer = await open();
    await writer.journal.commit(commitOf({ samples: [sampleOf(UP, START, 1)] }));
    const reader = await open('read');
    expect((await reader.journal.remembered(START)).latest).toHaveLength(1);
    await writer.journal.commit(commitOf({ samples: [sampleOf(seriesNamed('b'), START, 2)], audit: [auditDraft('x')] }));
    expect((await reader.journal.remembered(START)).latest).toHaveLength(2);
    expect(await reader.journal.verifyAudit()).toMatchObject({ entries: 1 });
    await expect(reader.journal.commit(commitOf({ marks: { a: 1 } }))).rejects.toMatchObject({
      name: 'StoreError',
      code: 'read-only',
    });
  });

  it('tells a damaged lock from a damaged store, and opens once the lock is away', async () => {
    await (await open()).stop();
    opened.length = 0;
    writeFileSync(`${file}.lock`, 'no database '.repeat(500));
    await expect(open()).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('the store itself was not touched'),
      remedy: expect.stringContaining('delete that file'),
    });
    expect(readFileSync(`${file}.lock`, 'utf8')).toMatch(/^no database/);
    rmSync(`${file}.lock`);
    await open();
  });

  it('reads where no writer runs, and changes nothing', async () => {
    await fill();
    const before = fingerprint();
    const reader = await open('read');
    expect(await reader.history.list({ name: 'up' })).toHaveLength(1);
    await reader.stop();
    expect(fingerprint()).toBe(before);
  });

  it('has nothing to read where there is no store', async () => {
    expect(await refusal('read')).toMatchObject({ code: 'missing' });
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('refuses a store from the future and leaves it as it is', async () => {
    await fill();
    tamper('PRAGMA user_version = 99');
    const before = fingerprint();
    expect(await refusal()).toMatchObject({ code: 'from-the-future', message: expect.stringContaining('99') });
    expect(await refusal('read')).toMatchObject({ code: 'from-the-future' });
    expect(fingerprint()).toBe(before);
  });

  it('takes over the samples of the version that sorted each at once', async () => {
    await fill();
    const before = await open();
    await before.history.retain(KEEP, START);
    await before.stop();
    tamper('DROP TABLE fresh; PRAGMA user_version = 3');
    expect(await refusal('read')).toMatchObject({ code: 'outdated' });
    const store = await open();
    await store.journal.commit(commitOf({ samples: [sampleOf(UP, START, 7)] }));
    const found = await store.history.raw(seriesId(UP), START, instant(START + 1e9));
    expect(found.map(({ value }) => value)).toEqual([7, ...Array.from({ length: 99 }, (_, i) => i + 1)]);
  });

  it('brings an empty database up to date, but only for writing', async () => {
    mkdirSync(join(place.folder, 'data'));
    tamper('PRAGMA user_version = 0; CREATE TABLE t (a); DROP TABLE t');
    expect(await refusal('read')).toMatchObject({ code: 'outdated' });
    await (await open()).journal.commit(commitOf({ marks: { a: 1 } }));
  });

  it.each([
    ['another program’s database', () => tamper('DROP TABLE hot; PRAGMA application_id = 7')],
    ['no database at all', () => writeFileSync(file, 'these are no tables '.repeat(1_000))],
    ['a database cut short', () => truncateSync(file, 8_192)],
    ['a database overwritten in its middle', () => overwriteMiddle()],
  ])('refuses %s and leaves it as it is', async (_, damage) => {
    await fill();
    damage();
    const before = fingerprint();
    expect(await refusal()).toMatchObject({
      name: 'StoreOpenError',
      code: 'corrupt',
      remedy: expect.stringContaining('backup'),
    });
    expect(await refusal('read')).toMatchObject({ code: 'corrupt' });
    expect(fingerprint()).toBe(before);
  });

  it('refuses samples cut short that were not sorted yet, and opens once they are whole again', async () => {
    await fill();
    tamper(`CREATE TABLE aside AS SELECT body FROM fresh; UPDATE fresh SET body = x'010203'`);
    expect(await refusal()).toMatchObject({ code: 'corrupt', remedy: expect.stringContaining('backup') });
    const reader = await open('read');
    await expect(reader.history.raw(seriesId(UP), START, instant(START + 1e9))).rejects.toMatchObject({ code: 'corrupt' });
    tamper('UPDATE fresh SET body = (SELECT body FROM aside); DROP TABLE aside');
    expect(await (await open()).history.raw(seriesId(UP), START, instant(START + 1e9))).toHaveLength(100);
  });

  const overwriteMiddle = (): void => {
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4_096 * 3, 4_096 * 12);
    writeFileSync(file, bytes);
  };

  it.each([
    ['a folder that cannot be made', () => join(place.folder, 'occupied', 'data', 'watchroom.db')],
    ['a folder in the file’s place', () => place.folder],
  ])('refuses %s', async (_, path) => {
    writeFileSync(join(place.folder, 'occupied'), '');
    expect(await refusal('write', path())).toMatchObject({ code: 'unwritable', remedy: expect.stringContaining('--data') });
  });
});

describe('damage that shows only when it is read', () => {
  it.each([
    ['a chunk', `UPDATE chunk SET body = x'010203'`],
    ['a record', `UPDATE mark SET body = '{'`],
  ])('is told as such: %s', async (_, statements) => {
    await fill();
    const store = await open();
    await store.history.retain(KEEP, instant(START + days(1)));
    await store.stop();
    tamper(statements);
    const again = await open();
    const damaged = { name: 'StoreError', code: 'corrupt' };
    const read = statements.includes('chunk')
      ? again.history.raw(seriesId(UP), START, instant(START + days(1)))
      : again.journal.remembered(START);
    await expect(read).rejects.toMatchObject(damaged);
    await again.journal.commit(commitOf({ audit: [auditDraft('still works')] }));
  });
});

describe('the audit chain on the disk', () => {
  it.each([
    ['an edited entry', `UPDATE audit SET body = replace(body, 'act 3', 'act 0') WHERE sequence = 3`, 3],
    ['an entry that is no JSON any more', `UPDATE audit SET body = '{' WHERE sequence = 3`, 3],
    ['a deleted entry', 'DELETE FROM audit WHERE sequence = 2', 2],
    ['a deleted beginning', 'DELETE FROM audit WHERE sequence <= 2', 1],
    ['a deleted end', 'DELETE FROM audit WHERE sequence >= 4', 4],
    [
      'a swapped pair',
      'UPDATE audit SET sequence = -sequence WHERE sequence IN (2, 3); UPDATE audit SET sequence = 5 + sequence WHERE sequence < 0',
      2,
    ],
    ['an inserted entry', `INSERT INTO audit SELECT 6, hash, hash, body FROM audit WHERE sequence = 5`, 6],
  ])('shows %s', async (_, statements, sequence) => {
    await fill();
    tamper(statements);
    const store = await open();
    expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'changed', sequence });
  });
});
