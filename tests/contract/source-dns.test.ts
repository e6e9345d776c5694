import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { DnsRecordType, DnsTarget } from '../../src/main/core/model/target.js';
import { milliseconds } from '../../src/main/core/time/instant.js';
import { createDnsSource } from '../../src/main/source/dns/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createDnsServer, type DnsQuestion, type DnsReply, type DnsServer, type DnsValue } from '../support/servers/dns.js';
import { createLoopback } from '../support/servers/loopback.js';
import { dnsTarget, measured, outcomeOf } from '../support/servers/targets.js';

const source = createDnsSource();
const clock = createCountedClock();
const servers: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  expect(clock.pending()).toBe(0);
});
afterAll(() => source.stop());

const serve = async (reply: (question: DnsQuestion) => DnsReply): Promise<DnsServer> => {
  const server = await createDnsServer(reply);
  servers.push(server);
  return server;
};
const records = (...given: readonly (DnsValue & { readonly name?: string })[]): DnsReply => ({
  kind: 'records',
  records: given,
});
const read = (target: DnsTarget, wantsAnswer = false): Promise<Reading> =>
  source.read(target, { clock, signal: new AbortController().signal, wantsAnswer });
const A = { type: 'A', address: '192.0.2.7' } as const;
const B = { type: 'A', address: '192.0.2.8' } as const;

describe('a name', () => {
  it.each<[DnsRecordType, DnsValue, string]>([
    ['A', A, '192.0.2.7'],
    ['AAAA', { type: 'AAAA', groups: [0x2001, 0xdb8, 0, 0, 0, 0, 0, 7] }, '2001:db8::7'],
    ['CNAME', { type: 'CNAME', host: 'edge.example.net' }, 'edge.example.net'],
    ['NS', { type: 'NS', host: 'ns1.example.net' }, 'ns1.example.net'],
    ['MX', { type: 'MX', priority: 10, host: 'mx1.example.org' }, '10 mx1.example.org'],
    ['TXT', { type: 'TXT', pieces: ['v=spf1 ', '-all'] }, 'v=spf1 -all'],
    ['SRV', { type: 'SRV', numbers: [1, 2, 443], host: 'a.example.org' }, '1 2 443 a.example.org'],
    ['CAA', { type: 'CAA', flags: 0, property: 'issue', text: 'letsencrypt.org' }, '0 issue letsencrypt.org'],
    [
      'SOA',
      { type: 'SOA', host: 'ns1.example.net', mailbox: 'ops.example.org', numbers: [2026112601, 7200, 900, 1209600, 300] },
      'ns1.example.net ops.example.org 2026112601 7200 900 1209600 300',
    ],
  ])('has its %s record read as a zone would write it', async (record, value, written) => {
    const server = await serve(() => records(value));
    const reading = await read(dnsTarget(server.address, { record, expect: { exactly: [written] } }));
    const outcome = outcomeOf(reading, 'answered');
    expect(outcome.facts.answers).toEqual([written]);
    expect(outcome.problems).toEqual([]);
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'dns_answer_count')).toBe(1);
    expect(measured(reading, 'service_response_seconds')).toBeGreaterThan(0);
  });

  it('is followed to where it leads', async () => {
    const server = await serve(() => records({ type: 'CNAME', host: 'edge.example.net' }, { ...A, name: 'edge.example.net' }));
    const outcome = outcomeOf(await read(dnsTarget(server.address)), 'answered');
    expect(outcome.facts.answers).toEqual(['192.0.2.7']);
  });

  it('whose answer is too long for one packet is asked for again over TCP', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ type: 'A', address: `192.0.2.${index}` }) as const);
    const server = await serve(({ over }) => (over === 'udp' ? { kind: 'truncated' } : records(...many)));
    const reading = await read(dnsTarget(server.address), true);
    expect(measured(reading, 'dns_answer_count')).toBe(60);
    const { facts } = outcomeOf(reading, 'answered');
    expect(facts.answers).toHaveLength(20);
    expect(facts.raw).toMatchObject({ isCut: true });
    expect(server.asked.map(({ over }) => over)).toEqual(['udp', 'tcp']);
  });

  it('is asked for afresh with every look', async () => {
    let address = A.address as string;
    const server = await serve(() => records({ type: 'A', address }));
    await read(dnsTarget(server.address));
    address = B.address;
    expect(outcomeOf(await read(dnsTarget(server.address)), 'answered').facts.answers).toEqual([B.address]);
  });
});

