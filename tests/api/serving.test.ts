import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ViewPush } from '../../src/main/core/model/view.js';
import { ask, post, type Running, startApi } from './support.js';

let running: Running;
beforeEach(async () => {
  running = await startApi();
});
afterEach(() => running.stop());

describe('the console’s pages', () => {
  it('come with rules that let in nothing foreign', async () => {
    const { status, headers, text } = await ask(running.port, '/');
    expect(status).toBe(200);
    expect(text).toContain('<title>Watchroom</title>');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
  });

  it('are kept by the browser where their name holds a hash, else asked for again', async () => {
    expect((await ask(running.port, '/assets/main-1a2b.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringContaining('immutable'),
    });
    expect((await ask(running.port, '/')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/../admin-token',
    '/..%2fadmin-token',
    '/%2e%2e/admin-token',
    '/assets/../../console.json',
    '/..%5cadmin-token',
    '/%00',
    '/%',
    '/pages',
    '/x.js',
  ])('are all there is: %s is not', async (path) => {
    const { status, text } = await ask(running.port, path);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain(running.adminToken);
  });

  it('carry the same rules on errors', async () => {
    for (const path of ['/nothing.js', '/api/nothing', '/api/console/nothing']) {
      const { status, headers } = await ask(running.port, path);
      expect([status, headers['x-content-type-options']]).toEqual([404, 'nosniff']);
    }
  });
});

describe('the console’s calls', () => {
  it('go through the gate', async () => {
    expect(await post(running.port, '/api/console/call/view.read', {})).toMatchObject({
      status: 200,
      json: { ok: true, value: running.desk.view() },
    });
    expect(await post(running.port, '/api/console/call/alert.read', { alert: 'a404-1' })).toMatchObject({
      status: 404,
      json: { ok: false, error: { code: 'not-found' } },
    });
    expect(await post(running.port, '/api/console/call/alert.read', { alert: 7 })).toMatchObject({
      status: 400,
      json: { ok: false, error: { field: 'alert' } },
    });
    expect(await post(running.port, '/api/console/call/nothing', {})).toMatchObject({ status: 404 });
    expect(await post(running.port, '/api/console/call/toString', {})).toMatchObject({ status: 404 });
    expect(await ask(running.port, '/api/console/call/view.read')).toMatchObject({ status: 404 });
    expect((await post(running.port, '/api/console/call/view.read', '')).status).toBe(200);
    expect(await post(running.port, '/api/console/call/view.read', '{')).toMatchObject({
      status: 400,
      json: { ok: false, error: { code: 'bad-input' } },
    });
    expect((await post(running.port, '/api/console/call/view.read', '{"__proto__": {"admin": true}}')).status).toBe(400);
  });
});

interface Following {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  text(): string;
  pushes(): ViewPush[];
  until(condition: () => boolean): Promise<void>;
  pause(): void;
  resume(): void;
  readonly ended: Promise<void>;
  close(): void;
}

const follow = (): Promise<Following> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: running.port, path: '/api/monitoring/stream', agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        const ended = new Promise<void>((end) => response.once('close', () => end()));
        const until = async (condition: () => boolean): Promise<void> => {
          for (let n = 0; n < 400 && !condition(); n += 1) await new Promise((next) => setTimeout(next, 10));
          expect(condition()).toBe(true);
        };
        const pushes = (): ViewPush[] =>
          [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, json]) => (JSON.parse(json ?? '') as { push: ViewPush }).push);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: () => text,
          pushes,
          until,
          pause: () => response.pause(),
          resume: () => response.resume(),
          ended,
          close: () => asked.destroy(),
        });
      },
    );
    asked.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
    asked.end();
  });

const pushOf = (from: number, size = 10): ViewPush => ({
  from,
  to: from + 1,
  changes: [{ part: 'targets', key: 'x'.repeat(size), value: null }],
});

