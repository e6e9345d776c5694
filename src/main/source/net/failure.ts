import type { CertificateFacts, FailureCode } from '../../core/model/reading.js';
import { chainErrorText, inspectCertificate, isChainError, type Secured } from './certificate.js';
import { type Endpoint, shownEndpoint } from './endpoint.js';
import type { Stage } from './stopwatch.js';

/** Why an exchange gave no usable answer. `local`: this machine could not look, which says nothing about the target. */
export type Failure =
  | {
      readonly kind: 'target';
      readonly code: FailureCode;
      readonly text: string;
      readonly certificate?: CertificateFacts;
      readonly status?: number;
      /** What is wrong with the certificate in OpenSSL's words, and where, when that is the reason. */
      readonly chain?: { readonly error: string; readonly at: Secured };
    }
  | { readonly kind: 'local'; readonly text: string };

/** Failures of the connection, which a second try must confirm; all others count at once. */
const CONNECTION: ReadonlySet<FailureCode> = new Set(['dns', 'refused', 'reset', 'timeout', 'tls', 'unreachable']);

export const isConnectionFailure = (failure: Failure): boolean => failure.kind === 'target' && CONNECTION.has(failure.code);

const LOCAL = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'EADDRNOTAVAIL']);
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EACCES', 'EPERM']);
/** HTTP/2 may break off one stream, or say that it ends the connection. */
const TWO_RESET = ['ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_STREAM_CANCEL', 'ERR_HTTP2_SESSION_ERROR', 'ERR_HTTP2_GOAWAY_SESSION'];
const RESET = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_HTTP_REQUEST_TIMEOUT',
  ...TWO_RESET,
]);
const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'ESERVFAIL', 'EAI_SYSTEM']);

/** Names what a socket or TLS error means for the look, in words that hold no secret; `otherwise` says what every other error does. */
export const describeError = (
  error: Error,
  at: Secured,
  stage: Stage,
  otherwise: (code: string) => string = (code) => `the connection to ${shownEndpoint(at)} failed (${code})`,
): Failure => {
  const code = errorCode(error);
  const target = (name: FailureCode, text: string): Failure => ({ kind: 'target', code: name, text });
  if (LOCAL.has(code)) return { kind: 'local', text: `this machine could not open a connection (${code})` };
  if (DNS.has(code)) return target('dns', dnsText(code, at.host));
  if (code === 'ECONNREFUSED') return target('refused', `connection refused by ${shownEndpoint(at)}`);
  if (RESET.has(code)) return target('reset', `connection closed by ${shownEndpoint(at)} ${STAGE_TEXT[stage]}`);
  if (code === 'ETIMEDOUT') return target('timeout', `${shownEndpoint(at)} did not answer ${STAGE_TEXT[stage]}`);
  if (UNREACHABLE.has(code)) return target('unreachable', `no way to reach ${shownEndpoint(at)} (${code})`);
  if (isChainError(code)) {
    const text = chainErrorText(code, at.serverName ?? at.host, null);
    return { kind: 'target', code: 'tls', text, chain: { error: code, at } };
  }
  if (isTls(code)) return target('tls', tlsText(code, shownEndpoint(at)));
  return target('protocol', otherwise(code || error.name));
};

/** Adds what a certificate that did not verify says about itself. */
export const withCertificate = async (failure: Failure, signal: AbortSignal): Promise<Failure> => {
  if (failure.kind === 'local' || failure.chain === undefined) return failure;
  const { error, at } = failure.chain;
  const certificate = await inspectCertificate(at, error, signal);
  if (certificate === null) return failure;
  const text = chainErrorText(certificate.chainError ?? error, at.serverName ?? at.host, certificate);
  return { ...failure, certificate, text };
};

/** That the other end broke off, without an error of the connection that would say why. */
export const lostFailure = (at: Endpoint, stage: Stage): Failure => ({
  kind: 'target',
  code: 'reset',
  text: `connection closed by ${shownEndpoint(at)} ${STAGE_TEXT[stage]}`,
});

/** What a look that ran out of time was doing. */
export const timeoutFailure = (at: Endpoint, stage: Stage, seconds: number): Failure => ({
  kind: 'target',
  code: 'timeout',
  text: `no complete answer from ${shownEndpoint(at)} within ${seconds} s: cut off ${STAGE_TEXT[stage]}`,
});

const STAGE_TEXT: Readonly<Record<Stage, string>> = {
  dns: 'while looking up the name',
  tcp: 'while connecting',
  tls: 'during the TLS handshake',
  firstByte: 'before it answered',
  download: 'in the middle of the answer',
};

const errorCode = (error: Error): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined) return code;
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  return first === undefined ? '' : errorCode(first);
};

const dnsText = (code: string, host: string): string =>
  code === 'ENOTFOUND' ? `the name ${host} does not exist` : `the name ${host} could not be looked up (${code})`;

const isTls = (code: string): boolean => code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_');

const NOT_TLS = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST']);

const tlsText = (code: string, host: string): string =>
  NOT_TLS.has(code) ? `${host} does not speak TLS (${code})` : `no TLS connection to ${host} (${code})`;
