/** The little that is used of a class which the driver keeps to itself, and describes nowhere. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { Socket } from 'node:net';

  class Connection {
    readonly socket: Socket;
    readonly address: string;
    /** Resolves once the socket has taken the question. */
    writeCommand(...given: unknown[]): Promise<void>;
  }
  const internals: { readonly Connection: typeof Connection };
  export default internals;
}
