import { isIP } from 'node:net';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../core/model/reading.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { Endpoint } from './endpoint.js';

/** The facts of the certificate that a secure socket's other end showed; null where it showed none. */
export const certificateOf = (socket: TLSSocket, chainError: string | null): CertificateFacts | null => {
  const certificate = socket.getPeerCertificate();
  if (certificate.valid_to === undefined) return null;
  return {
    subject: first(certificate.subject?.CN) ?? firstName(certificate),
    issuer: first(certificate.issuer?.O) ?? first(certificate.issuer?.CN) ?? 'unknown',
    validFrom: instant(Date.parse(certificate.valid_from)),
    validTo: instant(Date.parse(certificate.valid_to)),
    chainError,
  };
};

/** Longest name that is kept of what a server claims to be. */
const LONGEST_NAME = 100;

/** A name may hold a field several times. */
const first = (field: string | string[] | undefined): string | undefined =>
  (Array.isArray(field) ? field[0] : field)?.slice(0, LONGEST_NAME);

const firstName = (certificate: PeerCertificate): string =>
  first(certificate.subjectaltname?.split(', ')[0]?.replace(/^(DNS|IP Address):/, '')) ?? 'unknown';

/** An endpoint, and the name that its certificate is asked for where that is another. */
export interface Secured extends Endpoint {
  readonly serverName?: string;
}

/**
 * Looks at a certificate that did not verify: a second handshake that sends nothing of the request and closes at once.
 * Null where even that shows none.
 */
export const inspectCertificate = (
  { host, port, serverName = host }: Secured,
  chainError: string,
  signal: AbortSignal,
): Promise<CertificateFacts | null> =>
  new Promise((resolve) => {
    // Nothing is sent or believed here: the connection that carries the request always verifies.
    const socket = connect({ host, port, rejectUnauthorized: false, ...(isIP(serverName) ? {} : { servername: serverName }) });
    const give = (facts: CertificateFacts | null): void => {
      signal.removeEventListener('abort', cut);
      socket.destroy();
      resolve(facts);
    };
    const cut = (): void => give(null);
    socket.on('error', cut);
    socket.once('close', cut);
    socket.once('secureConnect', () => give(certificateOf(socket, nameChainError(socket, chainError))));
    if (signal.aborted) return cut();
    signal.addEventListener('abort', cut, { once: true });
  });

/** The TLS library of the desktop app calls a self-signed certificate one of an unknown issuer. Both mean the same here. */
const nameChainError = (socket: TLSSocket, code: string): string => {
  const { subject, issuer } = socket.getPeerCertificate();
  const isSelfSigned = JSON.stringify(subject) === JSON.stringify(issuer);
  return isSelfSigned && UNKNOWN_ISSUER.has(code) ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : code;
};

const UNKNOWN_ISSUER = new Set(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY']);

type ChainText = (host: string, facts: CertificateFacts | null) => string;

const named = (facts: CertificateFacts | null): string => (facts === null ? '' : ` (${facts.issuer})`);

const CHAIN_TEXT: Readonly<Record<string, ChainText>> = {
  CERT_HAS_EXPIRED: (_, facts) => `the certificate expired${facts ? ` on ${day(facts.validTo)}` : ''}`,
  CERT_NOT_YET_VALID: (_, facts) => `the certificate is not valid yet${facts ? `: only from ${day(facts.validFrom)}` : ''}`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host, facts) =>
    `the certificate is for ${facts ? facts.subject : 'another name'}, not for ${host}`,
  DEPTH_ZERO_SELF_SIGNED_CERT: () => 'the certificate is self-signed: no authority vouches for it',
  SELF_SIGNED_CERT_IN_CHAIN: (_, facts) => `the certificate comes from an authority that is not trusted here${named(facts)}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (_, facts) =>
    `the chain of the certificate is incomplete: its issuer${named(facts)} is not known here, and the server sends no intermediate certificate`,
  UNABLE_TO_GET_ISSUER_CERT: () => 'the chain of the certificate is incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (_, facts) =>
    `the chain of the certificate ends at an authority that is not known here${named(facts)}`,
  CERT_REVOKED: () => 'the certificate was revoked',
  CERT_UNTRUSTED: () => 'the certificate comes from an authority that is not trusted here',
  CERT_SIGNATURE_FAILURE: () => 'the signature of the certificate is wrong',
  CERT_CHAIN_TOO_LONG: () => 'the chain of the certificate is too long',
  INVALID_CA: () => 'a certificate in the chain was issued by one that may not issue any',
  INVALID_PURPOSE: () => 'the certificate was not issued for web servers',
  PATH_LENGTH_EXCEEDED: () => 'the chain of the certificate is longer than its authority allows',
  HOSTNAME_MISMATCH: (host) => `the certificate is not for ${host}`,
};

export const isChainError = (code: string): boolean => code in CHAIN_TEXT;

/** What is wrong with a certificate, in plain words. */
export const chainErrorText = (code: string, host: string, facts: CertificateFacts | null): string =>
  CHAIN_TEXT[code]?.(host, facts) ?? `the certificate does not verify (${code})`;

/** `3 Nov 2026`, in UTC, as certificates count. */
export const day = (at: Instant): string => {
  const [, date, month, year] = new Date(at).toUTCString().split(' ');
  return `${Number(date)} ${month} ${year}`;
};
