import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { issueCertificate } from '../../src/main/cli/demo/certificate/certificate.js';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { HttpRequest, HttpTarget } from '../../src/main/core/model/target.js';
import type { SecretReference } from '../../src/main/core/port/secrets.js';
import { parseMatcher } from '../../src/main/core/rule/matcher.js';
import { days, instant, milliseconds } from '../../src/main/core/time/instant.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createAuthority } from '../support/servers/authority.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback } from '../support/servers/loopback.js';
import { httpTarget, measured, outcomeOf } from '../support/servers/targets.js';

const loopback = createLoopback();
const authority = createAuthority();
const now = instant(Date.now());
const visitor = issueCertificate({
  name: 'Watchroom',
  hosts: [],
  from: instant(now - days(1)),
  to: instant(now + days(1)),
  use: 'client',
});

const SECRETS = {
  key: 'canary-key',
  token: 'canary-token',
  password: 'canary pâss',
  certificate: visitor.certificate,
  privateKey: visitor.key,
  broken: 'two\nlines',
};
const source = createHttpSource({ secrets: scriptedSecrets(SECRETS), authorities: [authority.root] });
const clock = createCountedClock();
const read = (target: HttpTarget): Promise<Reading> => source.read(target, { clock, signal: new AbortController().signal });
afterAll(async () => {
  await source.stop();
  await loopback.stop();
});

const kept = (name: string): SecretReference => ({ kind: 'stored', name });
const asking = (change: Partial<HttpRequest>): { readonly request: HttpRequest } => ({
  request: { method: 'GET', headers: {}, body: null, login: null, certificate: null, ip: null, version: null, ...change },
});

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Notes what it is asked, and answers as told. */
const noting =
  (asked: Asked[], answer: RequestListener = (_, response) => response.end('ok')): RequestListener =>
  async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    asked.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(request, response);
  };

describe('a request', () => {
  it('is sent with its method, headers, body and login', async () => {
    const asked: Asked[] = [];
    const url = await loopback.http(noting(asked));
    const login = { kind: 'bearer', token: kept('token') } as const;
    const headers = { 'content-type': 'application/json', 'x-api-key': kept('key') };
    const reading = await read(httpTarget(url, asking({ method: 'POST', headers, body: '{"subject":"Mathé"}', login })));
    expect(measured(reading, 'up')).toBe(1);
    expect(asked).toMatchObject([{ method: 'POST', body: '{"subject":"Mathé"}' }]);
    expect(asked[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '20',
      'x-api-key': 'canary-key',
      authorization: 'Bearer canary-token',
    });
    expect(JSON.stringify(reading)).not.toContain('canary');
  });

  it('logs in with a name and a password', async () => {
    const asked: Asked[] = [];
    const url = await loopback.http(noting(asked));
    await read(httpTarget(url, asking({ login: { kind: 'basic', user: 'ana', password: kept('password') } })));
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ana:canary pâss').toString('base64')}`);
  });

  it('without a body is one that a HEAD can make', async () => {
    const asked: Asked[] = [];
    const url = await loopback.http(noting(asked));
    expect(measured(await read(httpTarget(url, asking({ method: 'HEAD' }))), 'up')).toBe(1);
    expect(asked.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it.each<[string, Partial<HttpRequest>, string]>([
    [
      'that is not there',
      { login: { kind: 'bearer', token: kept('nowhere') } },
      'home cannot be asked: request.bearer cannot be read: no secret "nowhere" is stored',
    ],
    [
      'that no header can hold',
      { headers: { 'x-api-key': kept('broken') } },
      'home cannot be asked: request.headers.x-api-key is empty, or holds line breaks or letters with accents',
    ],
    [
      'that is no certificate',
      { certificate: { certificate: kept('key'), privateKey: kept('token') } },
      'home cannot be asked: request.certificate is no certificate with its private key, both as PEM text',
    ],
  ])('with a secret %s is our fault, not the target’s, and nothing is asked', async (_, change, text) => {
    const asked: Asked[] = [];
    const url = await loopback.http(noting(asked));
    expect((await read(httpTarget(url, asking(change)))).outcome).toEqual({ kind: 'source-failed', text });
    expect(asked).toEqual([]);
  });

  it('shows its own certificate to a server that wants to see one', async () => {
    const wanting = { ...authority.valid, requestCert: true, rejectUnauthorized: true, ca: visitor.certificate };
    const url = await loopback.https(wanting, (_, response) => response.end('ok'));
    const certificate = { certificate: kept('certificate'), privateKey: kept('privateKey') };
    expect(measured(await read(httpTarget(url, asking({ certificate }))), 'up')).toBe(1);
    expect((await read(httpTarget(url))).outcome.kind).toBe('unreachable');
  });
});

describe('a request that is redirected', () => {
  const login = { kind: 'bearer', token: kept('token') } as const;
  const post = asking({ method: 'POST', body: 'name=Ana', headers: { 'x-api-key': kept('key') }, login });

  it.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'name=Ana'],
    [308, 'POST', 'name=Ana'],
  ])('with %i goes on as %s at the same place', async (status, method, body) => {
    const asked: Asked[] = [];
    const url = await loopback.http(
      noting(asked, (request, response) => {
        if (request.url === '/') response.writeHead(status, { location: '/thanks' });
        response.end();
      }),
    );
    await read(httpTarget(`${url}/`, post));
    expect(asked[1]).toMatchObject({ url: '/thanks', method, body, headers: { 'x-api-key': 'canary-key' } });
  });

  it('to another origin tells that one nothing', async () => {
    const asked: Asked[] = [];
    const other = await loopback.http(noting(asked));
    const url = await loopback.http((_, response) => void response.writeHead(307, { location: `${other}/` }).end());
    await read(httpTarget(url, post));
    expect(asked).toMatchObject([{ method: 'GET', body: '' }]);
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
    expect(asked[0]?.headers).not.toHaveProperty('x-api-key');
  });
});

