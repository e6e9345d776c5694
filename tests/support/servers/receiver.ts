import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver does with a message: answers, hangs, or cuts the connection. */
export type Answering =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly after?: number;
    }
  | 'hang'
  | 'reset';

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The next answers, one after the other; the last repeats. */
  answers: readonly Answering[];
  stop(): Promise<void>;
}

/** A receiver of messages on loopback that does as it is told. */
export const startReceiver = async (...answers: readonly Answering[]): Promise<Receiver> => {
  const received: Received[] = [];
  const callers = new Set<Socket>();
  const receiver = { answers: answers.length === 0 ? [{ status: 200 }] : answers };
  const server = createServer(async (asked, answer) => {
    let body = '';
    for await (const part of asked) body += String(part);
    const next = receiver.answers[Math.min(received.length, receiver.answers.length - 1)] as Answering;
    received.push({ path: asked.url ?? '', headers: asked.headers, body });
    if (next === 'hang') return;
    if (next === 'reset') {
      asked.socket.destroy();
      return;
    }
    if (next.after !== undefined) await wait(next.after);
    answer.writeHead(next.status, next.headers).end(next.body ?? '');
  });
  server.on('connection', (caller) => callers.add(caller));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get answers() {
      return receiver.answers;
    },
    set answers(next) {
      receiver.answers = next;
    },
    stop: () => {
      for (const caller of callers) caller.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
