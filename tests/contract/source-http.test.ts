import { networkInterfaces } from 'node:os';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FailureCode, Reading } from '../../src/main/core/model/reading.js';
import type { HttpTarget } from '../../src/main/core/model/target.js';
import { milliseconds, seconds } from '../../src/main/core/time/instant.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createAuthority } from '../support/servers/authority.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback } from '../support/servers/loopback.js';
import { httpTarget, measured, outcomeOf } from '../support/servers/targets.js';

const loopback = createLoopback();
const authority = createAuthority();
const clock = createCountedClock();
const source = createHttpSource({
  secrets: scriptedSecrets({ key: 'canary-key', password: 'canary pass' }),
  version: '1.2.3',
  authorities: [authority.root],
  maxBodyBytes: 200_000,
});
const read = (target: HttpTarget): Promise<Reading> => source.read(target, { clock, signal: new AbortController().signal });

const hasVersion6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));

const settled = async (): Promise<void> => {
  for (let waits = 0; loopback.connections() > 0 && waits < 100; waits += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
};

afterEach(async () => {
  await settled();
  expect({ connections: loopback.connections(), timers: clock.pending() }).toEqual({ connections: 0, timers: 0 });
});
afterAll(async () => {
  await source.stop();
  await loopback.stop();
});

describe('an answer', () => {
  it('is measured phase by phase, and the phases add up to the whole', async () => {
    const url = await loopback.http((_, response) => {
      setTimeout(() => {
        response.write('first');
        setTimeout(() => response.end('second'), 60);
      }, 40);
    });
    const reading = await read(httpTarget(url));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'http_status_code')).toBe(200);
    expect(measured(reading, 'http_body_bytes')).toBe(11);
    expect(measured(reading, 'http_redirects')).toBe(0);
    const phase = (name: string): number => measured(reading, 'http_phase_seconds', { phase: name }) ?? 0;
    expect(phase('first_byte')).toBeGreaterThan(0.03);
    expect(phase('download')).toBeGreaterThan(0.05);
    expect(phase('tls')).toBe(0);
    const sum = ['dns', 'tcp', 'tls', 'first_byte', 'download'].map(phase).reduce((total, each) => total + each, 0);
    expect(Math.abs(sum - (measured(reading, 'http_response_seconds') ?? 0))).toBeLessThan(0.005);
  });

  it('is asked for as Watchroom, in its version', async () => {
    let agent: string | undefined;
    const url = await loopback.http((request, response) => {
      agent = request.headers['user-agent'];
      response.end();
    });
    await read(httpTarget(url));
    expect(agent).toBe('Watchroom/1.2.3');
  });

  it.each([200, 204, 301, 403, 404])('with status %i is fine where nothing is expected', async (status) => {
    const url = await loopback.http((_, response) => void response.writeHead(status).end());
    expect(measured(await read(httpTarget(url)), 'up')).toBe(1);
  });

  it.each([500, 503])('with status %i is down at once, without a second try', async (status) => {
    let requests = 0;
    const url = await loopback.http((_, response) => {
      requests += 1;
      response.writeHead(status).end();
    });
    const reading = await read(httpTarget(url));
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered').problems).toEqual([{ code: 'server-error', text: `answered ${status}` }]);
    expect(requests).toBe(1);
  });

  it.each([
    ['gzip', gzipSync('Book a lesson')],
    ['br', brotliCompressSync('Book a lesson')],
    ['gzip, br', brotliCompressSync(gzipSync('Book a lesson'))],
  ])('compressed as %s is read as what it says', async (encoding, body) => {
    const url = await loopback.http((_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(body));
    const reading = await read(httpTarget(url, { expect: { body: { kind: 'contains', text: 'a lesson', negated: false } } }));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'http_body_bytes')).toBe(body.length);
  });

  it.each(['utf-8', 'none', 'constructor'])(
    'in the encoding %s, which does not exist, is taken as it comes',
    async (encoding) => {
      const url = await loopback.http(
        (_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end('plain'),
      );
      const reading = await read(httpTarget(url, { expect: { body: { kind: 'contains', text: 'plain', negated: false } } }));
      expect(measured(reading, 'up')).toBe(1);
    },
  );

  it('that is empty although it claims to be compressed is just empty', async () => {
    const url = await loopback.http((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end());
    expect(measured(await read(httpTarget(url)), 'http_body_bytes')).toBe(0);
  });

  it.runIf(hasVersion6)('comes over IP version 6', async () => {
    const url = await loopback.http((_, response) => response.end('here'), '::1');
    const reading = await read(httpTarget(url));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').facts.address).toBe('::1');
  });

  it('comes over a name that has addresses of both families, though only one of them listens', async () => {
    const url = await loopback.http((_, response) => response.end('here'));
    const reading = await read(httpTarget(url.replace('127.0.0.1', 'localhost')));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'http_phase_seconds', { phase: 'dns' })).toBeGreaterThan(0);
  });
});

