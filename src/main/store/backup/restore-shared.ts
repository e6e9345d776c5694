import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { openOutbox } from '../embedded/outbox.js';
import { portableEmbedded } from '../embedded/portable.js';
import { StoreOpenError } from '../error.js';
import type { Address } from '../mongodb/connect.js';
import { inspectTarget } from '../mongodb/filling.js';
import { mongodbTarget } from '../mongodb/portable.js';
import { carryOver } from '../transfer/carry-over.js';
import { TransferError } from '../transfer/error.js';
import { inWorkFolder } from '../work-folder.js';
import { BackupError } from './error.js';
import { type Restored, restoreBackup } from './restore.js';

export interface SharedRestoreOrder {
  readonly file: string;
  readonly passphrase: string | null;
  /** Where an empty database is to be filled. */
  readonly to: Address;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Takes a backup apart and checks it as for a desk's own folder, then fills an empty database with it, reads both and holds them against each other;
 * only then desks may open it. Cut off, it goes on when it is asked again. One that holds a store already, of running desks or not, is never written
 * over. Rejects with a `BackupError`.
 */
export const restoreShared = async ({ file, passphrase, to, log, clock }: SharedRestoreOrder): Promise<Restored> => {
  try {
    return await inWorkFolder(tmpdir(), async (work) => {
      const restored = await restoreBackup({ file, into: work, passphrase, isDryRun: false });
      const target = await mongodbTarget({ ...to, outbox: openOutbox(join(work, 'outbox.db')), log, clock });
      try {
        const from = { ...portableEmbedded(join(work, 'watchroom.db')), place: placeOf(file) };
        try {
          await carryOver({ from, to: target });
        } finally {
          await from.stop();
        }
      } finally {
        await target.stop();
      }
      return { ...restored, files: [target.place] };
    });
  } catch (error) {
    throw inWords(error);
  }
};

/**
 * Does all of it but the filling: takes the backup apart and checks it, and looks whether the database can be had, can be used, is empty, and is led by
 * nobody. Writes nothing there. Rejects with a `BackupError`.
 */
export const inspectSharedRestore = async ({
  file,
  passphrase,
  to,
}: Pick<SharedRestoreOrder, 'file' | 'passphrase' | 'to'>): Promise<Restored> => {
  try {
    return await inWorkFolder(tmpdir(), async (work) => {
      const restored = await restoreBackup({ file, into: work, passphrase, isDryRun: true });
      await inspectTarget(to, placeOf(file));
      return restored;
    });
  } catch (error) {
    throw inWords(error);
  }
};

const placeOf = (file: string): string => `the backup ${basename(file)}`;

const inWords = (error: unknown): unknown => {
  if (error instanceof TransferError)
    return new BackupError(error.code === 'occupied' ? 'occupied' : 'no-place', error.message, error.remedy, { cause: error });
  if (!(error instanceof StoreOpenError)) return error;
  const code =
    error.code === 'locked' || error.code === 'unfinished' ? 'occupied' : error.code === 'disk-full' ? 'disk-full' : 'no-place';
  return new BackupError(code, error.message, error.remedy, { cause: error });
};
