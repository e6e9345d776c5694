import { isFull } from '../embedded/failure.js';

/**
 * - `no-place`: the folder cannot be written. - `disk-full`: no room. - `no-store`: there is nothing to back up.
 * - `not-a-backup`: the file is none, or of another product. - `damaged`: it was cut short or changed.
 * - `from-the-future`: made by a newer version. - `passphrase`: it is encrypted, and none was given, or another one.
 * - `occupied`: there is a store already where it was to be restored.
 */
export type BackupErrorCode =
  | 'no-place'
  | 'disk-full'
  | 'no-store'
  | 'not-a-backup'
  | 'damaged'
  | 'from-the-future'
  | 'passphrase'
  | 'occupied';

/** Why a backup could not be made or restored, and what to do. Nothing that was there before was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  constructor(
    readonly code: BackupErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A failure of the file system in these words; anything else as it is. */
export const placeError = (error: unknown, place: string): unknown => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (isFull(error))
    return new BackupError(
      'disk-full',
      `there is no room left in ${place}`,
      'Free some space, or name another folder under backup.path.',
      {
        cause: error,
      },
    );
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR' || code === 'ENOENT')
    return new BackupError(
      'no-place',
      `${place} cannot be written`,
      'Make the folder and let Watchroom write it, or name another under backup.path.',
      {
        cause: error,
      },
    );
  return error;
};