describe('a redirect', () => {
  it('is followed, counted and timed as part of the whole', async () => {
    const url = await loopback.http((request, response) => {
      if (request.url === '/end') return void response.end('arrived');
      setTimeout(() => response.writeHead(302, { location: '/end' }).end('on its way'), 30);
    });
    const reading = await read(httpTarget(`${url}/start?token=secret`));
    expect(measured(reading, 'http_redirects')).toBe(1);
    expect(measured(reading, 'http_response_seconds')).toBeGreaterThan(0.025);
    expect(outcomeOf(reading, 'answered').facts).toMatchObject({ finalUrl: `${url}/end`, status: 200 });
  });

  it('in a circle is named with its way, without query', async () => {
    const url = await loopback.http((request, response) => {
      const next = request.url?.startsWith('/a') ? '/b?x=secret' : '/a?x=secret';
      response.writeHead(302, { location: next }).end();
    });
    const reading = await read(httpTarget(`${url}/a?x=secret`));
    const { code, text, tries } = outcomeOf(reading, 'unreachable');
    expect(code).toBe('redirect-loop');
    expect(text).toBe(`redirects in a circle: ${url}/a to ${url}/b to ${url}/a`);
    expect(tries).toBe(1);
  });

  it('that never ends is given up after ten', async () => {
    let requests = 0;
    const url = await loopback.http((_, response) => {
      requests += 1;
      response.writeHead(302, { location: `/${requests}` }).end();
    });
    expect(outcomeOf(await read(httpTarget(url)), 'unreachable').text).toBe('redirects more than 10 times');
    expect(requests).toBe(11);
  });

  it('to another origin does not carry the credentials there', async () => {
    const seen: Record<string, string | undefined> = {};
    const other = await loopback.http((request, response) => {
      seen.other = request.headers.authorization;
      response.end();
    });
    const url = await loopback.http((request, response) => {
      seen[request.url ?? ''] = request.headers.authorization;
      response.writeHead(302, { location: request.url === '/' ? '/same' : `${other}/` }).end();
    });
    const reading = await read(httpTarget(url.replace('//', '//ana:s%40fe@')));
    const expected = `Basic ${Buffer.from('ana:s@fe').toString('base64')}`;
    expect(seen).toEqual({ '/': expected, '/same': expected, other: undefined });
    expect(JSON.stringify(reading)).not.toMatch(/ana|s%40fe|s@fe/);
  });

  it('to something that is no web address is a problem', async () => {
    const url = await loopback.http((_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    const reading = await read(httpTarget(url));
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered').problems.map(({ code }) => code)).toEqual(['redirects']);
  });

  it('is not followed where it is what is expected', async () => {
    const url = await loopback.http((_, response) => void response.writeHead(301, { location: 'http://127.0.0.1:1/' }).end());
    expect(measured(await read(httpTarget(url, { expect: { status: [{ from: 301, to: 301 }] } })), 'up')).toBe(1);
  });
});

describe('what was expected and is not so', () => {
  const page = (body: string, status = 200, type = 'text/html') =>
    loopback.http((_, response) => void response.writeHead(status, { 'content-type': type }).end(body));

  it.each<[string, number, string, Parameters<typeof httpTarget>[1] & object, string]>([
    ['status', 404, '', { expect: { status: [{ from: 200, to: 399 }] } }, 'answered 404, expected 200-399'],
    [
      'status',
      200,
      '',
      {
        expect: {
          status: [
            { from: 201, to: 201 },
            { from: 204, to: 205 },
          ],
        },
      },
      'answered 200, expected 201 or 204-205',
    ],
    ['server-error', 503, '', { expect: { status: [{ from: 200, to: 399 }] } }, 'answered 503, expected 200-399'],
    [
      'body',
      200,
      'Closed',
      { expect: { body: { kind: 'contains', text: 'Open', negated: false } } },
      'the body does not contain "Open"',
    ],
    [
      'body',
      200,
      'Fatal error',
      { expect: { body: { kind: 'contains', text: 'error', negated: true } } },
      'the body contains "error"',
    ],
    [
      'body',
      200,
      'none',
      { expect: { body: { kind: 'matches', pattern: '^\\d+$', negated: false } } },
      'the body does not match /^\\d+$/',
    ],
    [
      'json',
      200,
      '{"status":"bad"}',
      { expect: { json: { text: "$.status == 'ok'", path: ['status'], test: { operator: '==', literal: 'ok' } } } },
      "$.status == 'ok' does not hold",
    ],
    [
      'json',
      200,
      '<html>',
      { expect: { json: { text: '$.status', path: ['status'], test: null } } },
      'the body is not JSON ($.status was expected)',
    ],
  ])('(%s, %i) is said in plain words and counts as down', async (code, status, body, change, text) => {
    const reading = await read(httpTarget(await page(body, status), change));
    expect(outcomeOf(reading, 'answered').problems).toEqual([{ code, text }]);
    expect(measured(reading, 'up')).toBe(0);
  });

  it('does not quote the body, which may hold personal data', async () => {
    const json = { text: "$.name == 'x'", path: ['name'], test: { operator: '==', literal: 'x' } } as const;
    const reading = await read(httpTarget(await page('{"name":"Margaret Hale"}'), { expect: { json } }));
    expect(JSON.stringify(reading)).not.toContain('Margaret');
  });

  it('a pattern that would never end is stopped and said', async () => {
    const body = { kind: 'matches', pattern: '^(a+)+$', negated: false } as const;
    const reading = await read(httpTarget(await page(`${'a'.repeat(60)}!`), { expect: { body } }));
    expect(outcomeOf(reading, 'answered').problems[0]?.text).toContain('takes longer than 250 ms');
  });
});

describe('a connection failure', () => {
  const failures: readonly [string, FailureCode, () => Promise<HttpTarget>, RegExp][] = [
    [
      'refused',
      'refused',
      async () => httpTarget(`http://127.0.0.1:${await loopback.closedPort()}`),
      /^connection refused by 127\.0\.0\.1:\d+ \(2 tries, 20ms apart\)$/,
    ],
    [
      'a name that does not exist',
      'dns',
      async () => httpTarget('http://no-such-name.invalid/'),
      /^the name no-such-name\.invalid (does not exist|could not be looked up)/,
    ],
    [
      'dropped at once',
      'reset',
      async () => httpTarget(await loopback.raw((socket) => socket.destroy())),
      /^connection closed by .* before it answered/,
    ],
    [
      'reset in the middle of the headers',
      'reset',
      async () =>
        httpTarget(
          await loopback.raw((socket) => {
            socket.write('HTTP/1.1 200 OK\r\nContent-Ty');
            setTimeout(() => socket.resetAndDestroy(), 10);
          }),
        ),
      /before it answered/,
    ],
    [
      'reset in the middle of the body',
      'reset',
      async () =>
        httpTarget(
          await loopback.raw((socket) => {
            socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
            setTimeout(() => socket.resetAndDestroy(), 10);
          }),
        ),
      /in the middle of the answer/,
    ],
    [
      'ended in the middle of the body',
      'reset',
      async () =>
        httpTarget(
          await loopback.raw((socket) => {
            socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
          }),
        ),
      /in the middle of the answer/,
    ],
    [
      'HTTP where TLS was expected',
      'tls',
      async () => httpTarget((await loopback.http((_, response) => response.end())).replace('http:', 'https:')),
      /does not speak TLS/,
    ],
  ];

  it.each(failures)('(%s) is confirmed by a second try and then counts as %s', async (_, code, target, text) => {
    const reading = await read(await target());
    const outcome = outcomeOf(reading, 'unreachable');
    expect({ code: outcome.code, tries: outcome.tries }).toEqual({ code, tries: 2 });
    expect(outcome.text).toMatch(text);
    expect(measured(reading, 'up')).toBe(0);
    expect(measured(reading, 'http_response_seconds')).toBeUndefined();
  });

  it('that the second try does not confirm leaves the target up, and is noted', async () => {
    let tries = 0;
    const url = await loopback.http((_, response) => {
      tries += 1;
      if (tries === 1) response.socket?.resetAndDestroy();
      else response.end('here');
    });
    const reading = await read(httpTarget(url));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').facts.note).toMatch(/^answered at try 2; before: connection closed/);
  });

  it('is waited out for the time between tries', async () => {
    const target = httpTarget(`http://127.0.0.1:${await loopback.closedPort()}`, {
      confirm: { tries: 3, wait: milliseconds(60) },
    });
    const reading = await read(target);
    expect(outcomeOf(reading, 'unreachable').tries).toBe(3);
    expect(reading.at - reading.startedAt).toBeGreaterThanOrEqual(115);
  });

  it('ends at once in the wait before the second try when the look is no longer wanted', async () => {
    const target = httpTarget(`http://127.0.0.1:${await loopback.closedPort()}`, { confirm: { tries: 2, wait: seconds(60) } });
    const controller = new AbortController();
    const reading = source.read(target, { clock, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('shutting down')), 50);
    await expect(reading).rejects.toThrow('shutting down');
  });
});

describe('a slow answer', () => {
  const drip = (head: string) =>
    loopback.raw((socket) => {
      socket.write(head);
      const timer = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(timer));
    });

  it.each([
    ['says nothing', () => loopback.raw(() => undefined), 'before it answered'],
    ['drips its headers', () => drip('HTTP/1.1 200 OK\r\nX-Slow: '), 'before it answered'],
    ['drips its body', () => drip('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n'), 'in the middle of the answer'],
  ])('that %s is cut off at the time-out, however it behaves', async (_, start, stage) => {
    const target = httpTarget(await start(), { timeout: milliseconds(200), confirm: { tries: 1, wait: milliseconds(0) } });
    const reading = await read(target);
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome.code).toBe('timeout');
    expect(outcome.text).toContain(`within 0.2 s: cut off ${stage}`);
    expect(reading.at - reading.startedAt).toBeLessThan(1_500);
  });

  it('shares one time-out with the redirects before it', async () => {
    let hops = 0;
    const url = await loopback.http((_, response) => {
      hops += 1;
      setTimeout(() => response.writeHead(302, { location: `/${hops}` }).end(), 80);
    });
    const reading = await read(httpTarget(url, { timeout: milliseconds(200), confirm: { tries: 1, wait: milliseconds(0) } }));
    expect(outcomeOf(reading, 'unreachable').code).toBe('timeout');
    expect(reading.at - reading.startedAt).toBeLessThan(1_500);
  });

  it('ends at once when it is no longer wanted, also by stopping the source', async () => {
    const own = createHttpSource({ secrets: scriptedSecrets() });
    const url = await loopback.raw(() => undefined);
    const reading = own.read(httpTarget(url), { clock, signal: new AbortController().signal });
    setTimeout(() => void own.stop(), 50);
    await expect(reading).rejects.toThrow('the http source was stopped');
  });
});