describe('what is expected of a name', () => {
  const judged = async (expected: Partial<DnsTarget['expect']>): Promise<readonly string[]> => {
    const server = await serve(() => records(A, B));
    const outcome = outcomeOf(await read(dnsTarget(server.address, { expect: expected })), 'answered');
    return outcome.problems.map(({ text }) => text);
  };
  it.each<[string, Partial<DnsTarget['expect']>, readonly string[]]>([
    ['all of these', { all: [A.address, B.address] }, []],
    [
      'all of these, of which one is missing',
      { all: [A.address, '192.0.2.9'] },
      ['www.example.org has 2 A records, but not "192.0.2.9"'],
    ],
    ['any of these', { any: ['192.0.2.9', B.address] }, []],
    [
      'any of these, of which none is there',
      { any: ['192.0.2.9'] },
      ['www.example.org has 2 A records, but none of "192.0.2.9"'],
    ],
    ['exactly these, in any order', { exactly: [B.address, A.address] }, []],
    [
      'exactly these, but there is another',
      { exactly: [A.address] },
      ['www.example.org also has "192.0.2.8", which is not expected'],
    ],
    ['so many', { answers: 3 }, ['www.example.org has 2 A records, expected at least 3']],
  ])('%s', async (_, expected, problems) => {
    expect(await judged(expected)).toEqual(problems);
  });

  it.each<[DnsRecordType, DnsValue, string]>([
    ['MX', { type: 'MX', priority: 10, host: 'MX1.Example.org' }, '10  mx1.example.ORG.'],
    ['AAAA', { type: 'AAAA', groups: [0x2001, 0xdb8, 0, 0, 0, 0, 0, 7] }, '2001:0DB8:0:0::7'],
    ['CAA', { type: 'CAA', flags: 0, property: 'issue', text: 'letsencrypt.org' }, '0 issue "letsencrypt.org"'],
    ['TXT', { type: 'TXT', pieces: ['Case Matters'] }, '"Case Matters"'],
  ])('may be written for %s as people write it', async (record, value, written) => {
    const server = await serve(() => records(value));
    const reading = await read(dnsTarget(server.address, { record, expect: { exactly: [written] } }));
    expect(outcomeOf(reading, 'answered').problems).toEqual([]);
  });

  it('within a time that it exceeds leaves it up', async () => {
    const server = await serve(() => records(A));
    const reading = await read(dnsTarget(server.address, { expect: { within: milliseconds(0.001) } }));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').problems).toMatchObject([{ code: 'limit' }]);
  });
});

describe('a name that fails', () => {
  it.each<[string, DnsReply, string]>([
    ['does not exist', { kind: 'error', code: 3 }, 'the name www.example.org does not exist (NXDOMAIN)'],
    ['has no such record', { kind: 'records', records: [] }, 'www.example.org exists, but has no A record'],
  ])('because it %s is down at once', async (_, reply, text) => {
    const server = await serve(() => reply);
    const reading = await read(dnsTarget(server.address));
    expect(outcomeOf(reading, 'answered').problems).toEqual([{ code: 'dns', text }]);
    expect(measured(reading, 'up')).toBe(0);
    expect(measured(reading, 'dns_answer_count')).toBe(0);
    expect(server.asked).toHaveLength(1);
  });

  it.each<[string, DnsReply, string, RegExp]>([
    ['cannot answer', { kind: 'error', code: 2 }, 'dns', /could not answer for www\.example\.org \(SERVFAIL\)/],
    ['refuses', { kind: 'error', code: 5 }, 'dns', /refuses to answer for www\.example\.org \(REFUSED\)/],
    ['says nothing', { kind: 'silence' }, 'timeout', /did not answer/],
    ['answers another question', { kind: 'stranger' }, 'timeout', /did not answer/],
    ['sends what is no answer', { kind: 'garbage' }, 'dns', /cannot be understood/],
  ])('because its server %s is tried twice', async (_, reply, code, text) => {
    const server = await serve(() => reply);
    const reading = await read(dnsTarget(server.address, { timeout: milliseconds(500) }));
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome).toMatchObject({ code, tries: 2 });
    expect(outcome.text).toMatch(text);
    expect(outcome.text).toContain(server.address);
    expect(measured(reading, 'up')).toBe(0);
    expect(reading.at - reading.startedAt).toBeLessThan(3_000);
  });

  it('because nobody listens there is told as that', async () => {
    const loopback = createLoopback();
    const port = await loopback.closedPort();
    const reading = await read(dnsTarget(`127.0.0.1:${port}`, { timeout: milliseconds(500) }));
    expect(outcomeOf(reading, 'unreachable').code).toBe('refused');
  });

  it('once counts as answered, with a note', async () => {
    let visits = 0;
    const server = await serve(() => {
      visits += 1;
      return visits === 1 ? { kind: 'error', code: 2 } : records(A);
    });
    const reading = await read(dnsTarget(server.address));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').facts.note).toContain('SERVFAIL');
  });

  it('with an answer that is hostile keeps little of it', async () => {
    const pieces = Array.from({ length: 200 }, () => 'x'.repeat(255));
    const server = await serve(({ over }) => (over === 'udp' ? { kind: 'truncated' } : records({ type: 'TXT', pieces })));
    const reading = await read(dnsTarget(server.address, { record: 'TXT', expect: { exactly: ['y'] } }));
    expect(measured(reading, 'dns_answer_count')).toBe(1);
    expect(JSON.stringify(reading).length).toBeLessThan(3_000);
  });
});
