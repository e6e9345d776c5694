import { type ClientRequest, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { CertificateFacts, PhaseFacts } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Duration } from '../../core/time/instant.js';
import { certificateOf } from '../net/certificate.js';
import { shownEndpoint } from '../net/endpoint.js';
import { describeError, type Failure } from '../net/failure.js';
import { type Stage, type Stopwatch, startStopwatch } from '../net/stopwatch.js';
import { type BodyFailure, type BodyUse, readBody } from './body.js';
import type { Cookies } from './cookies.js';
import type { Question } from './question.js';
import { endpointOf } from './web-address.js';

/** What all exchanges of one look have in common. */
export interface Wire {
  readonly clock: Clock;
  /** Ends the exchange at once: the deadline, or whoever wanted the look to end. */
  readonly signal: AbortSignal;
  /** What to answer when the signal ends it. */
  readonly whenCut: (url: URL, stage: Stage) => Failure;
  readonly userAgent: string;
  readonly accept: string;
  /** What else is said with the question, such as `if-none-match`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The authorities that are trusted; made once, because reading them takes longer than a handshake. */
  readonly trust: SecureContext;
  readonly maxBytes: number;
  /** Those of the visitor who asks; absent: none are kept. */
  readonly cookies?: Cookies;
  readonly lookup: LookupFunction;
  /** Whether the body of this answer is kept, only counted, or not read at all. */
  readonly useBody: (status: number, headers: IncomingHttpHeaders) => BodyUse | 'skip';
}

/** A whole answer to one request. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Bytes as transferred; 0 where the body was skipped. */
  readonly bodyBytes: number;
  readonly content: Buffer | null;
  readonly phases: PhaseFacts;
  readonly took: Duration;
  readonly address: string | null;
  readonly certificate: CertificateFacts | null;
}

/** One request on a connection of its own, so that every phase is measured and none is hidden by reuse. Rejects only for a bug. */
export const exchange = (url: URL, question: Question, wire: Wire): Promise<Result<Answer, Failure>> =>
  new Promise((resolve, reject) => {
    const stopwatch = startStopwatch(wire.clock, endpointOf(url), url.protocol === 'https:' ? 'tls' : 'plain');
    const request = openRequest(url, question, wire);
    const peer = watchSocket(request, stopwatch);
    const give = (outcome: Result<Answer, Failure>): void => {
      wire.signal.removeEventListener('abort', cut);
      request.destroy();
      resolve(outcome);
    };
    const cut = (): void => give(fail(wire.whenCut(url, stopwatch.stage())));
    request.on('error', (error) => give(fail(describe(error, url, stopwatch.stage()))));
    request.once('response', (response) => {
      stopwatch.mark('response');
      readAnswer(url, response, stopwatch, peer, wire).then(give, reject);
    });
    if (wire.signal.aborted) return cut();
    wire.signal.addEventListener('abort', cut, { once: true });
    request.end(question.body ?? undefined);
  });

/** Some sites send policies and cookies beyond the runtime's own 16 KiB, and browsers take them. */
const MAX_HEADER_BYTES = 65_536;

const openRequest = (url: URL, question: Question, wire: Wire): ClientRequest => {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  const headers = {
    'user-agent': wire.userAgent,
    accept: wire.accept,
    'accept-encoding': 'gzip, br',
    ...wire.headers,
    ...question.headers,
    ...(question.body === null ? {} : { 'content-length': Buffer.byteLength(question.body) }),
  };
  const { method, ip } = question;
  const common = { agent: false, method, headers, lookup: wire.lookup, maxHeaderSize: MAX_HEADER_BYTES } as const;
  const options = ip === null ? common : { ...common, family: ip };
  if (url.protocol === 'http:') return httpRequest(bare, options);
  const secure = { ...options, secureContext: question.identity ?? wire.trust };
  return httpsRequest(bare, secure);
};

interface Peer {
  address: string | null;
  certificate: CertificateFacts | null;
}

const watchSocket = (request: ClientRequest, stopwatch: Stopwatch): Peer => {
  const peer: Peer = { address: null, certificate: null };
  request.once('socket', (socket: Socket) => {
    stopwatch.follow(socket);
    socket.once('connect', () => {
      peer.address = socket.remoteAddress ?? null;
    });
    socket.once('secureConnect', () => {
      if (socket instanceof TLSSocket && socket.authorized) peer.certificate = certificateOf(socket, null);
    });
  });
  return peer;
};

const readAnswer = async (
  url: URL,
  response: IncomingMessage,
  stopwatch: Stopwatch,
  peer: Peer,
  wire: Wire,
): Promise<Result<Answer, Failure>> => {
  // A late error of a stream that was given up must find a listener.
  response.on('error', () => undefined);
  const status = response.statusCode ?? 0;
  const use = wire.useBody(status, response.headers);
  const body = use === 'skip' ? ok({ bytes: 0, content: null }) : await readBody(response, use, wire.maxBytes);
  stopwatch.mark('end');
  if (!body.ok) return fail(describeBody(body.error, url, status, wire.maxBytes));
  const { phases, took } = { phases: stopwatch.phases(), took: stopwatch.took() };
  const { bytes: bodyBytes, content } = body.value;
  return ok({ status, headers: response.headers, bodyBytes, content, phases, took, ...peer });
};

const describe = (error: Error, url: URL, stage: Stage): Failure => {
  const at = endpointOf(url);
  return describeError(error, at, stage, (code) => `${shownEndpoint(at)} did not answer in valid HTTP (${code})`);
};

const MEBIBYTE = 1_048_576;

const describeBody = (failure: BodyFailure, url: URL, status: number, maxBytes: number): Failure => {
  if (failure.kind === 'error') return withStatus(describe(failure.error, url, 'download'), status);
  const limit = maxBytes >= MEBIBYTE ? `${Math.round(maxBytes / MEBIBYTE)} MiB` : `${maxBytes} bytes`;
  if (failure.kind === 'too-large') {
    return {
      kind: 'target',
      code: 'too-large',
      text: `${shownEndpoint(endpointOf(url))} sent more than ${limit}: cut off there`,
      status,
    };
  }
  return {
    kind: 'target',
    code: 'protocol',
    text: `${shownEndpoint(endpointOf(url))} sent a body that is not compressed as it claims`,
    status,
  };
};

const withStatus = (failure: Failure, status: number): Failure =>
  failure.kind === 'target' ? { ...failure, status } : failure;
