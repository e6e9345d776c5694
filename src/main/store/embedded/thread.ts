import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../error.js';
import { type Asked, fromWire, OPENING, type Replied, type Started } from './wire.js';

/** The worker's script as it is built: beside the program's entries, and thus above its chunks. Null where it is not built. */
export const findWorkerScript = (): URL | null =>
  ['./store-worker.js', '../store-worker.js'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url)) ??
  null;

/** A file's operations, wherever they run; calls are answered in the order in which they are made. */
export interface Running {
  call(name: string, input: readonly unknown[]): Promise<unknown>;
  /** Ends it after the calls under way. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Starts a thread of its own for a file, so that no disk keeps this one waiting. Rejects with a `StoreOpenError`. */
export const startThread = async (script: URL, started: Started): Promise<Running> => {
  // Flags that this process was started with may not suit a thread (`--input-type` stops it from starting).
  const worker = new Worker(script, { workerData: started, name: started.holds, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const opened = new Promise((resolve, reject) => waiting.set(OPENING, { resolve, reject }));
  listen(worker, waiting);
  await opened;

  let last = OPENING;
  let stopping: Promise<void> | null = null;
  const send = (name: string, input: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, name, input } satisfies Asked);
    });
  const close = async (): Promise<void> => {
    if (!hasEnded(worker)) await send('close', []);
    await ended;
  };
  return {
    call: async (name, input) => {
      if (stopping !== null) throw new StoreError('closed', 'the store is closed');
      if (hasEnded(worker)) throw new StoreError('failed', ENDED);
      return await send(name, input);
    },
    stop: () => {
      stopping ??= close();
      return stopping;
    },
  };
};

const ENDED = "the store's thread ended";

/** Node gives a thread that is over the id −1. */
const hasEnded = (worker: Worker): boolean => worker.threadId === -1;

const listen = (worker: Worker, waiting: Map<number, Waiting>): void => {
  let failure: Error | null = null;
  worker.on('message', (replied: Replied) => {
    const caller = waiting.get(replied.id);
    waiting.delete(replied.id);
    if (replied.ok) caller?.resolve(replied.value);
    else caller?.reject(fromWire(replied.error));
  });
  worker.once('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  worker.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new StoreError('failed', ENDED, { cause: failure }));
    waiting.clear();
  });
};
