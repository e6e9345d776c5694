import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** The runtime's own authorities and these. Made once, because reading them takes longer than a handshake. */
export const trustIn = (authorities: readonly string[]): SecureContext =>
  createSecureContext(authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {});
