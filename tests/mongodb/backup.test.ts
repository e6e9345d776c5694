import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mongodbOf } from '../../src/main/config/resolve/mongodb.js';
import { mongodb } from '../../src/main/config/schema/v1/mongodb.js';
import { instant } from '../../src/main/core/time/instant.js';
import { outcomeOf } from '../support/servers/targets.js';
import { createDatabase, lookAt, type OwnDatabase, said, sourceOf } from './database.js';

const NOW = instant(Date.UTC(2026, 10, 26, 12));
const hoursAgo = (hours: number): Date => new Date(NOW - hours * 3_600_000);

let own: OwnDatabase;
let folder: string;
beforeEach(async () => {
  own = await createDatabase();
  folder = mkdtempSync(join(tmpdir(), 'watchroom-backups-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await own.drop();
});

const place = (name: string, hours: number, text = 'dump'): void => {
  const path = join(folder, name);
  if (text === '/') mkdirSync(path);
  else writeFileSync(path, text);
  utimesSync(path, hoursAgo(hours), hoursAgo(hours));
};

/** Age in hours, and what people are told. */
const look = async (backups: object): Promise<{ readonly age: number | null; readonly note: string }> => {
  const feed = mongodbOf(mongodb.parse({ uri: own.uri, backups }));
  if (feed === null) throw new Error('no feed');
  const source = sourceOf(feed);
  const { measures, facts } = outcomeOf(await lookAt(source, NOW), 'answered');
  await source.stop();
  const age = said(measures, 'mongodb_backup_age_seconds')[0];
  return { age: age === undefined ? null : Math.round(Number(age.slice(2)) / 360) / 10, note: facts.note ?? '' };
};

describe('backups in a folder', () => {
  it('are as old as the newest one, whether each is a file or a folder', async () => {
    place('monday.archive.gz', 50);
    place('tuesday', 26.5, '/');
    expect(await look({ path: folder })).toMatchObject({ age: 26.5 });
    place('wednesday.archive.gz', 2);
    expect(await look({ path: folder })).toMatchObject({ age: 2 });
  });

  it('count once they are whole: not empty, not half-written', async () => {
    place('monday.archive.gz', 50);
    for (const name of ['tuesday.archive.gz.part', 'tuesday.tmp', '.tuesday', 'lost+found']) place(name, 1);
    place('tuesday.archive.gz', 1, '');
    expect(await look({ path: folder })).toMatchObject({ age: 50 });
  });

  it('may be a single file that each replaces', async () => {
    place('latest.gz', 3);
    expect(await look({ path: join(folder, 'latest.gz') })).toMatchObject({ age: 3 });
  });

  it('have no age where there is none, and people are told why', async () => {
    expect(await look({ path: folder })).toEqual({ age: null, note: expect.stringContaining(`no backup in ${folder}`) });
    const gone = join(folder, 'gone');
    expect(await look({ path: gone })).toEqual({ age: null, note: expect.stringContaining('cannot be seen (ENOENT)') });
    place('empty.gz', 1, '');
    expect(await look({ path: join(folder, 'empty.gz') })).toEqual({ age: null, note: expect.stringContaining('is empty') });
  });
});

describe('backups that a job writes down', () => {
  it('are as old as the newest one that is good', async () => {
    await own.db.collection('backups').insertMany([
      { endedAt: hoursAgo(30), ok: true },
      { endedAt: hoursAgo(20), ok: true },
      { endedAt: hoursAgo(2), ok: false },
      { endedAt: 'today', ok: true },
    ]);
    expect(await look({ collection: 'backups', time: 'endedAt', where: { ok: true } })).toMatchObject({ age: 20 });
  });

  it('have no age where none is good, and people are told why', async () => {
    await own.db.collection('backups').insertOne({ at: hoursAgo(1), ok: false });
    const { age, note } = await look({ collection: 'backups', where: { ok: true } });
    expect([age, note]).toEqual([null, expect.stringContaining('backups holds no backup with a date in at')]);
  });
});
