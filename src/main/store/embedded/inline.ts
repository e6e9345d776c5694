import type { Store } from '../../core/port/journal.js';
import { StoreError } from '../error.js';
import { type Run, storeOver } from './client.js';
import { storeError } from './failure.js';
import { openOperations } from './open-operations.js';
import type { Access } from './operations.js';

/** The store in this thread, which every call blocks: for commands, tests and where no worker can be had. */
export const openInline = (file: string, access: Access): Store => {
  const operations = openOperations(file, access);
  let isOpen = true;
  const run: Run = async (name, ...input) => {
    if (!isOpen) throw new StoreError('closed', 'the store is closed');
    try {
      const operation: (...input: never[]) => unknown = operations[name];
      return operation(...(input as never[])) as never;
    } catch (error) {
      throw storeError(error);
    }
  };
  return storeOver(run, async () => {
    if (!isOpen) return;
    isOpen = false;
    operations.close();
  });
};
