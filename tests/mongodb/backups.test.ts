import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Commit } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { hours, instant } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { type BackupOrder, makeBackup } from '../../src/main/store/backup/make.js';
import { restoreBackup } from '../../src/main/store/backup/restore.js';
import { restoreShared } from '../../src/main/store/backup/restore-shared.js';
import { openInline } from '../../src/main/store/embedded/inline.js';
import { openOutbox } from '../../src/main/store/embedded/outbox.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { portableMongodb } from '../../src/main/store/mongodb/portable.js';
import { tallyOf } from '../../src/main/store/transfer/tally.js';
import { createDataFolder, runCommand, startConsole } from '../support/process.js';
import {
  auditDraft,
  baselineOf,
  commitOf,
  deliveryOf,
  episodeOf,
  KEEP,
  START,
  sampleOf,
  seriesNamed,
  silentLog,
  temporaryFolder,
  timelineEntry,
} from '../support/store.js';
import { createDatabase, type OwnDatabase } from './database.js';

let [own, other]: OwnDatabase[] = [];
let place: ReturnType<typeof temporaryFolder>;
const cleanUps: (() => unknown)[] = [];
beforeEach(async () => {
  [own, other] = [await createDatabase(), await createDatabase()];
  place = temporaryFolder();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await own?.drop();
  await other?.drop();
  place.remove();
});

const addressOf = (database: OwnDatabase | undefined) => ({ uri: database?.uri ?? '', allowInsecure: false });

let desks = 0;
const open = (database: OwnDatabase | undefined) => {
  desks += 1;
  const outbox = join(place.folder, `outbox-${desks}.db`);
  return openMongodbStore({ ...addressOf(database), outbox, log: silentLog, clock: systemClock(), changed: () => undefined });
};

/** A commit of everything, told apart by its number; its samples lie in many hours. */
const numbered = (n: number): Commit => {
  const episode = episodeOf(n, 1, START + n);
  return commitOf({
    samples: [
      sampleOf(seriesNamed('up'), START + 60_000 * n, n),
      ...Array.from({ length: 20 }, (_, i) => sampleOf(seriesNamed(`s${i}`), START + 60_000 * n, n * i)),
    ],
    episodes: [episode],
    timeline: [timelineEntry(episode.id, 1)],
    deliveries: [deliveryOf(`d${n}`, START + n, { kind: 'waiting' }, episode.id)],
    baselines: [baselineOf('up', START + n)],
    audit: [auditDraft(`act ${n}`)],
    marks: { last: n },
  });
};

const orderOf = (changes: Partial<BackupOrder> = {}): BackupOrder => ({
  kind: 'daily',
  database: addressOf(own),
  config: { text: 'version: 1\n', revision: 4 },
  folder: join(place.folder, 'backups'),
  passphrase: null,
  keep: null,
  zone: 'Europe/London',
  version: '1.2.3',
  now: START + hours(24),
  ...changes,
});

const tallies = async (database: OwnDatabase | undefined) => {
  const outbox = openOutbox(join(place.folder, `tally-${desks}-${Math.random()}.db`));
  const portable = await portableMongodb({ ...addressOf(database), outbox, log: silentLog, clock: systemClock() });
  try {
    return (await tallyOf(portable)).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  } finally {
    await portable.stop();
  }
};

const contents = async (database: OwnDatabase | undefined): Promise<string> => {
  const hash = createHash('sha256');
  const names = (await database?.db.listCollections({}, { nameOnly: true }).toArray())?.map(({ name }) => name) ?? [];
  for (const name of names.toSorted())
    hash.update(name + JSON.stringify(await database?.db.collection(name).find().sort({ _id: 1 }).toArray()));
  return hash.digest('hex');
};

