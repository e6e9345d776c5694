import type { Socket } from 'node:net';
import type { Loopback } from '../support/servers/loopback.js';

/** What a path of a test's site answers, whatever the query behind it. */
export interface Served {
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly status?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `chunked`: in two pieces, each with its own length in front. */
  readonly transfer?: 'whole' | 'chunked';
}

export interface Site {
  /** Without a slash at its end; under the address 127.0.0.1, and under the name localhost. */
  readonly url: string;
  readonly otherUrl: string;
  /** How often each path was asked for. */
  asked(path: string): number;
  /** As the last visitor called itself. */
  agent(): string;
  /** Length of the answer of these paths as it goes over the network, head and body. */
  wire(...paths: readonly string[]): number;
}

const GIVEN = { type: 'text/html; charset=utf-8', body: '', status: '200 OK', headers: {}, transfer: 'whole' } as const;

const answerOf = (served: Served): Buffer => {
  const { type, body, status, headers, transfer } = { ...GIVEN, ...served };
  const content = Buffer.from(body as string);
  const half = Math.floor(content.length / 2);
  const pieces =
    transfer === 'whole' ? [content] : [content.subarray(0, half), content.subarray(half), Buffer.alloc(0)].flatMap(chunk);
  const length = transfer === 'whole' ? [`Content-Length: ${content.length}`] : ['Transfer-Encoding: chunked'];
  const extra = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status}`, `Content-Type: ${type}`, ...length, ...extra, 'Connection: close', '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), ...pieces]);
};

const chunk = (piece: Buffer): readonly Buffer[] => [
  Buffer.from(`${piece.length.toString(16)}\r\n`),
  piece,
  Buffer.from('\r\n'),
];

const NOT_FOUND: Served = { status: '404 Not Found', type: 'text/plain', body: 'nothing here' };

/** A site whose every answer is known to the byte. `pages` is asked once the addresses are known; a function answers by itself. */
export const startSite = async (
  loopback: Loopback,
  pages: (site: Pick<Site, 'url' | 'otherUrl'>) => Readonly<Record<string, Served | ((socket: Socket) => void)>>,
): Promise<Site> => {
  const counts = new Map<string, number>();
  let agent = '';
  let served: ReturnType<typeof pages> = {};
  const url = await loopback.raw((socket) => {
    socket.once('data', (data) => {
      agent = /^user-agent: (.*)$/im.exec(data.toString('latin1'))?.[1]?.trim() ?? '';
      const path = /^\S+ ([^\s?]+)/.exec(data.toString('latin1'))?.[1] ?? '';
      counts.set(path, (counts.get(path) ?? 0) + 1);
      const found = served[path] ?? NOT_FOUND;
      if (typeof found === 'function') found(socket);
      else socket.end(answerOf(found));
    });
  });
  const otherUrl = url.replace('127.0.0.1', 'localhost');
  served = pages({ url, otherUrl });
  const wireOf = (path: string): number => {
    const found = served[path] ?? NOT_FOUND;
    return typeof found === 'function' ? Number.NaN : answerOf(found).length;
  };
  return {
    url,
    otherUrl,
    asked: (path) => counts.get(path) ?? 0,
    agent: () => agent,
    wire: (...paths) => paths.reduce((sum, path) => sum + wireOf(path), 0),
  };
};
