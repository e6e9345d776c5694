import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { HttpRequest, HttpTarget } from '../../src/main/core/model/target.js';
import { milliseconds } from '../../src/main/core/time/instant.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createAuthority } from '../support/servers/authority.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { frames, onRequest } from '../support/servers/frames.js';
import { createLoopback, type Presented } from '../support/servers/loopback.js';
import { httpTarget, measured, outcomeOf } from '../support/servers/targets.js';

const loopback = createLoopback();
const authority = createAuthority();
const LIMIT = 200_000;
const source = createHttpSource({
  secrets: scriptedSecrets({ token: 'canary-token' }),
  authorities: [authority.root],
  maxBodyBytes: LIMIT,
});
const clock = createCountedClock();
afterAll(async () => {
  await source.stop();
  await loopback.stop();
  expect(clock.pending()).toBe(0);
});

const read = (target: HttpTarget): Promise<Reading> => source.read(target, { clock, signal: new AbortController().signal });
const asking = (change: Partial<HttpRequest>): { readonly request: HttpRequest } => ({
  request: { method: 'GET', headers: {}, body: null, login: null, certificate: null, ip: null, version: null, ...change },
});
type OnStream = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;
const serve = (onStream: OnStream, presented: Presented = authority.valid): Promise<string> =>
  loopback.http2(presented, onStream);
const hello: OnStream = (stream) => {
  stream.respond({ ':status': 200, 'content-type': 'text/html' });
  stream.end('hello');
};
const quick = { timeout: milliseconds(500) };

describe('HTTP/2', () => {
  it('is spoken where the server offers it, with every phase timed', async () => {
    const reading = await read(
      httpTarget(await serve(hello), { expect: { body: { kind: 'contains', text: 'hello', negated: false } } }),
    );
    const { facts, problems } = outcomeOf(reading, 'answered');
    expect(problems).toEqual([]);
    expect(facts).toMatchObject({ protocol: 'HTTP/2, TLS 1.3', status: 200, bodyBytes: 5, address: '127.0.0.1' });
    expect(facts.certificate).toMatchObject({ subject: 'Test server' });
    expect(Object.keys(facts.phases ?? {}).sort()).toEqual(['download', 'firstByte', 'tcp', 'tls']);
    const phases = Object.values(facts.phases ?? {}).reduce((sum, length) => sum + length, 0);
    expect(phases).toBeLessThanOrEqual((measured(reading, 'http_response_seconds') ?? 0) * 1_000 + 1);
  });

  it('is not spoken where the server does not offer it, nor where another is asked for', async () => {
    const one = await loopback.https(authority.valid, (_, response) => response.end('hello'));
    expect(outcomeOf(await read(httpTarget(one)), 'answered').facts.protocol).toBe('HTTP/1.1, TLS 1.3');
    const plain = await loopback.http((_, response) => response.end('hello'));
    expect(outcomeOf(await read(httpTarget(plain)), 'answered').facts.protocol).toBe('HTTP/1.1');
  });

  it('that is demanded and not offered makes the target down', async () => {
    const one = await loopback.https({ ...authority.valid }, (_, response) => response.end('hello'));
    const reading = await read(httpTarget(one, asking({ version: '2' })));
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome).toMatchObject({ code: 'protocol', tries: 1 });
    expect(outcome.text).toMatch(/does not offer HTTP\/2$/);
    expect(outcomeOf(await read(httpTarget(await serve(hello), asking({ version: '2' }))), 'answered').facts.status).toBe(200);
  });

  it('can be turned off', async () => {
    const url = await serve(hello);
    expect(outcomeOf(await read(httpTarget(url, asking({ version: '1.1' }))), 'unreachable').tries).toBeGreaterThan(0);
  });

  it('carries method, headers, body and login', async () => {
    const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
    const url = await serve(async (stream, headers) => {
      let body = '';
      for await (const part of stream) body += String(part);
      asked.push({ headers, body });
      stream.respond({ ':status': 201 });
      stream.end();
    });
    const login = { kind: 'bearer', token: { kind: 'stored', name: 'token' } } as const;
    const headers = { 'content-type': 'application/json', 'keep-alive': 'timeout=5' };
    const reading = await read(httpTarget(`${url}/a?b=c`, asking({ method: 'POST', headers, body: '{"a":"é"}', login })));
    expect(measured(reading, 'http_status_code')).toBe(201);
    expect(asked).toMatchObject([
      {
        body: '{"a":"é"}',
        headers: {
          ':method': 'POST',
          ':path': '/a?b=c',
          ':authority': new URL(url).host,
          authorization: 'Bearer canary-token',
          'content-length': '10',
          'accept-encoding': 'gzip, br',
        },
      },
    ]);
    expect(JSON.stringify(reading)).not.toContain('canary');
  });

  it('answers a HEAD, and an answer without a body', async () => {
    const url = await serve((stream) => stream.respond({ ':status': 204 }, { endStream: true }));
    expect(measured(await read(httpTarget(url, asking({ method: 'HEAD' }))), 'http_status_code')).toBe(204);
    expect(measured(await read(httpTarget(url)), 'http_body_bytes')).toBe(0);
  });

  it('tells a login to no other origin, and keeps cookies within the visit', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const elsewhere = await serve((stream, headers) => {
      seen.push(headers);
      hello(stream, headers);
    });
    const first = await serve((stream, headers) => {
      seen.push(headers);
      const isBegun = headers.cookie === 'visit=1';
      const location = isBegun ? elsewhere : '/again';
      stream.respond({ ':status': 302, location, 'set-cookie': ['visit=1; Path=/', 'other=2; Path=/no'] });
      stream.end();
    });
    const login = { kind: 'bearer', token: { kind: 'stored', name: 'token' } } as const;
    const reading = await read(httpTarget(first, asking({ login })));
    expect(measured(reading, 'http_redirects')).toBe(2);
    expect(seen.map(({ authorization, cookie }) => [authorization, cookie])).toEqual([
      ['Bearer canary-token', undefined],
      ['Bearer canary-token', 'visit=1'],
      [undefined, 'visit=1'],
    ]);
  });

  it('is given up for a server whose certificate does not verify', async () => {
    const reading = await read(httpTarget(await serve(hello, authority.expired)));
    expect(outcomeOf(reading, 'unreachable')).toMatchObject({
      code: 'tls',
      facts: { certificate: { chainError: 'CERT_HAS_EXPIRED' } },
    });
  });
});

