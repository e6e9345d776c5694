import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, post, type Running, startApi } from './support.js';

let running: Running;
beforeAll(async () => {
  running = await startApi();
});
afterAll(() => running.stop());

/** Sends exactly these bytes and gives what comes back until the other side closes. */
const send = (text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(running.port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
    });
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });

describe('a hostile client', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['no Host', 'GET /healthz HTTP/1.0\r\n\r\n'],
    ['two Hosts', `GET /healthz HTTP/1.1\r\nHost: evil.test\r\nHost: localhost\r\nConnection: close\r\n\r\n`],
    ['a Host that is no host', 'GET /healthz HTTP/1.1\r\nHost: @:/\\\r\nConnection: close\r\n\r\n'],
    [
      'another site’s absolute address',
      'GET http://evil.test/healthz HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n',
    ],
    ['a header without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(64 * 1024)}\r\n\r\n`],
    [
      'two lengths',
      'POST /api/monitoring/dashboard HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
    ],
  ])('who sends %s gets no answer, and the console goes on', async (_, text) => {
    expect(await send(text)).not.toMatch(/^HTTP\/1\.1 200/);
    expect((await ask(running.port, '/healthz')).status).toBe(200);
  });

  it('who sends any JSON is answered in order, never with a fault of ours', async () => {
    const ids = fc.constantFrom('a1-1', 'a404-1', '', '__proto__', 'constructor');
    const actions = fc.constantFrom('acknowledge', 'resolve', 'suppress', 'reopen', 'test-alert', 'toString');
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({ action: actions, alertId: ids, data: fc.jsonValue() }, { requiredKeys: [] }),
    );
    const known = [200, 400, 404, 409];
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        await running.clock.advance(60_000);
        expect(known).toContain((await post(running.port, '/api/monitoring/dashboard', value)).status);
        expect(known).toContain((await post(running.port, '/api/console/call/alert.acknowledge', value)).status);
      }),
      { numRuns: 150 },
    );
  });

  it('who asks for any address or query is answered in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const path = encodeURI(text).replaceAll('#', '%23');
        expect((await ask(running.port, `/${path}`)).status).toBeLessThan(500);
        expect((await ask(running.port, `/api/monitoring/dashboard?${path}`)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
