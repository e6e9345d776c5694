import {
  type CertificateRequest,
  type Identity,
  issueCertificate,
} from '../../../src/main/cli/demo/certificate/certificate.js';
import { type Duration, days, type Instant, instant } from '../../../src/main/core/time/instant.js';
import type { Presented } from './loopback.js';

const NOW = instant(Date.now());
const from = (length: Duration): Instant => instant(NOW + length);

const authority = (name: string, issuer?: Identity): Identity =>
  issueCertificate({ name, hosts: [], from: from(days(-400)), to: from(days(400)), use: 'authority' }, issuer);

const server = (issuer: Identity | undefined, change: Partial<CertificateRequest> = {}): Identity =>
  issueCertificate(
    {
      name: 'Test server',
      hosts: ['127.0.0.1', 'localhost'],
      from: from(days(-1)),
      to: from(days(90)),
      use: 'server',
      ...change,
    },
    issuer,
  );

const presented = (...chain: readonly [Identity, ...Identity[]]): Presented => ({
  cert: chain.map(({ certificate }) => certificate).join(''),
  key: chain[0].key,
});

/** An authority of our own and every kind of certificate a server may present. Made anew for each run; nothing is kept. */
export const createAuthority = () => {
  const root = authority('Test Root');
  const middle = authority('Test Middle', root);
  const leaf = server(middle);
  const stranger = authority('Nobody Knows');
  return {
    /** What a client must trust. */
    root: root.certificate,
    valid: presented(leaf, middle),
    missingMiddle: presented(leaf),
    expired: presented(server(root, { from: from(days(-40)), to: from(days(-3)) })),
    notYet: presented(server(root, { from: from(days(3)), to: from(days(40)) })),
    endsSoon: presented(server(root, { to: from(days(5)) })),
    wrongHost: presented(server(root, { name: 'Elsewhere', hosts: ['elsewhere.example'] })),
    selfSigned: presented(server(undefined)),
    unknownAuthority: presented(server(stranger), stranger),
  };
};
