import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { TlsTarget } from '../../src/main/core/model/target.js';
import { milliseconds } from '../../src/main/core/time/instant.js';
import { createTlsSource } from '../../src/main/source/tls/source.js';
import { createAuthority } from '../support/servers/authority.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback, type Presented } from '../support/servers/loopback.js';
import { measured, outcomeOf, tlsTarget } from '../support/servers/targets.js';

const loopback = createLoopback();
const authority = createAuthority();
const source = createTlsSource({ authorities: [authority.root] });
const clock = createCountedClock();
afterAll(async () => {
  await source.stop();
  await loopback.stop();
  expect(clock.pending()).toBe(0);
});

const read = (target: TlsTarget): Promise<Reading> => source.read(target, { clock, signal: new AbortController().signal });
const serve = async (options: TlsOptions): Promise<number> => Number(new URL(await loopback.tls(options)).port);
const DAY = 86_400;

describe('a port that speaks TLS', () => {
  it('says by which certificate, in which version and for how long', async () => {
    const reading = await read(tlsTarget(await serve(authority.valid)));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'http_certificate_expiry_seconds')).toBeGreaterThan(89 * DAY);
    expect(measured(reading, 'service_phase_seconds', { phase: 'tls' })).toBeGreaterThan(0);
    expect(outcomeOf(reading, 'answered')).toMatchObject({
      problems: [],
      facts: { protocol: 'TLS 1.3', certificate: { subject: 'Test server', issuer: 'Test Middle', chainError: null } },
    });
  });

  it('is asked for the certificate of another name', async () => {
    const asked: string[] = [];
    const port = await serve({
      ...authority.wrongHost,
      SNICallback: (name, done) => {
        asked.push(name);
        done(null);
      },
    });
    const reading = await read(tlsTarget(port, { serverName: 'elsewhere.example' }));
    expect(measured(reading, 'up')).toBe(1);
    expect(asked).toEqual(['elsewhere.example']);
  });

  it('whose certificate ends soon is up, and told', async () => {
    const reading = await read(tlsTarget(await serve(authority.endsSoon), { expect: { certificateDays: 14 } }));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').problems).toMatchObject([{ code: 'certificate' }]);
  });

  it('in an older version than is good enough is not as expected', async () => {
    const port = await serve({ ...authority.valid, maxVersion: 'TLSv1.2' });
    expect(measured(await read(tlsTarget(port, { expect: { version: '1.2' } })), 'up')).toBe(1);
    const reading = await read(tlsTarget(port, { expect: { version: '1.3' } }));
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered')).toMatchObject({
      problems: [{ code: 'protocol', text: 'speaks TLS 1.2, expected at least TLS 1.3' }],
      facts: { protocol: 'TLS 1.2' },
    });
  });

  it.each<[string, Presented, string, RegExp]>([
    ['has expired', authority.expired, 'CERT_HAS_EXPIRED', /^the certificate expired on \d/],
    ['is not valid yet', authority.notYet, 'CERT_NOT_YET_VALID', /^the certificate is not valid yet/],
    ['is for another host', authority.wrongHost, 'ERR_TLS_CERT_ALTNAME_INVALID', /is for Elsewhere, not for 127\.0\.0\.1/],
    ['is self-signed', authority.selfSigned, 'DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/],
    ['comes without its chain', authority.missingMiddle, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', /chain .* incomplete/],
    ['comes from an unknown authority', authority.unknownAuthority, 'SELF_SIGNED_CERT_IN_CHAIN', /not trusted here/],
  ])('whose certificate %s is down, and says why', async (_, presented, chainError, text) => {
    const reading = await read(tlsTarget(await serve(presented)));
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome).toMatchObject({ code: 'tls', tries: 2, facts: { certificate: { chainError } } });
    expect(outcome.text).toMatch(text);
    expect(measured(reading, 'up')).toBe(0);
    expect(measured(reading, 'http_certificate_expiry_seconds')).toBeTypeOf('number');
  });
});

describe('a port that does not', () => {
  it.each<[string, (socket: Socket) => void, string]>([
    ['speaks something else', (socket) => socket.end('220 mail ready\r\n'), 'tls'],
    ['breaks off', (socket) => socket.resetAndDestroy(), 'reset'],
    ['hangs up', (socket) => socket.end(), 'reset'],
    ['says nothing', () => undefined, 'timeout'],
  ])('because it %s is down', async (_, onConnection, code) => {
    const port = Number(new URL(await loopback.raw(onConnection)).port);
    const reading = await read(tlsTarget(port, { timeout: milliseconds(400) }));
    expect(outcomeOf(reading, 'unreachable')).toMatchObject({ code, tries: 2 });
  });

  it('because nobody is there is down', async () => {
    const outcome = outcomeOf(await read(tlsTarget(await loopback.closedPort())), 'unreachable');
    expect(outcome).toMatchObject({ code: 'refused' });
  });

  it('leaves no connection behind', async () => {
    await expect.poll(() => loopback.connections()).toBe(0);
  });
});
