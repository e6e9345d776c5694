import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that can stop listening and come back on the same port. */
export interface Listener {
  readonly port: number;
  /** Does nothing where it already listens. */
  open(): Promise<void>;
  /** Also drops every connection. */
  close(): Promise<void>;
}

/** Listens on loopback; port 0 takes any free one. Rejects where the port is taken. */
export const startListener = async (server: Server, port: number): Promise<Listener> => {
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    open: async () => {
      if (!server.listening) await listen(server, taken);
    },
    close: async () => {
      if (server.listening) await close(server);
    },
  };
};

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
