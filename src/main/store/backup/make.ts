import { mkdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outlived } from '../../core/backup/rotation.js';
import type { AuditVerdict } from '../../core/model/audit.js';
import type { BackupKeep, BackupManifest } from '../../core/model/backup.js';
import { instant } from '../../core/time/instant.js';
import { syncFolder } from '../../driver/file/sync-folder.js';
import { openForReading } from '../embedded/database.js';
import { openInline } from '../embedded/inline.js';
import { StoreOpenError } from '../error.js';
import type { Address } from '../mongodb/connect.js';
import { copySharedStore } from '../mongodb/snapshot.js';
import { inWorkFolder } from '../work-folder.js';
import { measured, writeArchive } from './archive.js';
import { BackupError, placeError } from './error.js';
import { type BackupKind, backupsIn, nameOf } from './names.js';
import { sealKey } from './seal.js';

export interface BackupOrder {
  readonly kind: BackupKind;
  /** The store's file, or the address of the one that desks share. */
  readonly database: string | Address;
  /** The configuration as text, and its revision; null where it cannot be had. */
  readonly config: { readonly text: string; readonly revision: number | null } | null;
  readonly folder: string;
  readonly passphrase: string | null;
  /** Which older ones of the kind `daily` may go afterwards; null: none. */
  readonly keep: BackupKeep | null;
  readonly zone: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly manifest: BackupManifest;
  /** Names of those that were deleted because newer ones outlive them. */
  readonly deleted: readonly string[];
}

/**
 * Makes a backup of a store that may be written meanwhile, even by a process that hangs: as it is at one instant. It appears under its
 * name only once it is whole and on the disk. Blocks its thread while the store is copied. Rejects with a `BackupError`.
 */
export const makeBackup = async (order: BackupOrder): Promise<MadeBackup> => {
  const { folder, kind, passphrase } = order;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await inWorkFolder(folder, async (work) => {
      const key = passphrase === null ? null : await sealKey(passphrase);
      const manifest = await gather(order, work);
      const file = join(folder, nameOf(kind, manifest.madeAt, key !== null));
      await writeArchive(work, manifest, join(work, 'archive'), key);
      await rename(join(work, 'archive'), file);
      await syncFolder(folder);
      return { file, bytes: (await stat(file)).size, manifest, deleted: await rotate(order) };
    });
  } catch (error) {
    throw placeError(error, folder);
  }
};

const gather = async ({ database, config, version, now }: BackupOrder, work: string): Promise<BackupManifest> => {
  const copy = join(work, 'watchroom.db');
  await copyOf(database, work, copy);
  const store = openInline(copy, 'read');
  try {
    const { series, samples } = await store.history.figures();
    const verdict = await store.journal.verifyAudit();
    if (config !== null) await writeFile(join(work, 'config.yml'), config.text, { mode: 0o600 });
    const names = ['watchroom.db', ...(config === null ? [] : ['config.yml'])];
    const files = await Promise.all(names.map(async (name) => [name, await measured(join(work, name))] as const));
    return {
      ...{ format: 1, madeAt: instant(now), version, configRevision: config?.revision ?? null, series, samples },
      auditEntries: verdict.entries,
      auditHead: headOf(verdict),
      files: Object.fromEntries(files),
    };
  } finally {
    await store.stop();
  }
};

/** A trail that was changed is backed up as it is: that it was stands in the manifest, and shows again after a restore. */
export const headOf = (verdict: AuditVerdict): string =>
  verdict.kind === 'intact' ? verdict.head : `changed at ${verdict.sequence}`;

/** What desks share is made a file of the embedded store's kind: one form of backup, which both can be restored from. */
const copyOf = async (database: BackupOrder['database'], work: string, copy: string): Promise<void> => {
  if (typeof database === 'string') return copyStore(database, copy);
  const loose = join(work, 'loose.db');
  await copySharedStore(database, loose).catch((error: unknown) => {
    throw noStore(error);
  });
  copyStore(loose, copy);
  await rm(loose);
};

const noStore = (error: unknown): unknown => {
  if (!(error instanceof StoreOpenError)) return error;
  return new BackupError(error.code === 'disk-full' ? 'disk-full' : 'no-store', error.message, error.remedy, { cause: error });
};

/** One transaction's view of the whole store, written compactly; its writer goes on. */
const copyStore = (database: string, copy: string): void => {
  try {
    const sql = openForReading(database);
    try {
      sql.run('VACUUM INTO ?', copy);
    } finally {
      sql.close();
    }
  } catch (error) {
    throw noStore(error);
  }
};

const rotate = async ({ folder, kind, keep, zone }: BackupOrder): Promise<readonly string[]> => {
  if (keep === null || kind !== 'daily') return [];
  const gone = outlived(await backupsIn(folder, 'daily'), keep, zone);
  for (const { name } of gone) await unlink(join(folder, name));
  return gone.map(({ name }) => name);
};
