import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { storeError } from './failure.js';
import { openOperations } from './open-operations.js';
import { openRecordingOperations } from './recording/operations.js';
import { type Asked, OPENING, type Replied, type Started, toWire } from './wire.js';

/** What a thread does for whoever started it, by name. */
type Callable = Readonly<Record<string, (...input: never[]) => unknown>>;

/** The store's thread: opens the file that it was started with, then does one call after the other. */
const serve = (port: MessagePort, started: Started): void => {
  const operations = open(port, started);
  if (operations === null) return;
  port.on('message', (asked: Asked) => {
    port.postMessage(answer(operations, asked));
    if (asked.name === 'close') port.close();
  });
};

const open = (port: MessagePort, started: Started): Callable | null => {
  try {
    const operations =
      started.holds === 'store' ? openOperations(started.file, started.access) : openRecordingOperations(started.file);
    port.postMessage({ id: OPENING, ok: true, value: null } satisfies Replied);
    return { ...operations };
  } catch (error) {
    port.postMessage({ id: OPENING, ok: false, error: toWire(error) } satisfies Replied);
    return null;
  }
};

const answer = (operations: Callable, { id, name, input }: Asked): Replied => {
  try {
    const operation = operations[name];
    if (operation === undefined) throw new Error(`${name} is no operation of this thread`);
    return { id, ok: true, value: operation(...(input as never[])) };
  } catch (error) {
    return { id, ok: false, error: toWire(storeError(error)) };
  }
};

if (parentPort !== null) serve(parentPort, workerData as Started);
