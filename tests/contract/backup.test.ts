import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { type BackupOrder, makeBackup } from '../../src/main/store/backup/make.js';
import { restoreBackup } from '../../src/main/store/backup/restore.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import {
  auditDraft,
  baselineHourOf,
  baselineOf,
  commitOf,
  KEEP,
  START,
  samplesOf,
  silentLog,
  temporaryFolder,
} from '../support/store.js';

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => place.remove());

const NOW = START + days(2);
const database = (): string => join(place.folder, 'data', 'watchroom.db');
const openStore = (file = database(), access: 'read' | 'write' = 'write') =>
  openEmbeddedStore({ file, access, log: silentLog, thread: 'inline' });

const orderOf = (changes: Partial<BackupOrder> = {}): BackupOrder => ({
  kind: 'daily',
  database: database(),
  config: { text: 'version: 1\nsite: { name: Albion Tutors }\n', revision: 4 },
  folder: join(place.folder, 'backups'),
  passphrase: null,
  keep: { daily: 7, weekly: 4, monthly: 12 },
  zone: 'Europe/London',
  version: '1.2.3',
  now: NOW,
  ...changes,
});

const SERIES = { name: 'up', labels: { target: 'home' } };

/** Two days of samples, of which the first is sealed, a baseline and a trail of audit entries. */
const fill = async () => {
  const store = await openStore();
  await store.journal.commit(
    commitOf({
      samples: samplesOf(SERIES, START, 60_000, 2_880, (index) => index % 7),
      audit: [auditDraft('config.save', START), auditDraft('alert.acknowledge', START + 1)],
      baselines: [baselineOf('up', START)],
      baselineHours: [baselineHourOf('up', START, 1)],
    }),
  );
  await store.history.retain(KEEP, instant(NOW));
  return store;
};

const contentsOf = async (file: string) => {
  const store = await openStore(file, 'read');
  try {
    const [listed] = await store.history.list({});
    const { kind: _, place: __, bytes: ___, ...figures } = await store.history.figures();
    return {
      figures,
      raw: listed === undefined ? [] : await store.history.raw(listed.id, instant(START), instant(NOW)),
      hours: listed === undefined ? [] : await store.history.hourly(listed.id, instant(START), instant(NOW)),
      audit: await store.journal.audit({ limit: 50 }),
      baselines: (await store.journal.remembered(instant(START))).baselines,
      verdict: await store.journal.verifyAudit(),
    };
  } finally {
    await store.stop();
  }
};

describe.each([
  ['plain', null],
  ['encrypted', 'correct horse battery staple'],
])('a backup, %s', (_, passphrase) => {
  it('gives back everything after the original was destroyed: readings, baselines, audit trail and configuration', async () => {
    await (await fill()).stop();
    const before = await contentsOf(database());
    const made = await makeBackup(orderOf({ passphrase }));
    rmSync(join(place.folder, 'data'), { recursive: true });
    const into = join(place.folder, 'again');
    const { manifest } = await restoreBackup({ file: made.file, into, passphrase, isDryRun: false });
    expect(await contentsOf(join(into, 'watchroom.db'))).toEqual(before);
    expect(readFileSync(join(into, 'config.yml'), 'utf8')).toContain('Albion Tutors');
    expect(manifest).toMatchObject({ version: '1.2.3', configRevision: 4, samples: 2_880, auditEntries: 2 });
    expect(readdirSync(into).sort()).toEqual(['config.yml', 'watchroom.db']);
  });

  it('is refused whole where one byte was changed, or its end is missing', async () => {
    await (await fill()).stop();
    const { file, bytes } = await makeBackup(orderOf({ passphrase }));
    const good = readFileSync(file);
    const into = join(place.folder, 'again');
    for (const at of [20, Math.floor(bytes / 2), bytes - 20]) {
      const bad = Buffer.from(good);
      bad.writeUInt8((bad.readUInt8(at) + 1) % 256, at);
      writeFileSync(file, bad);
      // A few bytes of a gzip header say nothing that matters.
      const outcome = await restoreBackup({ file, into, passphrase, isDryRun: true }).catch((error: Error) => error.name);
      if (at > 20 || passphrase !== null) expect(outcome).toBe('BackupError');
    }
    writeFileSync(file, good);
    truncateSync(file, bytes - 40);
    await expect(restoreBackup({ file, into, passphrase, isDryRun: false })).rejects.toMatchObject({ name: 'BackupError' });
    expect(readdirSync(into)).toEqual([]);
  });
});

