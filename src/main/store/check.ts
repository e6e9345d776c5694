import type { Commit } from '../core/port/journal.js';
import { StoreError } from './error.js';

/** Refuses what no store could give back: throws a `StoreError` `invalid` for a sample that is no finite number at a whole instant. */
export const checkCommit = ({ samples }: Commit): void => {
  for (const { id, at, value } of samples) {
    if (!Number.isFinite(value))
      throw new StoreError('invalid', `the sample of ${id} at ${at} is ${value}: only finite numbers are kept`);
    if (!Number.isSafeInteger(at))
      throw new StoreError('invalid', `the sample of ${id} is at ${at}: instants are whole milliseconds`);
  }
};
