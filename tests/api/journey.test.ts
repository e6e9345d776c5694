import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { AlertBody, AlertsBody } from '../../src/main/api/body/alert.js';
import type { DashboardBody } from '../../src/main/api/body/dashboard.js';
import { DASHBOARD_BODIES } from '../../src/main/api/openapi.js';
import { type Headless, runHeadless } from '../../src/main/app/headless.js';

/** A site that a test breaks and mends. */
let site: Server;
let status = 200;
let data: string;
let console: Headless;

const document = (url: string): string => `version: 1
profile: none
connectivity: { probes: [], every: 30s }
targets:
  - { id: booking, url: "${url}", every: 1s, timeout: 900ms, labels: { page: booking } }
objectives: [{ id: uptime, kind: availability, target: 99.9% }]
rules:
  - id: site-down
    name: Site down
    severity: critical
    category: availability
    impact: high
    when: { metric: up, match: { target: booking }, below: 1 }
    resolve: { auto: true, after: 2s, goodReadings: 2 }
    businessImpact: Nobody can book.
`;

beforeAll(async () => {
  site = createServer((_, response) => response.writeHead(status).end('x')).listen(0, '127.0.0.1');
  await new Promise((resolve) => site.once('listening', resolve));
  data = await mkdtemp(join(tmpdir(), 'watchroom-journey-'));
  await writeFile(join(data, 'config.yml'), document(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`));
  console = await runHeadless({ configFile: null, dataFolder: data, port: 0, environment: {} });
}, 30_000);

afterAll(async () => {
  await console.stop();
  site.closeAllConnections();
  await new Promise((resolve) => site.close(resolve));
  await rm(data, { recursive: true, force: true });
}, 30_000);

const get = async <Body>(type: string): Promise<Body> => {
  const answer = await fetch(new URL(`/api/monitoring/dashboard?type=${type}`, console.api.url()));
  expect(answer.status).toBe(200);
  return (await answer.json()) as Body;
};

const act = async (action: string, alertId?: string, more: object = {}): Promise<{ status: number; alert: AlertBody }> => {
  const answer = await fetch(new URL('/api/monitoring/dashboard', console.api.url()), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ action, alertId, data: more }),
  });
  return { status: answer.status, ...((await answer.json()) as { alert: AlertBody }) };
};

const until = async <Body>(read: () => Promise<Body>, holds: (body: Body) => boolean): Promise<Body> => {
  for (let n = 0; n < 150; n += 1) {
    const body = await read();
    if (holds(body)) return body;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`it never came about: ${JSON.stringify(await read())}`);
};

const firstAlert = async (): Promise<AlertBody | undefined> => (await get<AlertsBody>('alerts')).alerts[0];

describe('a night on call, by the API alone', () => {
  it('goes from a break to its story', async () => {
    await until(
      () => get<DashboardBody>('dashboard'),
      ({ targets }) => targets.some(({ id, state }) => id === 'booking' && state === 'up'),
    );
    status = 503;
    const fired = await until(firstAlert, (alert) => alert !== undefined);
    expect(fired).toMatchObject({
      rule: 'site-down',
      state: 'firing',
      severity: 'critical',
      target: 'booking',
      value: 0,
      acknowledged: null,
    });
    const id = fired?.id ?? '';

    expect(await act('acknowledge', id, { acknowledgedBy: 'Bo', note: 'on it' })).toMatchObject({
      status: 200,
      alert: { state: 'firing', acknowledged: { by: 'Bo', note: 'on it' } },
    });
    expect(await act('unacknowledge', id)).toMatchObject({ status: 200, alert: { acknowledged: null } });
    expect(await act('suppress', id, { duration: '1h', reason: 'deploy', user: 'Bo' })).toMatchObject({
      status: 200,
      alert: { suppressed: { by: 'Bo', why: 'deploy' } },
    });
    expect(await act('unsuppress', id)).toMatchObject({ status: 200, alert: { suppressed: null } });
    expect(await act('resolve', id, { reason: 'Fixed performance issue' })).toMatchObject({
      status: 200,
      alert: { state: 'resolved', resolution: { how: 'hand', reason: 'Fixed performance issue' } },
    });
    expect((await act('resolve', id)).status).toBe(409);
    expect(await act('reopen', id)).toMatchObject({ status: 200, alert: { id, state: 'firing' } });

    status = 200;
    await until(firstAlert, (alert) => alert?.state === 'resolved');
    const { alerts, statistics } = await get<AlertsBody>('alerts');
    expect(alerts[0]).toMatchObject({ id, resolution: { how: 'auto' } });
    expect(statistics).toMatchObject({ active: 0, fired: 1, resolved: 1, autoResolved: 1 });
  }, 40_000);

  it('makes a test alert', async () => {
    expect(await act('test-alert', undefined, { user: 'admin' })).toMatchObject({
      status: 200,
      alert: { isTest: true, state: 'firing' },
    });
  });

  it('answers every type as OpenAPI says, with what was really measured', async () => {
    for (const [type, body] of Object.entries(DASHBOARD_BODIES)) {
      const parsed = (body as z.ZodObject).strict().safeParse(await get(type));
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
    const { series } = await get<z.infer<typeof DASHBOARD_BODIES.history>>('history');
    const up = series.find(({ name }) => name === 'up');
    expect(up?.points.some(([, min]) => min === 0)).toBe(true);
    const { sla } = await get<z.infer<typeof DASHBOARD_BODIES.summary>>('summary');
    expect(sla?.uptime?.ratio).toBeGreaterThan(0);
    expect(sla?.uptime?.ratio).toBeLessThan(1);
    const { infrastructure } = await until(
      () => get<DashboardBody>('dashboard'),
      (body) => body.infrastructure !== null,
    );
    expect(infrastructure?.hosts[0]?.measures.map(({ name }) => name)).toContain('host_memory_used_ratio');
  }, 30_000);
});
