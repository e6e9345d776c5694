import { existsSync, linkSync, renameSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupManifest } from '../../core/model/backup.js';
import { openInline } from '../embedded/inline.js';
import { strayLogOf, sweepBeside } from '../embedded/stray-log.js';
import { inWorkFolder } from '../work-folder.js';
import { readArchive } from './archive.js';
import { BackupError, placeError } from './error.js';
import { headOf } from './make.js';

export interface RestoreOrder {
  readonly file: string;
  /** The data folder that is to hold it. */
  readonly into: string;
  readonly passphrase: string | null;
  /** Only looks whether it could be restored, in full: everything but the last step. */
  readonly isDryRun: boolean;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Files that stand in the data folder now, or would. */
  readonly files: readonly string[];
}

/**
 * Takes a backup apart beside its place, holds every file against the manifest, opens the store and walks its audit trail; only then
 * it is put in place. A store that is there already, of a running desk or not, is never written over. Rejects with a `BackupError`.
 */
export const restoreBackup = async ({ file, into, passphrase, isDryRun }: RestoreOrder): Promise<Restored> => {
  await isThere(file);
  if (existsSync(join(into, STORE))) throw occupied(into);
  refuseStray(join(into, STORE));
  try {
    await mkdir(into, { recursive: true, mode: 0o700 });
    return await inWorkFolder(into, async (work) => {
      const manifest = await readArchive(file, work, passphrase);
      await checkStore(work, manifest);
      const files = placesOf(manifest, into);
      if (!isDryRun) putInPlace(files, work, into);
      return { manifest, files: files.map(([, place]) => place) };
    });
  } catch (error) {
    throw placeError(error, into);
  }
};

const STORE = 'watchroom.db';

const occupied = (into: string): BackupError =>
  new BackupError(
    'occupied',
    `${into} holds a store already`,
    'Name an empty folder with --data, or move that folder away. Nothing was changed.',
  );

const refuseStray = (store: string): void => {
  const log = strayLogOf(store);
  if (log === null) return;
  throw new BackupError(
    'occupied',
    `${log} holds the newest commits of a store that was moved away`,
    'Move it to that store, whose name and “-wal” it must bear, or name an empty folder with --data. Nothing was changed.',
  );
};

/**
 * In one go, so that an interruption finds all of it or nothing. The store comes first, under a name that must be free: another
 * restore into the same folder may have been quicker.
 */
const putInPlace = (files: ReturnType<typeof placesOf>, work: string, into: string): void => {
  putStore(join(work, STORE), into);
  for (const [name, place] of files) if (name !== STORE) renameSync(join(work, name), join(into, place));
};

const putStore = (from: string, into: string): void => {
  try {
    if (!existsSync(join(into, STORE))) sweepBeside(join(into, STORE));
    linkSync(from, join(into, STORE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw occupied(into);
    // Some disks know no links.
    renameSync(from, join(into, STORE));
  }
};

const isThere = async (file: string): Promise<void> => {
  if (
    await stat(file).then(
      (found) => found.isFile(),
      () => false,
    )
  )
    return;
  throw new BackupError('not-a-backup', `there is no file ${file}`, 'Name a backup that is there.');
};

/** A configuration that stands in the folder stays; the one of the backup is put beside it. */
const placesOf = ({ files }: BackupManifest, into: string): readonly (readonly [name: string, place: string])[] =>
  Object.keys(files).map((name) => [
    name,
    name === 'config.yml' && existsSync(join(into, name)) ? 'config.restored.yml' : name,
  ]);

const checkStore = async (work: string, manifest: BackupManifest): Promise<void> => {
  const store = openInline(join(work, 'watchroom.db'), 'read');
  try {
    const { series, samples } = await store.history.figures();
    const verdict = await store.journal.verifyAudit();
    const isSame =
      verdict.entries === manifest.auditEntries &&
      headOf(verdict) === manifest.auditHead &&
      series === manifest.series &&
      samples === manifest.samples;
    if (!isSame)
      throw new BackupError(
        'damaged',
        'the store within is not what the manifest says',
        'Take another backup. Nothing was restored.',
      );
  } finally {
    await store.stop();
  }
};
