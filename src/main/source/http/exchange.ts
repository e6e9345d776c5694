import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { CertificateFacts, PhaseFacts } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Duration } from '../../core/time/instant.js';
import { type Endpoint, shownEndpoint } from '../net/endpoint.js';
import { describeError, type Failure } from '../net/failure.js';
import { type Opened, openSocket } from '../net/open.js';
import type { Stage } from '../net/stopwatch.js';
import { tlsVersionOf } from '../net/version.js';
import { type BodyFailure, type BodyUse, readBody } from './body.js';
import type { Cookies } from './cookies.js';
import { askByOne } from './one.js';
import type { Question } from './question.js';
import type { Reply } from './reply.js';
import { askByTwo } from './two.js';
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
  /** What was spoken: `HTTP/2, TLS 1.3`. */
  readonly protocol: string;
}

/** One request on a connection of its own, so that every phase is measured and none is hidden by reuse. Rejects only for a bug. */
export const exchange = async (url: URL, question: Question, wire: Wire): Promise<Result<Answer, Failure>> => {
  const opened = await openFor(url, question, wire);
  if (!opened.ok) return isUnoffered(opened.error, question) ? fail(withoutTwo(url)) : opened;
  const { socket } = opened.value;
  const isTwo = socket instanceof TLSSocket && socket.alpnProtocol === TWO;
  if (question.version === '2' && !isTwo) {
    socket.destroy();
    return fail(withoutTwo(url));
  }
  return converse(url, question, wire, opened.value, isTwo ? askByTwo : askByOne);
};

const ONE = 'http/1.1';
const TWO = 'h2';

const openFor = (url: URL, { version, identity, ip }: Question, wire: Wire): Promise<Result<Opened, Failure>> => {
  const at = endpointOf(url);
  const protocols = version === null ? [TWO, ONE] : [version === '2' ? TWO : ONE];
  return openSocket(at, {
    clock: wire.clock,
    signal: wire.signal,
    lookup: wire.lookup,
    ip,
    whenCut: (stage) => wire.whenCut(url, stage),
    cover: url.protocol === 'https:' ? { trust: identity ?? wire.trust, protocols } : null,
    otherwise: (code) => notHttp(at, code),
  });
};

/** Whether the other end broke off because it speaks nothing of what it was offered. */
const isUnoffered = (failure: Failure, { version }: Question): boolean =>
  version === '2' && failure.text.includes('NO_APPLICATION_PROTOCOL');

const withoutTwo = (url: URL): Failure & { readonly kind: 'target' } => ({
  kind: 'target',
  code: 'protocol',
  text: `${shownEndpoint(endpointOf(url))} does not offer HTTP/2`,
});

const converse = (
  url: URL,
  question: Question,
  wire: Wire,
  opened: Opened,
  ask: typeof askByOne,
): Promise<Result<Answer, Failure>> =>
  new Promise((resolve, reject) => {
    const { socket, stopwatch } = opened;
    let isAnswered = false;
    const give = (outcome: Result<Answer, Failure>): void => {
      wire.signal.removeEventListener('abort', cut);
      end();
      socket.destroy();
      resolve(outcome);
    };
    const cut = (): void => give(fail(wire.whenCut(url, stopwatch.stage())));
    const answered = (reply: Reply): void => {
      isAnswered = true;
      stopwatch.mark('response');
      readAnswer(url, reply, opened, wire).then(give, reject);
    };
    const failed = (error: Error): void => {
      // Once the answer has begun, it is its body that says how it ends.
      if (!isAnswered) give(fail(describe(error, url, stopwatch.stage())));
    };
    let end: Stop = () => undefined;
    if (wire.signal.aborted) return cut();
    wire.signal.addEventListener('abort', cut, { once: true });
    const { method, body } = question;
    end = ask(socket, { method, url: bare(url), headers: headersFor(question, wire), body, answered, failed });
  });

/** The address without credentials, which are said in a header. */
const bare = (url: URL): URL => {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  return address;
};

const headersFor = (question: Question, wire: Wire): Readonly<Record<string, string | number>> => ({
  'user-agent': wire.userAgent,
  accept: wire.accept,
  'accept-encoding': 'gzip, br',
  ...wire.headers,
  ...question.headers,
  ...(question.body === null ? {} : { 'content-length': Buffer.byteLength(question.body) }),
});

const readAnswer = async (
  url: URL,
  reply: Reply,
  { socket, stopwatch, address, certificate }: Opened,
  wire: Wire,
): Promise<Result<Answer, Failure>> => {
  const { status, headers } = reply;
  const protocol = socket instanceof TLSSocket ? [reply.protocol, tlsVersionOf(socket)].join(', ') : reply.protocol;
  const use = wire.useBody(status, headers);
  const body = use === 'skip' ? ok({ bytes: 0, content: null }) : await readBody(reply, use, wire.maxBytes);
  stopwatch.mark('end');
  if (!body.ok) return fail(describeBody(body.error, url, status, wire.maxBytes));
  const { bytes: bodyBytes, content } = body.value;
  const { phases, took } = { phases: stopwatch.phases(), took: stopwatch.took() };
  return ok({ status, headers, bodyBytes, content, phases, took, address, certificate, protocol });
};

const notHttp = (at: Endpoint, code: string): string => `${shownEndpoint(at)} did not answer in valid HTTP (${code})`;

const describe = (error: Error, url: URL, stage: Stage): Failure => {
  const at = endpointOf(url);
  return describeError(error, at, stage, (code) => notHttp(at, code));
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