describe('a server that abuses HTTP/2', () => {
  it('with a body without end is cut at the limit', async () => {
    const piece = Buffer.alloc(16_384, 'x');
    const url = await serve((stream) => {
      stream.respond({ ':status': 200 });
      const pour = (): void => {
        while (!stream.destroyed && stream.write(piece));
      };
      stream.on('drain', pour);
      pour();
    });
    expect(outcomeOf(await read(httpTarget(url)), 'unreachable')).toMatchObject({ code: 'too-large' });
  });

  it('with a bomb is cut at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const url = await serve((stream) => {
      stream.respond({ ':status': 200, 'content-encoding': 'gzip' });
      stream.end(bomb);
    });
    expect(bomb.length).toBeLessThan(LIMIT);
    expect(outcomeOf(await read(httpTarget(url)), 'unreachable')).toMatchObject({ code: 'too-large' });
  });

  it('with a drip is cut off in time', async () => {
    const url = await serve((stream) => {
      stream.respond({ ':status': 200 });
      const timer = setInterval(() => stream.write('x'), 20);
      stream.on('close', () => clearInterval(timer));
    });
    const outcome = outcomeOf(await read(httpTarget(url, quick)), 'unreachable');
    expect(outcome.code).toBe('timeout');
    expect(outcome.text).toContain('in the middle of the answer');
  });

  it('with silence is cut off in time', async () => {
    const outcome = outcomeOf(await read(httpTarget(await serve(() => undefined), quick)), 'unreachable');
    expect(outcome.text).toContain('cut off before it answered');
  });

  it.each<[string, OnStream]>([
    ['says goodbye instead of an answer', ({ session }) => session?.goaway(constants.NGHTTP2_NO_ERROR, 0)],
    ['says goodbye for an error', ({ session }) => session?.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM)],
    ['refuses the stream', (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM)],
    ['ends the stream without a word', (stream) => stream.close(constants.NGHTTP2_NO_ERROR)],
    ['breaks off the connection', () => loopback.breakOff()],
  ])('as one that %s is down, after a second try', async (_, onStream) => {
    const reading = await read(httpTarget(await serve(onStream), quick));
    expect(outcomeOf(reading, 'unreachable')).toMatchObject({ tries: 2 });
    expect(measured(reading, 'up')).toBe(0);
    expect(reading.at - reading.startedAt).toBeLessThan(2_500);
  });

  it.each<[string, (stream: number) => readonly Buffer[]]>([
    ['breaks off', (stream) => [frames.okay(stream), frames.data(stream, 'half'), frames.reset(stream, 2)]],
    ['takes it back', (stream) => [frames.okay(stream), frames.data(stream, 'half'), frames.reset(stream, 8)]],
    ['calls it done', (stream) => [frames.okay(stream, 100), frames.data(stream, 'half'), frames.reset(stream, 0)]],
    ['ends before its length', (stream) => [frames.okay(stream, 100), frames.data(stream, 'half', true)]],
    ['says goodbye and leaves', (stream) => [frames.okay(stream), frames.data(stream, 'half'), frames.goaway(0, 0)]],
  ])('as one that %s in the middle is down, and never half an answer', async (_, answer) => {
    const url = await loopback.tls({ ...authority.valid, ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('error', () => undefined);
      onRequest(socket, (stream) => {
        for (const piece of answer(stream)) socket.write(piece);
        if (answer(stream).length > 2) setTimeout(() => socket.end(), 50);
      });
    });
    const reading = await read(httpTarget(url.replace('tls:', 'https:'), quick));
    expect(reading.outcome.kind).toBe('unreachable');
    expect(measured(reading, 'up')).toBe(0);
  });

  it('that is polite after its answer is up', async () => {
    const url = await serve((stream, headers) => {
      hello(stream, headers);
      stream.session?.close();
    });
    expect(measured(await read(httpTarget(url)), 'up')).toBe(1);
  });

  it('with settings and pings in a flood ends in time, whatever comes of it', async () => {
    const url = await serve((stream) => {
      const { session } = stream;
      const timer = setInterval(() => {
        for (let n = 0; n < 200 && session?.destroyed === false; n += 1) {
          session.settings({ maxFrameSize: 16_384 + (n % 2) });
          if (!session.destroyed) session.ping(() => undefined);
        }
      }, 1);
      session?.on('error', () => undefined);
      session?.on('close', () => clearInterval(timer));
    });
    const reading = await read(httpTarget(url, quick));
    expect(reading.outcome.kind).toBe('unreachable');
    expect(reading.at - reading.startedAt).toBeLessThan(3_000);
  });

  it('cannot push', async () => {
    const pushes: boolean[] = [];
    const url = await serve((stream, headers) => {
      pushes.push(stream.pushAllowed);
      hello(stream, headers);
    });
    await read(httpTarget(url));
    expect(pushes).toEqual([false]);
  });

  it('with a head beyond all measure gives no answer', async () => {
    const url = await loopback.http2({ ...authority.valid, maxSendHeaderBlockLength: 10_000_000 }, (stream) => {
      const long = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`x-${n}`, `${n}`.padEnd(8_000, 'y')]));
      stream.respond({ ':status': 200, ...long });
      stream.end('hello');
    });
    const reading = await read(httpTarget(url, quick));
    expect(reading.outcome.kind).toBe('unreachable');
  });

  it('that offers it and then speaks something else is down', async () => {
    const url = (
      await loopback.tls({ ...authority.valid, ALPNProtocols: ['h2'] }, (socket) => {
        socket.on('error', () => undefined);
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      })
    ).replace('tls:', 'https:');
    const reading = await read(httpTarget(url, quick));
    expect(reading.outcome.kind).toBe('unreachable');
    expect(measured(reading, 'up')).toBe(0);
  });

  it('leaves no connection behind', async () => {
    await expect.poll(() => loopback.connections()).toBe(0);
  });
});