describe('a hostile answer', () => {
  const endless = (head: Record<string, string>) =>
    loopback.http((_, response) => {
      response.writeHead(200, head);
      const chunk = Buffer.alloc(65_536);
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });

  it.each([
    ['announces ten gigabytes', { 'content-length': '10737418240' }],
    ['never ends', {}],
  ])('that %s is cut off at the cap, in bounded memory', async (_, head) => {
    const url = await endless(head as Record<string, string>);
    const before = process.memoryUsage.rss();
    const reading = await read(httpTarget(url));
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome).toMatchObject({ code: 'too-large', tries: 1, facts: { status: 200 } });
    expect(process.memoryUsage.rss() - before).toBeLessThan(80_000_000);
  });

  it('that unpacks to more than the cap is cut off there', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const url = await loopback.http((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    expect(outcomeOf(await read(httpTarget(url)), 'unreachable').code).toBe('too-large');
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['a header without end', `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}`],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a broken compression', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\nno gzip'],
  ])('of %s is a protocol failure', async (_, bytes) => {
    const url = await loopback.raw((socket) => socket.once('data', () => socket.write(bytes)));
    expect(outcomeOf(await read(httpTarget(url)), 'unreachable')).toMatchObject({ code: 'protocol', tries: 1 });
  });
});