/** All commits up to some one, and nothing of a later one; answers how many. */
const commitsIn = async (file: string): Promise<number> => {
  const store = openInline(file, 'read');
  try {
    const entries = await store.journal.audit({ limit: 100_000 });
    const n = entries.length;
    const all = Array.from({ length: n }, (_, i) => i);
    expect(entries.toReversed().map(({ action }) => action)).toEqual(all.map((i) => `act ${i}`));
    expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: n });
    const { episodes, deliveries, sequences, marks, baselines } = await store.journal.remembered(instant(0));
    expect([episodes.length, deliveries.length, Object.keys(sequences).length]).toEqual([n, n, n]);
    expect(marks).toEqual({ last: n - 1 });
    expect(baselines).toEqual([baselineOf('up', START + n - 1)]);
    for (const [name, factor] of [
      ['up', 1],
      ['s7', 7],
    ] as const) {
      const samples = await store.history.raw(seriesId(seriesNamed(name)), START, instant(START + 60_000 * 100_000));
      expect(samples.map(({ value }) => value)).toEqual(all.map((i) => factor * i));
    }
    return n;
  } finally {
    await store.stop();
  }
};

/** A database with a history of which hours are sealed, and a backup of it. */
const filled = async (changes: Partial<BackupOrder> = {}): Promise<string> => {
  const store = await open(own);
  for (let n = 0; n < 130; n += 1) await store.journal.commit(numbered(n));
  await store.history.retain({ ...KEEP, raw: hours(400_000) as never }, instant(START + hours(2)));
  await store.journal.commit(numbered(130));
  await store.stop();
  return (await makeBackup(orderOf(changes))).file;
};

const restore = (file: string, passphrase: string | null = null) =>
  restoreShared({ file, passphrase, to: addressOf(other), log: silentLog, clock: systemClock() });

describe('a backup of a store that desks share', () => {
  it('restored into another database after the original was destroyed is identical', async () => {
    const file = await filled({ passphrase: 'right' });
    const before = await tallies(own);
    await own?.db.dropDatabase();
    const { manifest } = await restore(file, 'right');
    expect(manifest).toMatchObject({ series: 21, samples: 131 * 21, auditEntries: 131 });
    expect(await tallies(other)).toEqual(before);
    const store = await open(other);
    await store.journal.commit(numbered(131));
    expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact', entries: 132 });
    await store.stop();
  });

  it('holds what one commit left, while desks write, fold, seal and take over from each other', async () => {
    let store = await open(own);
    let [n, isDone] = [0, false];
    const writing = (async () => {
      for (; !isDone; n += 1) {
        await store.journal.commit(numbered(n));
        if (n % 50 === 49) await store.history.retain({ ...KEEP, raw: hours(400_000) as never }, instant(START + 60_000 * n));
        if (n % 70 === 69) {
          // Another takes over, and finds all that its predecessor got through.
          await own?.db.collection('watchroom_meta').updateOne({ _id: 'writer' as never }, { $set: { until: new Date(0) } });
          const next = await open(own);
          await store.stop();
          store = next;
        }
      }
    })();
    const counts: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const started = n;
      const { file } = await makeBackup(orderOf({ now: START + hours(24 + i) }));
      const into = join(place.folder, `into-${i}`);
      await restoreBackup({ file, into, passphrase: null, isDryRun: false });
      const held = await commitsIn(join(into, 'watchroom.db'));
      expect(held).toBeGreaterThanOrEqual(started);
      expect(held).toBeLessThanOrEqual(n + 1);
      counts.push(held);
    }
    isDone = true;
    await writing;
    await store.stop();
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(n).toBeGreaterThan(70);
    expect(await own?.db.collection('watchroom_meta').countDocuments({ _id: { $regex: /^hold/ } as never })).toBe(0);
  }, 120_000);
});

