import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { storeError } from './failure.js';
import { openOperations } from './open-operations.js';
import type { Operations } from './operations.js';
import { type Asked, OPENING, type Replied, type Started, toWire } from './wire.js';

/** The store's thread: opens the file that it was started with, then does one call after the other. */
const serve = (port: MessagePort, { file, access }: Started): void => {
  const operations = open(port, file, access);
  if (operations === null) return;
  port.on('message', (asked: Asked) => {
    port.postMessage(answer(operations, asked));
    if (asked.name === 'close') port.close();
  });
};

const open = (port: MessagePort, file: string, access: Started['access']): Operations | null => {
  try {
    const operations = openOperations(file, access);
    port.postMessage({ id: OPENING, ok: true, value: null } satisfies Replied);
    return operations;
  } catch (error) {
    port.postMessage({ id: OPENING, ok: false, error: toWire(error) } satisfies Replied);
    return null;
  }
};

const answer = (operations: Operations, { id, name, input }: Asked): Replied => {
  try {
    const operation: (...input: never[]) => unknown = operations[name];
    return { id, ok: true, value: operation(...(input as never[])) };
  } catch (error) {
    return { id, ok: false, error: toWire(storeError(error)) };
  }
};

if (parentPort !== null) serve(parentPort, workerData as Started);
