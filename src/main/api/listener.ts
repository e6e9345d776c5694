import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Env } from './answer.js';
import { startError } from './start-error.js';

export interface Listener {
  listen(fetch: Hono<Env>['fetch']): Promise<void>;
  /** The port that it got; before that, the one it will ask for. */
  port(): number;
  stop(): Promise<void>;
}

/** How long answers under way may take to finish once the listener stops. */
const DRAIN = 2_000;

/** One HTTP server, with limits that a slow or idle client cannot stretch. */
export const createListener = (host: string, wantedPort: number): Listener => {
  let server: Server | null = null;
  let port = wantedPort;
  return {
    port: () => port,
    listen: async (fetch) => {
      const opened = createAdaptorServer({
        fetch: (request, env) => fetch(request, env as HttpBindings),
        serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
      }) as Server;
      opened.maxConnections = 500;
      opened.listen({ port: wantedPort, host });
      await once(opened, 'listening').catch((error: NodeJS.ErrnoException) => {
        throw startError(error, host, wantedPort);
      });
      server = opened;
      port = (opened.address() as AddressInfo).port;
    },
    stop: async () => {
      if (server === null) return;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const force = setTimeout(() => server?.closeAllConnections(), DRAIN);
      await closed;
      clearTimeout(force);
      server = null;
    },
  };
};
