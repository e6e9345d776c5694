import type { Socket } from 'node:net';

let isDone = false;

/**
 * Lets a question fail whose connection ends while it is written. The driver (7.9.0) waits for the socket to drain, and for nothing else: a socket that
 * has ended, and is told closed a moment later, never does. It is its own look at the server that meets this whenever a server ends all connections in
 * order with a question under way, as at each restart: from then on it never looks again, and the server counts as gone until the process ends.
 */
export const endWithSocket = async (): Promise<void> => {
  const [{ MongoNetworkError }, { default: internals }] = await Promise.all([
    import('mongodb'),
    import('mongodb/lib/cmap/connection.js'),
  ]);
  if (isDone) return;
  isDone = true;
  const { prototype } = internals.Connection;
  const { writeCommand } = prototype;
  prototype.writeCommand = function (...given: unknown[]) {
    const closed = () => new MongoNetworkError(`connection to ${this.address} closed`);
    return untilClosed(this.socket, writeCommand.apply(this, given), closed);
  };
};

/** The work's outcome, or the error if the socket closes before. */
const untilClosed = async <Value>(socket: Socket, work: Promise<Value>, errorOf: () => Error): Promise<Value> => {
  const { promise: closed, end } = closeOf(socket, errorOf);
  try {
    return await Promise.race([work, closed]);
  } finally {
    end();
  }
};

const closeOf = (socket: Socket, errorOf: () => Error): { readonly promise: Promise<never>; end(): void } => {
  let tell = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    tell = () => reject(errorOf());
    socket.once('close', tell);
  });
  return { promise, end: () => socket.off('close', tell) };
};