describe('the stream', () => {
  it('brings each change to every reader, in the shape of a push', async () => {
    const [one, two] = await Promise.all([follow(), follow()]);
    expect(one).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    });
    await post(running.port, '/api/monitoring/dashboard', { action: 'acknowledge', alertId: 'a1-1' });
    for (const reader of [one, two]) {
      await reader.until(() => reader.pushes().length === 1);
      expect(reader.pushes()[0]).toMatchObject({ from: 7, to: 8, changes: [{ part: 'alerts', key: 'a1-1' }] });
    }
    expect(running.desk.listeners()).toBe(1);
    one.close();
    two.close();
  });

  it('says every 15 s that it is still there, and listens no more when nobody reads', async () => {
    const reader = await follow();
    await running.clock.advance(15_000);
    await reader.until(() => reader.text().includes('still here'));
    reader.close();
    await reader.until(() => running.desk.listeners() === 0);
    expect(running.clock.pending()).toBe(0);
  });

  it('keeps nothing of browsers that came and went, however many', async () => {
    for (let n = 0; n < 120; n += 1) {
      const reader = await follow();
      expect(reader.status).toBe(200);
      expect(running.desk.listeners()).toBe(1);
      reader.close();
      await reader.until(() => running.desk.listeners() === 0);
    }
    expect(running.clock.pending()).toBe(0);
  });

  it('ends when the console stops', async () => {
    const reader = await follow();
    await running.api.stop();
    await reader.ended;
  });

  it('ends for a reader who may no longer look', async () => {
    const reader = await follow();
    const { config } = running.settings.current();
    running.settings.set({ ...config, api: { ...config.api, access: 'token' } });
    await running.clock.advance(15_000);
    await reader.ended;
  });

  it('leaves pushes out for a slow reader, who then sees the gap and asks again', async () => {
    const slow = await follow();
    slow.pause();
    const size = 64 * 1024;
    for (let from = 7; from < 207; from += 1) {
      running.desk.push(pushOf(from, size));
      await new Promise((next) => setImmediate(next));
    }
    slow.resume();
    await slow.until(() => slow.pushes().some(({ changes }) => changes.length === 0));
    expect(slow.pushes().length).toBeLessThan(200);
    running.desk.push(pushOf(300));
    await slow.until(() => slow.pushes().at(-1)?.from === 300);
    slow.close();
  });
});

describe('what watches the watch', () => {
  it('learns that it answers and whether it is ready', async () => {
    expect(await ask(running.port, '/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
    expect(await ask(running.port, '/readyz')).toMatchObject({ status: 200, json: { status: 'ready', store: 'ok' } });
    const { system, watch } = running.desk.view().view;
    running.desk.change({ watch: { ...watch, state: 'starting' } });
    expect(await ask(running.port, '/readyz')).toMatchObject({ status: 503, json: { status: 'starting' } });
    running.desk.change({ system: { ...system, store: { ...system.store, state: 'failing' } } });
    expect(await ask(running.port, '/readyz')).toMatchObject({ status: 503, json: { status: 'failing', store: 'failing' } });
    expect(await ask(running.port, '/healthz')).toMatchObject({ status: 200 });
  });

  it('reads the console’s own figures as OpenMetrics', async () => {
    const { headers, text } = await ask(running.port, '/metrics');
    expect(headers['content-type']).toContain('application/openmetrics-text; version=1.0.0');
    expect(text).toContain('watchroom_alerts_firing{severity="critical"} 1\n');
    expect(text).toContain('# TYPE watchroom_turns counter\n');
    expect(text).toContain('watchroom_turns_total 40\n');
    expect(text).toContain('watchroom_build_info{runtime="Node",version="0.1.0"} 1\n');
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(?:# (?:TYPE|HELP|EOF).*|[a-z_]+(?:\{(?:[a-z]+="[^"]*",?)+\})? -?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/);
    }
  });

  it('finds every route and body in the OpenAPI document', async () => {
    const { json } = await ask(running.port, '/openapi.json');
    const { openapi, paths, components } = json as {
      openapi: string;
      paths: object;
      components: { schemas: Record<string, object> };
    };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual([
      '/api/monitoring/dashboard',
      '/api/monitoring/explain',
      '/api/monitoring/ingest',
      '/api/monitoring/lighthouse',
      '/api/monitoring/lighthouse/{page}/{report}',
      '/api/monitoring/past',
      '/api/monitoring/stream',
      '/identity',
      '/healthz',
      '/readyz',
      '/metrics',
      '/openapi.json',
    ]);
    for (const [, name] of JSON.stringify(json).matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(components.schemas).toHaveProperty(name ?? '');
    expect(components.schemas.alerts).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['alerts', 'statistics']),
    });
  });
});
