import type { RequestListener } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/main/config/read.js';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { HttpTarget } from '../../src/main/core/model/target.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { deskContext } from '../support/config-text.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback } from '../support/servers/loopback.js';
import { measured, outcomeOf } from '../support/servers/targets.js';

const loopback = createLoopback();
const clock = createCountedClock();
const source = createHttpSource({ secrets: scriptedSecrets({ TOKEN: 'canary-token' }) });
afterAll(async () => {
  await source.stop();
  await loopback.stop();
});

/** Reads the target that a document describes. */
const read = async (url: string, steps: string, more = ''): Promise<Reading> => {
  const text = `version: 1\ntargets:\n  - id: inquiry\n    url: ${url}/inquire\n${more}    steps:\n${steps}`;
  const { config, problems } = readConfig(text, {}, await deskContext());
  const target = config?.targets.find(({ id }) => id === 'inquiry');
  if (target === undefined) throw new Error(JSON.stringify(problems));
  return source.read(target as HttpTarget, { clock, signal: new AbortController().signal });
};

const bodyOf = async (request: Parameters<RequestListener>[0]): Promise<string> => {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
};

/** A site whose form is guarded as forms are: by a cookie, and a number hidden in the page. */
const formSite = (change: { readonly thanks?: string; readonly status?: number } = {}): RequestListener => {
  let visitors = 0;
  return async (request, response) => {
    if (request.method === 'GET' && request.url === '/inquire') {
      visitors += 1;
      response.writeHead(200, { 'set-cookie': `visitor=${visitors}; Path=/; HttpOnly` });
      return response.end(`<form><input name="guard" value="a&b ${visitors}"></form>`);
    }
    if (request.method === 'POST' && request.url === '/send') {
      const body = await bodyOf(request);
      const isGuarded = body === `name=Test&guard=a%26b%20${visitors}` && request.headers.cookie === `visitor=${visitors}`;
      if (!isGuarded) return response.writeHead(403).end('forbidden');
      return response.writeHead(change.status ?? 303, { location: '/thanks?number=7' }).end('{"number":7}');
    }
    if (request.url?.startsWith('/thanks')) return response.end(change.thanks ?? '<h1>Thank you</h1>');
    return response.writeHead(404).end();
  };
};

const GUARD = '    keep:\n      guard: matches(\'value="([^"]+)"\')\n';
const SEND = `      - name: Send
        url: /send
        request:
          method: POST
          headers: { content-type: application/x-www-form-urlencoded }
          body: name=Test&guard=\${guard}
        expect: { status: "200", body: contains("Thank you") }
`;

describe('a journey', () => {
  it('goes on as the same visitor, with the cookies and what the pages said', async () => {
    const url = await loopback.http(formSite());
    const reading = await read(url, SEND, GUARD);
    expect(outcomeOf(reading, 'answered').problems).toEqual([]);
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'journey_step_seconds', { step: 'Send' })).toBeGreaterThan(0);
    const [first, whole] = [measured(reading, 'http_response_seconds') ?? 0, measured(reading, 'journey_seconds') ?? 0];
    expect(whole).toBeGreaterThan(first);
  });

  it('begins each time as a new visitor', async () => {
    const url = await loopback.http(formSite());
    await read(url, SEND, GUARD);
    expect(measured(await read(url, SEND, GUARD), 'up')).toBe(1);
  });

  it.each([
    ['that does not say what it should', { thanks: 'Sorry' }, 'Send: the body does not contain "Thank you"'],
    ['that answers wrongly', { status: 500 }, 'Send: answered 500, expected 200'],
  ])('ends at the step %s, and the target is down', async (_, change, text) => {
    const url = await loopback.http(formSite(change));
    const reading = await read(url, `${SEND}      - { name: After, url: /thanks }\n`, GUARD);
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered').problems).toEqual([{ code: 'journey', text }]);
    expect(measured(reading, 'journey_step_seconds', { step: 'After' })).toBeUndefined();
    expect(measured(reading, 'journey_seconds')).toBeUndefined();
  });

  it('says which value the page no longer has', async () => {
    const url = await loopback.http((_, response) => response.end('<form></form>'));
    const reading = await read(url, SEND, GUARD);
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered').problems).toEqual([
      { code: 'journey', text: 'the first page: there is no "guard" in the answer, which a later step needs' },
    ]);
  });

  it('takes values from JSON and headers, and writes them as their place demands', async () => {
    const asked: string[] = [];
    const url = await loopback.http(async (request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers['x-next'] ?? ''} ${await bodyOf(request)}`);
      response.setHeader('x-next', 'n/1');
      response.end('{"user":{"id":"a \\"b\\""},"count":3}');
    });
    const steps = `      - url: /users/\${next}?q=\${id}
        request:
          method: PUT
          headers: { content-type: application/json, x-next: "\${next}" }
          body: '{"id":"\${id}","count":\${count}}'
`;
    const keep = `    keep: { next: header("x-next"), id: "$.user.id", count: "$.count" }\n`;
    const reading = await read(url, steps, keep);
    expect(measured(reading, 'up')).toBe(1);
    expect(asked[1]).toBe('PUT /users/n%2F1?q=a%20%22b%22 n/1 {"id":"a \\"b\\"","count":3}');
  });

  it('is led to no other site by what an answer says, so that no login goes there', async () => {
    const asked: string[] = [];
    const other = await loopback.http((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.end();
    });
    const url = await loopback.http((_, response) => response.writeHead(200, { 'x-next': `${other}/steal` }).end());
    const steps = `      - { url: "\${next}", request: { bearer: { env: TOKEN } } }\n`;
    const reading = await read(url, steps, '    keep: { next: header("x-next") }\n');
    expect(outcomeOf(reading, 'answered').problems).toEqual([
      { code: 'journey', text: 'step 2: what was kept makes no address of this site' },
    ]);
    expect(asked).toEqual([]);
  });

  it('with a secret that cannot be read says nothing of the site', async () => {
    const url = await loopback.http((_, response) => response.end('ok'));
    const reading = await read(url, '      - { url: /next, request: { bearer: { env: NOWHERE } } }\n');
    expect(outcomeOf(reading, 'source-failed').text).toContain('step 2: request.bearer cannot be read');
  });

  it('does not repeat a step that writes, though its connection breaks', async () => {
    let sent = 0;
    const url = await loopback.http((request, response) => {
      if (request.method !== 'POST') return response.end('ok');
      sent += 1;
      request.socket.destroy();
    });
    const reading = await read(url, '      - { name: Send, url: /send, request: { method: POST } }\n');
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered').problems[0]?.text).toMatch(/^Send: connection closed by /);
    expect(sent).toBe(1);
  });
});