describe('an address that is none', () => {
  it.each(['not an address', 'ftp://example.org/', 'file:///etc/passwd'])(
    '(%s) is a failure of ours, not of the target',
    async (url) => {
      const reading = await read(httpTarget(url));
      expect(outcomeOf(reading, 'source-failed').text).toMatch(/^the address of home (is not|begins with)/);
    },
  );
});

describe('a certificate', () => {
  const hello = (_: unknown, response: { end(text: string): unknown }): void => void response.end('secure');
  let url = '';
  beforeAll(async () => {
    url = await loopback.https(authority.valid, hello);
  });

  it('that verifies is described, and TLS has a phase of its own', async () => {
    const reading = await read(httpTarget(url, { expect: { certificateDays: 30 } }));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'http_phase_seconds', { phase: 'tls' })).toBeGreaterThan(0);
    expect(measured(reading, 'http_certificate_expiry_seconds')).toBeGreaterThan(89 * 86_400);
    const { certificate } = outcomeOf(reading, 'answered').facts;
    expect(certificate).toMatchObject({ subject: 'Test server', issuer: 'Test Middle', chainError: null });
  });

  it('that ends too soon is a problem, but does not take the site down', async () => {
    const reading = await read(
      httpTarget(await loopback.https(authority.endsSoon, hello), { expect: { certificateDays: 14 } }),
    );
    const [problem] = outcomeOf(reading, 'answered').problems;
    expect(problem).toMatchObject({ code: 'certificate' });
    expect(problem?.text).toMatch(/^the certificate expires in [45] days \(.*\), expected at least 14$/);
    expect(measured(reading, 'up')).toBe(1);
  });

  it.each([
    ['expired', 'expired', 'CERT_HAS_EXPIRED', /^the certificate expired on \d+ \w+ \d{4}/],
    ['not valid yet', 'notYet', 'CERT_NOT_YET_VALID', /^the certificate is not valid yet: only from/],
    [
      'for another host',
      'wrongHost',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /^the certificate is for Elsewhere, not for 127\.0\.0\.1/,
    ],
    ['self-signed', 'selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT', /^the certificate is self-signed/],
    [
      'without its intermediate',
      'missingMiddle',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      /its issuer \(Test Middle\) is not known here, and the server sends no intermediate/,
    ],
    [
      'of an unknown authority',
      'unknownAuthority',
      'SELF_SIGNED_CERT_IN_CHAIN',
      /an authority that is not trusted here \(Nobody Knows\)/,
    ],
  ] as const)('that is %s is said in plain words, with its facts', async (_, kind, chainError, text) => {
    let requests = 0;
    const bad = await loopback.https(authority[kind], (__, response) => {
      requests += 1;
      response.end();
    });
    const reading = await read(httpTarget(bad));
    const outcome = outcomeOf(reading, 'unreachable');
    expect({ code: outcome.code, tries: outcome.tries }).toEqual({ code: 'tls', tries: 2 });
    expect(outcome.text).toMatch(text);
    expect(outcome.facts.certificate).toMatchObject({ chainError });
    expect(measured(reading, 'http_certificate_expiry_seconds')).toBeDefined();
    expect(requests).toBe(0);
  });

  it('is asked for by certificateDays, so plain http cannot meet it', async () => {
    const plain = await loopback.http((_, response) => response.end());
    const reading = await read(httpTarget(plain, { expect: { certificateDays: 14 } }));
    expect(outcomeOf(reading, 'answered').problems[0]?.text).toContain('not https');
  });
});

