import { afterAll, beforeAll } from 'vitest';
import { createDnsSource } from '../../src/main/source/dns/source.js';
import { createHostSource } from '../../src/main/source/host/source.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { createTcpSource } from '../../src/main/source/tcp/source.js';
import { createTlsSource } from '../../src/main/source/tls/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createAuthority } from '../support/servers/authority.js';
import { createDnsServer, type DnsServer } from '../support/servers/dns.js';
import { createLoopback } from '../support/servers/loopback.js';
import { dnsTarget, hostTarget, httpTarget, tcpTarget, tlsTarget } from '../support/servers/targets.js';
import { type SourceSubject, sourceSuite } from './source/suite.js';

const loopback = createLoopback();
const authority = createAuthority();
let url = '';
let secure = '';
let names: DnsServer | undefined;
beforeAll(async () => {
  url = await loopback.http((_, response) => setTimeout(() => response.end('hello'), 20));
  secure = await loopback.tls(authority.valid);
  names = await createDnsServer(() => ({ kind: 'records', records: [{ type: 'A', address: '192.0.2.7' }] }));
});
afterAll(async () => {
  await names?.stop();
  await loopback.stop();
});

/** Those that need a server that not every machine has are held to the same in a suite of their own. */
const subjects: readonly SourceSubject[] = [
  { kind: 'http', create: () => createHttpSource({ secrets: scriptedSecrets() }), target: () => httpTarget(url) },
  { kind: 'tcp', create: createTcpSource, target: () => tcpTarget(Number(new URL(url).port)), least: 3 },
  {
    kind: 'tls',
    create: () => createTlsSource({ authorities: [authority.root] }),
    target: () => tlsTarget(Number(new URL(secure).port)),
  },
  { kind: 'dns', create: createDnsSource, target: () => dnsTarget(names?.address ?? null), least: 3 },
  { kind: 'host', create: createHostSource, target: () => hostTarget() },
];

for (const subject of subjects) sourceSuite(subject);