describe('making a backup', () => {
  it('takes the store as it is at one instant while another writes it, and leaves nothing half made', async () => {
    const store = await fill();
    const making = makeBackup(orderOf());
    await store.journal.commit(commitOf({ samples: samplesOf(SERIES, NOW, 60_000, 10, () => 1) }));
    const { manifest, file } = await making;
    await store.stop();
    expect([2_880, 2_890]).toContain(manifest.samples);
    expect(readdirSync(join(place.folder, 'backups'))).toEqual([file.split('/').at(-1)]);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is a plain archive that other programs read, and tells nothing where it is encrypted', async () => {
    await (await fill()).stop();
    const { file } = await makeBackup(orderOf());
    expect(gunzipSync(readFileSync(file)).toString('latin1')).toContain('Albion Tutors');
    const sealed = await makeBackup(orderOf({ passphrase: 'a', now: NOW + hours(1) }));
    expect(readFileSync(sealed.file).toString('latin1')).not.toContain('Albion');
    expect(sealed.file).toMatch(/watchroom-20260107T100000Z\.tar\.gz\.sealed$/);
  });

  it('lets older daily ones go, and no emergency one', async () => {
    await (await fill()).stop();
    const emergency = await makeBackup(orderOf({ kind: 'emergency', now: NOW - days(40) }));
    for (let back = 9; back >= 0; back -= 1) await makeBackup(orderOf({ now: NOW - days(back), keep: null }));
    const made = await makeBackup(orderOf({ now: NOW + hours(1), keep: { daily: 2, weekly: 1, monthly: 1 } }));
    expect(made.deleted).toContain('watchroom-20251229T090000Z.tar.gz');
    const left = readdirSync(join(place.folder, 'backups'));
    expect(left).toHaveLength(3);
    expect(existsSync(emergency.file)).toBe(true);
  });

  it('says what is missing: a store, or a folder that can be written', async () => {
    await expect(makeBackup(orderOf())).rejects.toMatchObject({ name: 'BackupError', code: 'no-store' });
    await (await fill()).stop();
    writeFileSync(join(place.folder, 'file'), '');
    const folder = join(place.folder, 'file', 'backups');
    await expect(makeBackup(orderOf({ folder }))).rejects.toMatchObject({ name: 'BackupError', code: 'no-place' });
  });

  it.skipIf(process.getuid?.() === 0)('says that a folder may not be written', async () => {
    await (await fill()).stop();
    mkdirSync(join(place.folder, 'backups'));
    chmodSync(join(place.folder, 'backups'), 0o500);
    await expect(makeBackup(orderOf())).rejects.toMatchObject({ code: 'no-place' });
  });
});

describe('restoring a backup', () => {
  const into = (): string => join(place.folder, 'again');

  it('never writes over a store that is there, nor over a configuration', async () => {
    await (await fill()).stop();
    const { file } = await makeBackup(orderOf());
    const order = { file, passphrase: null, isDryRun: false };
    await expect(restoreBackup({ ...order, into: join(place.folder, 'data') })).rejects.toMatchObject({ code: 'occupied' });
    mkdirSync(into());
    writeFileSync(join(into(), 'config.yml'), 'mine');
    expect((await restoreBackup({ ...order, into: into() })).files).toEqual(['watchroom.db', 'config.restored.yml']);
    expect(readFileSync(join(into(), 'config.yml'), 'utf8')).toBe('mine');
  });

  it('only looks where it is told so', async () => {
    await (await fill()).stop();
    const { file } = await makeBackup(orderOf());
    const { manifest } = await restoreBackup({ file, into: into(), passphrase: null, isDryRun: true });
    expect(manifest.samples).toBe(2_880);
    expect(readdirSync(into())).toEqual([]);
  });

  it('refuses another passphrase, none where one is needed, what is no backup, and one of the future', async () => {
    await (await fill()).stop();
    const { file } = await makeBackup(orderOf({ passphrase: 'right' }));
    const order = { file, into: into(), isDryRun: false };
    await expect(restoreBackup({ ...order, passphrase: 'wrong' })).rejects.toMatchObject({ code: 'passphrase' });
    await expect(restoreBackup({ ...order, passphrase: null })).rejects.toMatchObject({ code: 'passphrase' });
    const strange = join(place.folder, 'strange.tar.gz.sealed');
    writeFileSync(strange, randomBytes(4_096));
    await expect(restoreBackup({ ...order, file: strange, passphrase: 'right' })).rejects.toMatchObject({
      code: 'not-a-backup',
    });
    writeFileSync(strange, `${JSON.stringify({ watchroom: 'sealed-backup', format: 2 })}\nx`);
    await expect(restoreBackup({ ...order, file: strange, passphrase: 'right' })).rejects.toMatchObject({
      code: 'from-the-future',
    });
    const letter = join(place.folder, 'letter.txt');
    writeFileSync(letter, 'Dear all');
    await expect(restoreBackup({ ...order, file: letter, passphrase: null })).rejects.toMatchObject({
      code: 'not-a-backup',
      message: `${letter} is no backup`,
    });
    await expect(restoreBackup({ ...order, file: join(place.folder, 'gone'), passphrase: null })).rejects.toMatchObject({
      code: 'not-a-backup',
    });
    expect(existsSync(into()) ? readdirSync(into()) : []).toEqual([]);
  });
});
