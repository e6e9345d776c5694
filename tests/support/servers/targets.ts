import type { Reading, ReadingOutcome } from '../../../src/main/core/model/reading.js';
import type {
  DnsTarget,
  Expectation,
  HostTarget,
  HttpTarget,
  TargetId,
  TcpTarget,
  TlsTarget,
} from '../../../src/main/core/model/target.js';
import { milliseconds, seconds } from '../../../src/main/core/time/instant.js';

const EXPECT_NOTHING: Expectation = { status: [], body: null, json: null, certificateDays: null };

/** A web target that is tried twice, quickly. */
export const httpTarget = (
  url: string,
  { expect, ...change }: Partial<Omit<HttpTarget, 'expect'>> & { readonly expect?: Partial<Expectation> } = {},
): HttpTarget => ({
  source: 'http',
  id: 'home' as TargetId,
  name: 'Home',
  url,
  every: seconds(60),
  timeout: seconds(5),
  labels: {},
  confirm: { tries: 2, wait: milliseconds(20) },
  expect: { ...EXPECT_NOTHING, ...expect },
  assets: false,
  ...change,
});

export const hostTarget = (): HostTarget => ({
  source: 'host',
  id: 'this-machine' as TargetId,
  name: 'This machine',
  every: seconds(30),
  timeout: seconds(5),
  labels: {},
});

type Of<Kind extends ReadingOutcome['kind']> = Extract<ReadingOutcome, { readonly kind: Kind }>;

/** The outcome, which must be of this kind: else the test fails with what it was instead. */
export const outcomeOf = <Kind extends ReadingOutcome['kind']>(reading: Reading, kind: Kind): Of<Kind> => {
  if (reading.outcome.kind !== kind) throw new Error(`not ${kind}: ${JSON.stringify(reading.outcome)}`);
  return reading.outcome as Of<Kind>;
};

/** The value of the measure of that name (and labels); undefined where there is none. */
export const measured = (reading: Reading, name: string, labels: Readonly<Record<string, string>> = {}): number | undefined => {
  if (reading.outcome.kind === 'source-failed') return undefined;
  const wanted = JSON.stringify(labels);
  return reading.outcome.measures.find((each) => each.name === name && JSON.stringify(each.labels ?? {}) === wanted)?.value;
};

const TRIED_TWICE = { every: seconds(60), timeout: seconds(5), labels: {}, confirm: { tries: 2, wait: milliseconds(20) } };

type Changed<T extends { readonly expect: object }> = Partial<Omit<T, 'expect' | 'source'>> & {
  readonly expect?: Partial<T['expect']>;
};

/** A port of this machine that is tried twice, quickly. */
export const tcpTarget = (port: number, { expect, ...change }: Changed<TcpTarget> = {}): TcpTarget => ({
  ...TRIED_TWICE,
  source: 'tcp',
  id: 'mail' as TargetId,
  name: 'Mail',
  host: '127.0.0.1',
  port,
  ip: null,
  send: null,
  expect: { body: null, ...expect },
  ...change,
});

export const tlsTarget = (port: number, { expect, ...change }: Changed<TlsTarget> = {}): TlsTarget => ({
  ...TRIED_TWICE,
  source: 'tls',
  id: 'mail-certificate' as TargetId,
  name: 'Certificate of the mail server',
  host: '127.0.0.1',
  port,
  serverName: null,
  ip: null,
  expect: { certificateDays: null, version: null, ...expect },
  ...change,
});

export const dnsTarget = (resolver: string | null, { expect, ...change }: Changed<DnsTarget> = {}): DnsTarget => ({
  ...TRIED_TWICE,
  source: 'dns',
  id: 'name' as TargetId,
  name: 'Name of the site',
  host: 'www.example.org',
  record: 'A',
  resolver,
  expect: { all: [], any: [], exactly: null, answers: 1, ...expect },
  ...change,
});
