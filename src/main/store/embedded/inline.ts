import type { Store } from '../../core/port/journal.js';
import { StoreError } from '../error.js';
import { type Run, storeOver } from './client.js';
import { storeError } from './failure.js';
import { openOperations } from './open-operations.js';
import type { Access } from './operations.js';
import type { Running } from './thread.js';

/** The store in this thread, which every call blocks: for commands, tests and where no worker can be had. */
export const openInline = (file: string, access: Access): Store => storeOn(runInline(openOperations(file, access)));

/** The store over its operations, wherever they run. */
export const storeOn = (running: Running): Store => {
  const run: Run = async (name, ...input) => (await running.call(name, input)) as never;
  return storeOver(run, running.stop);
};

/** A file's operations in this thread. */
export const runInline = (operations: { readonly close: () => void }): Running => {
  const byName: Readonly<Record<string, (...input: never[]) => unknown>> = { ...operations };
  let isOpen = true;
  return {
    call: async (name, input) => {
      if (!isOpen) throw new StoreError('closed', 'the store is closed');
      try {
        return byName[name]?.(...(input as never[]));
      } catch (error) {
        throw storeError(error);
      }
    },
    stop: async () => {
      if (!isOpen) return;
      isOpen = false;
      operations.close();
    },
  };
};
