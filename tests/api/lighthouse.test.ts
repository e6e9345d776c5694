import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { T0 } from '../support/desk.js';
import { audited } from '../support/servers/stand-in-lighthouse.js';
import { ask, bearer, type Running, startApi } from './support.js';

let running: Running;
beforeEach(async () => {
  running = await startApi();
});
afterEach(() => running.stop());

const get = (path: string) => ask(running.port, path, { headers: { host: `127.0.0.1:${running.port}` } });

const HOSTILE = '<!doctype html><script>fetch("/api/monitoring/dashboard")</script>';

describe('Lighthouse audits over the API', () => {
  it('stand in the performance answer, each page with its last audit and where its report is', async () => {
    await running.audits.keep(audited('home', T0 - 7_200_000));
    await running.audits.keep(audited('home', T0 - 3_600_000));
    const { json } = await get('/api/monitoring/dashboard?type=performance');
    const { lighthouse } = json as { lighthouse: { reports: { html: string } }[] };
    expect(lighthouse).toMatchObject([
      {
        page: 'home',
        at: new Date(T0 - 3_600_000).toISOString(),
        degraded: null,
        scores: { performance: { median: 87, said: expect.stringMatching(/^87 \(one run\), last time 87/) } },
        vitals: { lcp: { median: 2.1 }, cls: { median: 0.02 } },
      },
    ]);
    expect((await get(lighthouse[0]?.reports.html ?? '')).text).toBe('<!doctype html>');
  });

  it('are null where none took place', async () => {
    expect((await get('/api/monitoring/dashboard?type=performance')).json).toMatchObject({ lighthouse: null });
    expect((await get('/api/monitoring/lighthouse')).json).toEqual({ audits: [] });
  });

  it('give their report as a page that can do nothing to the console', async () => {
    await running.audits.keep(audited('home', T0, HOSTILE));
    const { json } = await get('/api/monitoring/lighthouse');
    const [audit] = (json as { audits: { reports: { html: string; json: string } }[] }).audits;
    const { status, headers, text } = await get(audit?.reports.html ?? '');
    expect([status, text]).toEqual([200, HOSTILE]);
    const policy = String(headers['content-security-policy']);
    // Without an origin of its own, and without a way to load or send anything.
    expect(policy).toMatch(/^sandbox allow-scripts; default-src 'none';/);
    expect(policy).not.toMatch(/allow-same-origin|connect-src|'self'|allow-popups|allow-top-navigation/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await get(audit?.reports.json ?? '')).headers['content-type']).toMatch(/application\/json/);
  });

  it.each(['home/none.html', '..%2f..%2fadmin-token/x.html', 'home/..%2f..%2f..%2fadmin-token.html', 'home/x.exe'])(
    'have no report at %s',
    async (path) => {
      await running.audits.keep(audited('home', T0));
      expect((await get(`/api/monitoring/lighthouse/${path}`)).status).toBe(404);
    },
  );

  it('are for those who may see the console', async () => {
    await running.stop();
    running = await startApi({ access: 'token' });
    await running.audits.keep(audited('home', T0));
    expect((await get('/api/monitoring/lighthouse')).status).toBe(401);
    const host = `127.0.0.1:${running.port}`;
    const asked = await ask(running.port, '/api/monitoring/lighthouse', { headers: { host, ...bearer(running.adminToken) } });
    expect(asked.status).toBe(200);
    const [audit] = (asked.json as { audits: { reports: { html: string } }[] }).audits;
    expect((await get(audit?.reports.html ?? '')).status).toBe(401);
  });
});