describe('a restore into MongoDB', () => {
  it.each([
    ['cut short', (file: string) => truncateSync(file, 4_000), 'damaged'],
    [
      'changed',
      (file: string) => {
        const tar = gunzipSync(readFileSync(file));
        tar[tar.length - 5_000] = (tar[tar.length - 5_000] ?? 0) ^ 1;
        tar.write('x', 2_000);
        writeFileSync(file, gzipSync(tar));
      },
      'damaged',
    ],
    ['of another product', (file: string) => writeFileSync(file, gzipSync(Buffer.alloc(10_240, 'x'))), /damaged|not-a-backup/],
    [
      'of a newer version',
      (file: string) => {
        const tar = gunzipSync(readFileSync(file));
        tar.write('"format": 2', tar.indexOf('"format": 1'));
        writeFileSync(file, gzipSync(tar));
      },
      'from-the-future',
    ],
  ])('of a backup that is %s is refused, and the database stays empty', async (_, spoil, code) => {
    const file = await filled();
    spoil(file);
    await expect(restore(file)).rejects.toMatchObject({
      name: 'BackupError',
      code: typeof code === 'string' ? code : expect.stringMatching(code),
    });
    expect(await other?.db.listCollections().toArray()).toEqual([]);
  });

  it('is refused over a store that is there, and over desks that run, and changes nothing', async () => {
    const file = await filled();
    const before = await contents(own);
    const over = { file, passphrase: null, to: addressOf(own), log: silentLog, clock: systemClock() };
    await expect(restoreShared(over)).rejects.toMatchObject({
      code: 'occupied',
      message: expect.stringContaining('holds a store'),
    });
    expect(await contents(own)).toBe(before);
    const running = await open(other);
    await expect(restore(file)).rejects.toMatchObject({ code: 'occupied', message: expect.stringContaining('already writes') });
    expect((await running.history.figures()).samples).toBe(0);
    await running.journal.commit(numbered(0));
    await running.stop();
  });

  it('by command takes what the command made, and a desk starts on it', async () => {
    await filled();
    const uri = (database: OwnDatabase | undefined) =>
      JSON.stringify({
        version: 1,
        profile: 'none',
        store: { kind: 'mongodb', uri: database?.uri },
        channels: { desktop: { enabled: false } },
      });
    const { folder, remove } = await createDataFolder(uri(own));
    cleanUps.push(remove);
    const made = await runCommand(['backup', '--emergency', '--to', join(place.folder, 'usb'), '--data', folder]);
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/readings of 21 series, 131 audit entries/)]);
    const [name = ''] = readdirSync(join(place.folder, 'usb'));
    const file = join(place.folder, 'usb', name);
    const looked = await runCommand(['restore', file, '--to', other?.uri ?? '', '--dry-run']);
    expect([looked.code, looked.out]).toEqual([0, expect.stringContaining('Whole, and could be restored')]);
    const restored = await runCommand(['restore', file, '--to', other?.uri ?? '']);
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('Restored into MongoDB')]);
    const again = await runCommand(['restore', file, '--to', other?.uri ?? '']);
    expect([again.code, again.error]).toEqual([1, expect.stringContaining('holds a store already')]);
    writeFileSync(join(folder, 'config.yml'), uri(other));
    const console = await startConsole({ dataFolder: folder });
    cleanUps.push(console.stop);
    expect(await console.read('audit.verify', {})).toMatchObject({ kind: 'intact' });
  });
});

/** A small file system of its own, seen by one child process only. */
const mounting = (folder: string): string => `mount -t tmpfs -o size=200k none '${folder}' && exec "$0" "$@"`;

const canMount = (): boolean => {
  const { folder, remove } = temporaryFolder();
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', mounting(folder), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    remove();
  }
};

it.skipIf(!canMount())(
  'a disk that is full says so, and leaves neither a part of a backup nor a trace in the store',
  async () => {
    await filled();
    const before = await contents(own);
    const disk = join(place.folder, 'disk');
    mkdirSync(disk);
    const cli = resolve(import.meta.dirname, '../../dist/main/cli.js');
    const { folder, remove } = await createDataFolder(
      JSON.stringify({ version: 1, store: { kind: 'mongodb', uri: own?.uri } }),
    );
    cleanUps.push(remove);
    const command = [process.execPath, cli, 'backup', '--to', disk, '--data', folder];
    const script = `mount -t tmpfs -o size=200k none '${disk}' && "$0" "$@"; code=$?; ls -A '${disk}'; exit $code`;
    const { status, stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script, ...command], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stderr).toMatch(/^No backup was made: .*(full|no room left).*\n$/);
    expect([status, stdout]).toEqual([1, '']);
    expect(await contents(own)).toBe(before);
  },
);
