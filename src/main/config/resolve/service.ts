import type { DnsTarget, TcpTarget, TlsTarget } from '../../core/model/target.js';
import type { DnsTargetDocument, TcpTargetDocument, TlsTargetDocument } from '../schema/v1/target.js';

type ServiceTarget = TcpTarget | TlsTarget | DnsTarget;

/** What every kind of target says. */
export type CommonOfTarget = Pick<ServiceTarget, 'id' | 'name' | 'every' | 'timeout' | 'confirm' | 'labels'>;

/** Where TLS is spoken if nothing else is said. */
const TLS_PORT = 443;

/** A target that is no web address, with what its document leaves out. */
export const serviceTarget = (
  document: TcpTargetDocument | TlsTargetDocument | DnsTargetDocument,
  common: CommonOfTarget,
): ServiceTarget => {
  switch (document.kind) {
    case 'tcp':
      return tcpTarget(document, common);
    case 'tls':
      return tlsTarget(document, common);
    case 'dns':
      return dnsTarget(document, common);
  }
};

const tcpTarget = ({ host, port, ip, send, expect }: TcpTargetDocument, common: CommonOfTarget): TcpTarget => ({
  ...common,
  source: 'tcp',
  host,
  port,
  ip: ip ?? null,
  send: send ?? null,
  expect: { body: expect?.body ?? null, within: expect?.within },
});

const tlsTarget = ({ host, port, serverName, ip, expect }: TlsTargetDocument, common: CommonOfTarget): TlsTarget => ({
  ...common,
  source: 'tls',
  host,
  port: port ?? TLS_PORT,
  serverName: serverName ?? null,
  ip: ip ?? null,
  expect: {
    certificateDays: expect?.certificateDays ?? null,
    version: expect?.version ?? null,
    within: expect?.within,
  },
});

const dnsTarget = ({ host, record, resolver, expect }: DnsTargetDocument, common: CommonOfTarget): DnsTarget => ({
  ...common,
  source: 'dns',
  host,
  record: record ?? 'A',
  resolver: resolver ?? null,
  expect: {
    all: expect?.all ?? [],
    any: expect?.any ?? [],
    exactly: expect?.exactly ?? null,
    answers: expect?.answers ?? 1,
    within: expect?.within,
  },
});
