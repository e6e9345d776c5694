import type { IncomingHttpHeaders } from 'node:http';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type IncomingHttpHeaders as Http2Headers,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { Stop } from '../../core/port/clock.js';
import { type Exchanging, endedEarly, MAX_HEADER_BYTES, type Reply } from './reply.js';

/** Most header fields of one answer, as many as the runtime takes of HTTP/1.1. */
const MAX_HEADERS = 2_000;

/** Asks by HTTP/2, with one stream on a connection of its own. Nothing may be pushed, and heads are held to the limit of HTTP/1.1. */
export const askByTwo = (socket: Socket, exchanging: Exchanging): Stop => {
  const session = connect(exchanging.url.origin, {
    createConnection: () => socket,
    settings: { enablePush: false, maxHeaderListSize: MAX_HEADER_BYTES },
    maxHeaderListPairs: MAX_HEADERS,
  });
  session.on('error', exchanging.failed);
  // A server that says goodbye before it answers has not answered; one that does so afterwards is only polite.
  session.once('close', () => exchanging.failed(endedEarly()));
  startStream(session, exchanging);
  return () => session.destroy();
};

const startStream = (session: ClientHttp2Session, exchanging: Exchanging): void => {
  const { url, method, headers, body, answered, failed } = exchanging;
  try {
    const stream = session.request({
      ...speakable(headers),
      ':method': method,
      ':scheme': url.protocol.slice(0, -1),
      ':authority': url.host,
      ':path': `${url.pathname}${url.search}`,
    });
    stream.on('error', failed);
    stream.once('close', () => failed(endedEarly()));
    stream.once('response', (head) => answered(replyOf(stream, head, method)));
    stream.end(body ?? undefined);
  } catch (error) {
    failed(error as Error);
  }
};

/** What is about one connection of HTTP/1.1 has no place in HTTP/2. */
const ONLY_ONE: ReadonlySet<string> = new Set(['keep-alive', 'proxy-connection', 'http2-settings']);

const speakable = (headers: Exchanging['headers']): Exchanging['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ONLY_ONE.has(name)));

const isWhole = ({ aborted, rstCode }: ClientHttp2Stream): boolean => !aborted && rstCode === constants.NGHTTP2_NO_ERROR;

const replyOf = (stream: ClientHttp2Stream, head: Http2Headers, method: string): Reply => {
  const headers = Object.entries(head).filter(([name]) => !name.startsWith(':'));
  return {
    status: Number(head[':status'] ?? 0),
    headers: Object.fromEntries(headers) as IncomingHttpHeaders,
    body: stream,
    // The runtime takes a body for ended that the other side only gave up: what it claimed to be is counted after it.
    isComplete: (bytes) => isWhole(stream) && (method === 'HEAD' || bytes >= Number(head['content-length'] ?? 0)),
    protocol: 'HTTP/2',
  };
};
