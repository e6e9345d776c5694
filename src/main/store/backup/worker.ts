import { parentPort, workerData } from 'node:worker_threads';
import { BackupError } from './error.js';
import { type BackupOrder, makeBackup } from './make.js';
import type { BackupReply } from './thread.js';

/** Makes one backup in a thread of its own: copying a store blocks for as long as it is large. */
const serve = async (order: BackupOrder): Promise<BackupReply> => {
  try {
    return { ok: true, value: await makeBackup(order) };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    return error instanceof BackupError
      ? { ok: false, code: error.code, message, remedy: error.remedy }
      : { ok: false, code: null, message, remedy: '' };
  }
};

if (parentPort !== null) parentPort.postMessage(await serve(workerData as BackupOrder));