describe('what an answer may cost', () => {
  const problems = (reading: Reading) => outcomeOf(reading, 'answered').problems;

  it('is a problem beyond its limits, and leaves the target up', async () => {
    const url = await loopback.http((request, response) => {
      if (request.url === '/') return void response.writeHead(302, { location: '/long' }).end();
      setTimeout(() => response.end('x'.repeat(2_500)), 60);
    });
    const expect_ = { within: milliseconds(20), size: 1_000, redirects: 0 };
    const reading = await read(httpTarget(`${url}/`, { expect: expect_ }));
    expect(measured(reading, 'up')).toBe(1);
    expect(problems(reading).map(({ code }) => code)).toEqual(['limit', 'limit', 'limit']);
    const texts = problems(reading).map(({ text }) => text);
    expect(texts[0]).toMatch(/^answered in \d+ms, expected within 20ms$/);
    expect(texts.slice(1)).toEqual(['sent 2.5 KB, expected at most 1 KB', 'redirected 1 times, expected at most 0']);
  });

  it('and its headers are as expected, or the target is down; what they hold is not repeated', async () => {
    const url = await loopback.http((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-session': 'canary-session' }).end('ok');
    });
    const expecting = async (header: string, text: string): Promise<Reading> => {
      const matcher = parseMatcher(header, text);
      if (!matcher.ok) throw new Error(matcher.error);
      return read(httpTarget(url, { expect: { headers: [matcher.value] } }));
    };
    expect(measured(await expecting('content-type', '=~text/html.*'), 'up')).toBe(1);
    expect(measured(await expecting('x-powered-by', ''), 'up')).toBe(1);
    const wrong = await expecting('x-session', 'another');
    expect(measured(wrong, 'up')).toBe(0);
    expect(problems(wrong)).toEqual([{ code: 'headers', text: 'the headers are not as expected: x-session =another' }]);
  });
});

describe('the answer itself', () => {
  const trying = (target: HttpTarget): Promise<Reading> =>
    source.read(target, { clock, signal: new AbortController().signal, wantsAnswer: true });

  it('is there for whoever tries a target, with its sessions masked, and not otherwise', async () => {
    const url = await loopback.http((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': ['a=canary-1', 'b=canary-2'] });
      response.end('{"status":"ok"}');
    });
    const { raw } = outcomeOf(await trying(httpTarget(url)), 'answered').facts;
    expect(raw).toMatchObject({ body: '{"status":"ok"}', isCut: false });
    expect(raw?.headers).toEqual(expect.arrayContaining(['content-type: application/json', 'set-cookie: •••']));
    expect(JSON.stringify(raw)).not.toContain('canary');
    expect(outcomeOf(await read(httpTarget(url)), 'answered').facts).not.toHaveProperty('raw');
  });

  it.each([
    ['long', 'text/html', 'x'.repeat(10_000), 4_000, true],
    ['no text', 'image/png', '\u0000PNG', 0, false],
  ])('that is %s is cut or left out', async (_, type, body, length, isCut) => {
    const url = await loopback.http((__, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const { raw } = outcomeOf(await trying(httpTarget(url)), 'answered').facts;
    expect({ length: raw?.body.length, isCut: raw?.isCut }).toEqual({ length, isCut });
  });
});
