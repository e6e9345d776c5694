import { createServer as createHttpServer, type RequestListener } from 'node:http';
import {
  createSecureServer as createHttp2Server,
  type IncomingHttpHeaders,
  type SecureServerOptions,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';

/** A certificate chain and its key, as PEM. */
export interface Presented {
  readonly cert: string;
  readonly key: string;
}

export interface Loopback {
  /** Address of the new server, without a slash at its end. */
  http(listener: RequestListener, host?: '127.0.0.1' | '::1'): Promise<string>;
  https(presented: Presented, listener: RequestListener): Promise<string>;
  /** A server that answers bytes of its own making. */
  raw(onConnection: (socket: Socket) => void): Promise<string>;
  /** A server that offers HTTP/2, and with `allowHTTP1` also HTTP/1.1. */
  http2(
    options: SecureServerOptions,
    onStream: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
  ): Promise<string>;
  /** A server that speaks TLS and, inside it, what it likes. */
  tls(options: TlsOptions, onConnection?: (socket: TLSSocket) => void): Promise<string>;
  /** A port at which nobody listens. */
  closedPort(): Promise<number>;
  /** Breaks off every connection there is. */
  breakOff(): void;
  /** Connections open on all of them. */
  connections(): number;
  stop(): Promise<void>;
}

/** Real servers on loopback for one test file. */
export const createLoopback = (): Loopback => {
  const servers = new Set<Server>();
  const sockets = new Set<Socket>();
  const start = async (server: Server, scheme: string, host = '127.0.0.1'): Promise<string> => {
    servers.add(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
      // Else a server that says nothing would not notice that its visitor has left.
      socket.resume();
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  };
  const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return {
    http: (listener, host) => start(createHttpServer(listener), 'http', host),
    https: (presented, listener) => start(createHttpsServer(presented, listener), 'https'),
    http2: (options, onStream) => {
      const server = createHttp2Server(options);
      server.on('stream', (stream, headers) => {
        stream.on('error', () => undefined);
        onStream(stream, headers);
      });
      server.on('sessionError', () => undefined);
      return start(server, 'https');
    },
    tls: (options, onConnection) => {
      const server = createTlsServer(options, onConnection);
      server.on('secureConnection', (socket) => socket.on('error', () => undefined).resume());
      return start(server, 'tls');
    },
    raw: (onConnection) => start(createNetServer(onConnection), 'http'),
    closedPort: async () => {
      const server = createNetServer();
      await start(server, 'http');
      const { port } = server.address() as AddressInfo;
      servers.delete(server);
      await close(server);
      return port;
    },
    breakOff: () => {
      for (const socket of sockets) socket.destroy();
    },
    connections: () => sockets.size,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([...servers].map(close));
      servers.clear();
    },
  };
};
