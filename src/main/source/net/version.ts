import type { TLSSocket } from 'node:tls';

/** The version that a secure connection speaks, as people write it: `TLS 1.3`; null where it is not known. */
export const tlsVersionOf = (socket: TLSSocket): string | null => socket.getProtocol()?.replace(/^TLSv/, 'TLS ') ?? null;
