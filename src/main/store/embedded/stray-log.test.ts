import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditDraft, commitOf, START, temporaryFolder } from '../../../../tests/support/store.js';
import { makeBackup } from '../backup/make.js';
import { restoreBackup } from '../backup/restore.js';
import { openInline } from './inline.js';
import { embeddedTarget } from './portable.js';

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => place.remove());

const commitOne = async (file: string, action: string) => {
  const store = openInline(file, 'write');
  await store.journal.commit(commitOf({ audit: [auditDraft(action, START)] }));
  return store;
};

/** A data folder as a kill leaves it, its newest commit in the log alone, out of which the store's own file was moved. */
const movedAway = async () => {
  const killed = join(place.folder, 'killed', 'watchroom.db');
  const store = await commitOne(killed, 'the newest of before');
  const data = join(place.folder, 'data');
  const moved = join(place.folder, 'moved');
  for (const folder of [data, moved]) mkdirSync(folder);
  copyFileSync(killed, join(moved, 'watchroom.db'));
  copyFileSync(`${killed}-wal`, join(data, 'watchroom.db-wal'));
  await store.stop();
  return { file: join(data, 'watchroom.db'), data, moved: join(moved, 'watchroom.db') };
};

const actionsIn = async (file: string): Promise<readonly string[]> => {
  const store = openInline(file, 'read');
  try {
    return (await store.journal.audit({ limit: 10 })).map(({ action }) => action);
  } finally {
    await store.stop();
  }
};

it('begins anew beside the log of a store that was moved away, and keeps that log for it', async () => {
  const { file, data, moved } = await movedAway();
  const store = await commitOne(file, 'the first of the new one');
  await store.stop();
  expect(await actionsIn(file)).toEqual(['the first of the new one']);
  copyFileSync(join(data, 'watchroom.db-wal.left'), `${moved}-wal`);
  expect(await actionsIn(moved)).toEqual(['the newest of before']);
});

it('refuses to put a moved or a restored store beside the log of another, and changes nothing', async () => {
  const { file, data } = await movedAway();
  const log = readFileSync(`${file}-wal`);
  const whole = join(place.folder, 'other', 'watchroom.db');
  await (await commitOne(whole, 'of the backup')).stop();
  const { file: backup } = await makeBackup({
    ...{ kind: 'daily', database: whole, config: null, folder: join(place.folder, 'backups'), passphrase: null },
    ...{ keep: { daily: 1, weekly: 1, monthly: 1 }, zone: 'Europe/London', version: '1.2.3', now: START },
  });
  const order = { file: backup, into: data, passphrase: null, isDryRun: false };
  const why = { code: 'occupied', message: `${file}-wal holds the newest commits of a store that was moved away` };
  await expect(restoreBackup(order)).rejects.toMatchObject(why);
  expect(() => embeddedTarget(file)).toThrow(expect.objectContaining(why));
  expect(readFileSync(`${file}-wal`)).toEqual(log);
  rmSync(`${file}-wal`);
  await restoreBackup(order);
  expect(await actionsIn(file)).toEqual(['of the backup']);
});

it('leaves nothing of the place beside, where a store was made before it was put into its own', async () => {
  const file = join(place.folder, 'watchroom.db');
  const target = embeddedTarget(file);
  await target.journal.commit(commitOf({ audit: [auditDraft('moved', START)] }));
  await target.note({ from: 'elsewhere', series: '' });
  await target.finish();
  await target.stop();
  expect(readdirSync(place.folder).filter((name) => name.includes('part'))).toEqual([]);
  expect(await actionsIn(file)).toEqual(['moved']);
});

it('leaves a desk alone that was started where a store is moved to, says so, and ends', async () => {
  const file = join(place.folder, 'watchroom.db');
  const target = embeddedTarget(file);
  await target.journal.commit(commitOf({ audit: [auditDraft('moved', START)] }));
  await (await commitOne(file, 'of the desk')).stop();
  await expect(target.finish()).rejects.toMatchObject({ code: 'occupied', message: `${file} is a store already` });
  await target.stop();
  expect(await actionsIn(file)).toEqual(['of the desk']);
});
