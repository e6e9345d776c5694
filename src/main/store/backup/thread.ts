import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { BackupError, type BackupErrorCode } from './error.js';
import { type BackupOrder, type MadeBackup, makeBackup } from './make.js';

export type BackupReply =
  | { readonly ok: true; readonly value: MadeBackup }
  | { readonly ok: false; readonly code: BackupErrorCode | null; readonly message: string; readonly remedy: string };

/** Beside the program's entries, and thus above its chunks. Null where it is not built. */
const findScript = (): URL | null =>
  ['./backup-worker.js', '../backup-worker.js'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url)) ??
  null;

/** Makes a backup in a thread of its own, where one is built; else in this one. Rejects with a `BackupError`. */
export const makeBackupApart = (order: BackupOrder): Promise<MadeBackup> => {
  const script = findScript();
  return script === null ? makeBackup(order) : inThread(script, order);
};

const inThread = (script: URL, order: BackupOrder): Promise<MadeBackup> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: order, name: 'backup', execArgv: [] });
    worker.once('message', (reply: BackupReply) => {
      if (reply.ok) resolve(reply.value);
      else reject(reply.code === null ? new Error(reply.message) : new BackupError(reply.code, reply.message, reply.remedy));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread of the backup ended')));
  });
