import { connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to those who come through. */
export type Passage = 'open' | 'answers-lost' | 'closed';

/** A way to a server that can be taken away and given back, as a network or the server's own restart would. */
export interface Gateway {
  readonly port: number;
  /** `answers-lost`: what is asked still arrives, and nothing comes back. `closed`: every connection ends at once, and none is taken. */
  set(passage: Passage): Promise<void>;
  /** Ends every connection in order, the newest last, as a server that stops does. New ones are taken as before. */
  end(): void;
  stop(): Promise<void>;
}

/** `far`: milliseconds for which each answer is on its way. */
export const openGateway = async (host: string, port: number, far = 0): Promise<Gateway> => {
  const sockets = new Set<Socket>();
  const comers = new Set<Socket>();
  let passage: Passage = 'open';
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const there = connect(port, host);
    for (const socket of [near, there]) keep(socket);
    comers.add(near);
    const answer = (bytes: Buffer): void => {
      if (passage === 'open') near.write(bytes);
    };
    near.on('data', (bytes) => there.write(bytes));
    there.on('data', (bytes) => {
      if (far === 0) answer(bytes);
      else setTimeout(answer, far, bytes).unref();
    });
    near.on('close', () => {
      comers.delete(near);
      there.end();
    });
    there.on('close', () => near.destroy());
  });
  const own = await listen(server, 0);
  const destroy = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: own,
    set: async (next) => {
      const before = passage;
      passage = next;
      if (next === 'closed' && before !== 'closed') {
        const closed = new Promise((resolve) => server.close(resolve));
        destroy();
        await closed;
      }
      if (next !== 'closed' && before === 'closed') await listen(server, own);
    },
    end: () => {
      for (const socket of comers) socket.end();
    },
    stop: async () => {
      if (server.listening) server.close();
      destroy();
    },
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