describe('the assets of a page', () => {
  const serve = (files: Readonly<Record<string, [status: number, type: string, body: string]>>) =>
    loopback.http((request, response) => {
      const [path = ''] = (request.url ?? '').split('?');
      const [status, type, body] = files[path] ?? [404, 'text/plain', ''];
      if (status === 0) response.socket?.resetAndDestroy();
      else response.writeHead(status, { 'content-type': type }).end(body);
    });

  it('are fetched, down to the fonts of its style sheets, and all is well', async () => {
    const url = await serve({
      '/': [
        200,
        'text/html',
        '<link rel=stylesheet href="/a.css"><script src=/a.js></script><img srcset="/1.png 1x, /2.png 2x">',
      ],
      '/a.css': [200, 'text/css', '@import "b.css"; @font-face { src: url(f.woff2?v=1) } body { background: url(never.png) }'],
      '/b.css': [200, 'text/css', ''],
      '/a.js': [200, 'text/javascript', ''],
      '/f.woff2': [200, 'font/woff2', ''],
      '/1.png': [200, 'image/png', ''],
      '/2.png': [200, 'image/png', ''],
    });
    const reading = await read(httpTarget(url, { assets: true }));
    expect(outcomeOf(reading, 'answered')).toMatchObject({ problems: [], facts: { assets: { checked: 6, failed: [] } } });
    expect(measured(reading, 'asset_failure_ratio')).toBe(0);
  });

  it('that fail are named with the reason and counted by host; the page itself stays up', async () => {
    const other = await serve({ '/x.css': [200, 'text/html', '<h1>Not here</h1>'] });
    const gone = `127.0.0.1:${await loopback.closedPort()}`;
    const url = await serve({
      '/': [
        200,
        'text/html',
        `<img src=/lost.png?id=7><script src=/dropped.js></script><img src=/fine.svg><link rel=stylesheet href=${other}/x.css><img src=//${gone}/y.png>`,
      ],
      '/dropped.js': [0, '', ''],
      '/fine.svg': [200, 'image/svg+xml', ''],
    });
    const reading = await read(httpTarget(url, { assets: true }));
    const { problems, facts } = outcomeOf(reading, 'answered');
    expect(problems).toEqual([{ code: 'assets', text: '4 of 5 assets of the page fail' }]);
    expect(Object.fromEntries(facts.assets?.failed.map((each) => [each.url, each.why]) ?? [])).toEqual({
      [`${url}/lost.png`]: 'answered 404',
      [`${url}/dropped.js`]: expect.stringContaining('connection closed'),
      [`${other}/x.css`]: expect.stringContaining('instead of a style sheet'),
      [`http://${gone}/y.png`]: expect.stringContaining('connection refused'),
    });
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'asset_failures')).toBe(4);
    expect(measured(reading, 'asset_host_failures', { host: new URL(url).host })).toBe(2);
    expect(measured(reading, 'asset_host_failures', { host: gone })).toBe(1);
  });

  it('do not lengthen the timing of the page', async () => {
    const url = await loopback.http((request, response) => {
      if (request.url === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<img src=/slow.png>');
      setTimeout(() => response.end(), 600);
    });
    const reading = await read(httpTarget(url, { assets: true }));
    expect(measured(reading, 'asset_count')).toBe(1);
    expect(measured(reading, 'http_response_seconds')).toBeLessThan(0.5);
    expect(reading.at - reading.startedAt).toBeGreaterThanOrEqual(590);
  });

  it('that do not come in time fail, and end the look', async () => {
    const url = await loopback.http((request, response) => {
      if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end('<img src=/never.png>');
    });
    const reading = await read(httpTarget(url, { assets: true, timeout: milliseconds(300) }));
    expect(measured(reading, 'asset_failures')).toBe(1);
    expect(reading.at - reading.startedAt).toBeLessThan(2_000);
  });

  it('are at most 150 of 30 hosts, and at most 20 hosts get a series, whatever the page names', async () => {
    const gone = await loopback.closedPort();
    const many = Array.from({ length: 400 }, (_, n) => `<img src="http://127.0.0.${(n % 40) + 1}:${gone}/${n}.png">`);
    const url = await serve({ '/': [200, 'text/html', many.join('')] });
    const reading = await read(httpTarget(url, { assets: true }));
    const { facts, measures } = outcomeOf(reading, 'answered');
    expect(facts.assets?.checked).toBe(150);
    expect(facts.note).toBe('250 assets left out: at most 150 of 30 hosts are checked');
    expect(measures.filter(({ name }) => name === 'asset_host_failures')).toHaveLength(21);
  });

  it('are left alone where the answer is no page or the page is down', async () => {
    const plain = await serve({ '/': [200, 'text/plain', '<img src=/x.png>'] });
    expect(measured(await read(httpTarget(plain, { assets: true })), 'asset_count')).toBeUndefined();
    const down = await serve({ '/': [500, 'text/html', '<img src=/x.png>'] });
    expect(measured(await read(httpTarget(down, { assets: true })), 'asset_count')).toBeUndefined();
  });
});
