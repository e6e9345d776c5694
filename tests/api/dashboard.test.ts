import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { errorBody } from '../../src/main/api/answer.js';
import { actionBody } from '../../src/main/api/body/action.js';
import { DASHBOARD_BODIES } from '../../src/main/api/openapi.js';
import { minutes, after as moved } from '../../src/main/core/time/instant.js';
import { scriptedAlert, T0 } from '../support/desk.js';
import { ask, post, type Running, startApi } from './support.js';

const DASHBOARD = '/api/monitoring/dashboard';
const curl = promisify(execFile);

let running: Running;
beforeEach(async () => {
  running = await startApi();
});
afterEach(() => running.stop());

const refused = (status: number, code: string, field?: string) => ({
  status,
  json: { error: expect.objectContaining(field === undefined ? { code } : { code, field }) },
});

describe('reading the dashboard', () => {
  it.each(Object.entries(DASHBOARD_BODIES))('answers %s as OpenAPI says', async (type, body: z.ZodObject) => {
    const answer = await ask(running.port, `${DASHBOARD}?type=${type}`);
    expect(answer.status).toBe(200);
    expect(body.strict().safeParse(answer.json)).toMatchObject({ success: true });
    expect(answer.json).toMatchObject({ generatedAt: new Date(T0).toISOString() });
  });

  it('answers the dashboard where no type is named', async () => {
    const { json } = await ask(running.port, DASHBOARD);
    expect(json).toMatchObject({ health: { status: 'problem', score: 50 }, webVitals: null });
    expect(json).toHaveProperty(
      'sources',
      expect.arrayContaining([expect.objectContaining({ kind: 'ingest', state: 'not-configured' })]),
    );
  });

  it('gives the business with n, interval and state for each figure', async () => {
    const { json } = await ask(running.port, `${DASHBOARD}?type=dashboard`);
    const { business } = json as { business: Record<string, never> };
    expect(business).toMatchObject({
      currency: 'GBP',
      funnel: { state: 'known', worst: 'inquiry', steps: [{ step: 'visit', passed: null }, {}, {}, {}] },
      conversion: { state: 'known', n: expect.any(Number), between: { low: expect.any(Number), high: expect.any(Number) } },
      revenue: { basis: 'estimated', withoutValue: ['newsletter'] },
      regions: { state: 'known', cells: expect.arrayContaining([expect.objectContaining({ name: 'MC', isFew: true })]) },
    });
  });

  it('makes up no figure of a business of which nothing was told', async () => {
    running.desk.trade = 'empty';
    const { json } = await ask(running.port, `${DASHBOARD}?type=dashboard`);
    expect(json).toMatchObject({ business: null });
    const summary = await ask(running.port, `${DASHBOARD}?type=summary`);
    expect(summary.json).toMatchObject({
      kpi: { conversion: { state: 'no-source', ratio: null }, engagement: null, revenueToday: null, revenueBasis: null },
    });
  });

  it('says that it is still learning what is usual', async () => {
    running.desk.trade = 'young';
    const { json } = await ask(running.port, `${DASHBOARD}?type=summary`);
    expect(json).toMatchObject({ kpi: { revenueToday: { judgement: 'learning', expected: null, n: 0, need: 3 } } });
  });

  it('gives performance health with its parts, and the site beside the web and its competitors', async () => {
    const { json } = await ask(running.port, `${DASHBOARD}?type=performance`);
    expect(json).toMatchObject({
      health: { state: 'known', value: expect.any(Number), moves: 'inp_seconds', parts: expect.any(Array) },
      benchmarks: {
        source: { measured: '2025-07' },
        competitors: [{ name: 'Other Tutors' }, { medianSeconds: null, problem: 'connection refused' }],
      },
    });
  });

  it('gives every objective with share, interval, coverage, budget and pace', async () => {
    const { json } = await ask(running.port, `${DASHBOARD}?type=dashboard`);
    const { slo, sources } = json as { slo: Record<string, unknown>[]; sources: { kind: string }[] };
    expect(slo.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['uptime', 'met'],
      ['latency', 'missed'],
      ['errors', 'no-source'],
      ['lighthouse', 'too-few'],
      ['web-vitals', 'missed'],
    ]);
    expect(slo[0]).toMatchObject({
      target: 0.999,
      overSeconds: 2_592_000,
      text: expect.stringMatching(/^99\.9\d % over 96\.\d % observed$/),
      budget: { totalSeconds: expect.closeTo(2_592, 6), leftRatio: expect.any(Number), spentEvents: expect.any(Number) },
      runsOutAt: null,
    });
    expect(slo[1]).toMatchObject({
      burn: expect.arrayContaining([expect.objectContaining({ factor: 14.4, longSeconds: 3_600 })]),
    });
    expect(slo[2]).toMatchObject({ ratio: null, events: 0, budget: null, text: expect.stringContaining('configured') });
    expect(slo[3]).toMatchObject({ budget: null, text: expect.stringContaining('too few to judge') });
    expect(slo[4]).toMatchObject({
      parts: expect.arrayContaining([expect.objectContaining({ metric: 'cls', limit: 0.1, verdict: 'missed' })]),
    });
    expect(sources.some(({ kind }) => kind === 'objective')).toBe(false);
  });

  it('gives the service level in short, and of the uptime what it is drawn from', async () => {
    const { json } = await ask(running.port, `${DASHBOARD}?type=summary`);
    expect(json).toMatchObject({
      sla: {
        isMet: false,
        met: 1,
        missed: 2,
        tooFew: 1,
        withoutReading: 1,
        uptime: { target: 0.999, isMet: true, readings: expect.any(Number) },
      },
      active: { critical: 1 },
    });
  });

  it('says that nothing is promised where no objective is configured', async () => {
    running.desk.standing = 'none';
    expect(await ask(running.port, `${DASHBOARD}?type=summary`)).toMatchObject({ json: { sla: null } });
    expect(await ask(running.port, DASHBOARD)).toMatchObject({
      json: {
        slo: null,
        sources: expect.arrayContaining([expect.objectContaining({ kind: 'objective', state: 'not-configured' })]),
      },
    });
  });

  it('does not deny promises and baselines where it is asked for the system, which has neither', async () => {
    const system = (await ask(running.port, `${DASHBOARD}?type=system`)).json as { sources: { kind: string }[] };
    const kinds = system.sources.map(({ kind }) => kind);
    expect(kinds).not.toContain('objective');
    expect(kinds).not.toContain('baseline');
    const speed = (await ask(running.port, `${DASHBOARD}?type=performance`)).json as { sources: { kind: string }[] };
    expect(speed.sources.map(({ kind }) => kind)).not.toContain('objective');
  });

  it('judges nothing of a desk that saw nothing', async () => {
    running.desk.standing = 'unseen';
    expect(await ask(running.port, `${DASHBOARD}?type=summary`)).toMatchObject({
      json: { sla: { isMet: null, met: 0, missed: 0, withoutReading: 5, uptime: null } },
    });
  });

  it('gives what is usual with its state and band', async () => {
    const { json } = await ask(running.port, `${DASHBOARD}?type=performance`);
    expect(json).toMatchObject({
      baselines: [
        {
          series: 'http_response_seconds{source="http",target="home"}',
          rules: ['slower'],
          state: 'ready',
          text: 'ready',
          band: { expected: expect.any(Number), low: expect.any(Number), high: expect.any(Number) },
          samples: 28_800,
        },
      ],
    });
  });

  it('gives alerts with how long they took, and leaves tests out of the count', async () => {
    const firedAt = moved(T0, -minutes(30));
    const acknowledged = { by: 'Bo', at: moved(T0, -minutes(25)), note: '', end: { kind: 'resolved' as const } };
    const resolution = { how: 'auto' as const, by: null, reason: 'good again' };
    running.desk.change({
      alerts: {
        'a1-1': scriptedAlert('a1-1'),
        'a2-1': scriptedAlert('a2-1', {
          firedAt,
          acknowledged,
          resolution,
          state: 'resolved',
          resolvedAt: moved(T0, -minutes(10)),
        }),
        'a3-1': scriptedAlert('a3-1', { isTest: true, severity: 'info' }),
      },
    });
    const { json } = await ask(running.port, `${DASHBOARD}?type=alerts&timeframe=48`);
    expect(json).toMatchObject({
      from: new Date(T0 - 48 * 3_600_000).toISOString(),
      statistics: {
        active: 1,
        bySeverity: { critical: 1, info: 0 },
        fired: 2,
        resolved: 1,
        autoResolved: 1,
        mttaSeconds: 300,
        mttrSeconds: 1_200,
      },
    });
  });

  it('gives history with its points in milliseconds and the stretches nobody looked', async () => {
    const { json } = await ask(running.port, `${DASHBOARD}?type=history&series=http_response_seconds`);
    expect(json).toMatchObject({
      series: [{ name: 'http_response_seconds', unit: 'seconds', resolution: 300, points: [[T0 - 600_000, 0.1, 0.2, 0.4, 5]] }],
      unobserved: [{ cause: 'asleep' }],
    });
  });

  it.each([
    ['type=everything', 'type'],
    ['timeframe=0', 'timeframe'],
    ['timeframe=1.5', 'timeframe'],
    ['timeframe=8761', 'timeframe'],
    ['timeframe=day', 'timeframe'],
    ['typ=alerts', 'typ'],
    ['type=alerts&type=system', 'type'],
    ['type=history&series=%7Bno', 'series.0'],
  ])('refuses ?%s by name', async (query, field) => {
    const answer = await ask(running.port, `${DASHBOARD}?${query}`);
    expect(answer).toMatchObject(refused(400, 'bad-input', field));
    expect(errorBody.strict().safeParse(answer.json).success).toBe(true);
  });
});

describe('acting on alerts', () => {
  it('acknowledges, resolves, reopens, suppresses and undoes', async () => {
    const act = (action: string, data?: object) =>
      post(running.port, DASHBOARD, { action, alertId: 'a1-1', ...(data && { data }) });
    const acknowledged = await act('acknowledge', { acknowledgedBy: 'admin', note: 'mine' });
    expect(acknowledged).toMatchObject({
      status: 200,
      json: { alert: { acknowledged: { by: 'admin', note: 'mine', until: null } } },
    });
    expect(actionBody.strict().safeParse(acknowledged.json).success).toBe(true);
    expect(await act('unacknowledge')).toMatchObject({ status: 200, json: { alert: { acknowledged: null } } });
    expect(await act('suppress', { duration: '2h', user: 'Bo', reason: 'deploy' })).toMatchObject({
      status: 200,
      json: { alert: { suppressed: { until: new Date(T0 + 7_200_000).toISOString(), by: 'Bo', why: 'deploy' } } },
    });
    expect(await act('unsuppress')).toMatchObject({ status: 200, json: { alert: { suppressed: null } } });
    expect(await act('resolve', { reason: 'Fixed performance issue' })).toMatchObject({
      status: 200,
      json: { alert: { state: 'resolved', resolution: { how: 'hand', by: 'Ann', reason: 'Fixed performance issue' } } },
    });
    expect(await act('resolve')).toMatchObject(refused(409, 'conflict'));
    expect(await act('reopen')).toMatchObject({ status: 200, json: { alert: { state: 'firing', resolvedAt: null } } });
  });

  it('suppresses for an hour where nobody says how long', async () => {
    await post(running.port, DASHBOARD, { action: 'suppress', alertId: 'a1-1' });
    expect(running.desk.acts[0]?.action).toMatchObject({ kind: 'suppress', for: 3_600_000 });
  });

  it.each([
    [{ action: 'explode', alertId: 'a1-1' }, 'action'],
    [{ action: 'acknowledge' }, 'alertId'],
    [{ action: 'suppress', alertId: 'a1-1', data: { duration: 'soon' } }, 'data.duration'],
    [{ action: 'suppress', alertId: 'a1-1', data: { duration: '400d' } }, 'data.duration'],
    [{ action: 'resolve', alertId: 'a1-1', data: { reason: 7 } }, 'data.reason'],
    [{ action: 'resolve', alertId: 'a1-1', data: { because: 'x' } }, 'data.because'],
    [{ action: 'resolve', alertId: 'a1-1', role: 'admin' }, 'role'],
  ])('refuses %j by name', async (body, field) => {
    expect(await post(running.port, DASHBOARD, body)).toMatchObject(refused(400, 'bad-input', field));
    expect(running.desk.acts).toEqual([]);
  });

  it.each(['', '{', '[]', 'null', '"acknowledge"'])('refuses the body %j', async (body) => {
    expect(await post(running.port, DASHBOARD, body)).toMatchObject(refused(400, 'bad-input'));
  });

  it('refuses a body that is not JSON by its type, an unknown alert, and more than 1 MiB', async () => {
    const body = JSON.stringify({ action: 'test-alert' });
    expect(await post(running.port, DASHBOARD, body, { 'Content-Type': 'text/plain' })).toMatchObject(
      refused(400, 'bad-input', 'Content-Type'),
    );
    expect(await post(running.port, DASHBOARD, { action: 'resolve', alertId: 'a404-1' })).toMatchObject(
      refused(404, 'not-found'),
    );
    const large = JSON.stringify({ action: 'resolve', alertId: 'a1-1', data: { reason: 'x'.repeat(1024 * 1024) } });
    expect(await post(running.port, DASHBOARD, large)).toMatchObject(refused(413, 'too-large'));
  });

  it('takes a bounded number of acts a minute', async () => {
    const body = { action: 'acknowledge', alertId: 'a404-1' };
    for (let n = 0; n < 120; n += 1) expect((await post(running.port, DASHBOARD, body)).status).toBe(404);
    expect(await post(running.port, DASHBOARD, body)).toMatchObject({
      ...refused(429, 'too-many'),
      headers: { 'retry-after': '60' },
    });
    expect((await ask(running.port, DASHBOARD)).status).toBe(200);
    await running.clock.advance(60_000);
    expect((await post(running.port, DASHBOARD, body)).status).toBe(404);
  });

  it('never shows a stack, also where something breaks', async () => {
    running.desk.alerts = () => Promise.reject(new Error('the disk at /secret is gone'));
    const answer = await ask(running.port, `${DASHBOARD}?type=alerts`);
    expect(answer).toMatchObject(refused(500, 'internal'));
    expect(answer.text).not.toMatch(/disk|secret|at .*\.ts/);
    expect(running.logged).toContain('api.failed');
  });
});

describe('the requirements’ curl examples', () => {
  const ask = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await curl('curl', ['-sS', '--max-time', '10', ...args])).stdout);
  const url = (query = ''): string => `http://localhost:${running.port}${DASHBOARD}${query}`;
  const send = (body: string): Promise<unknown> => ask('-X', 'POST', url(), '-H', 'Content-Type: application/json', '-d', body);

  it('read', async () => {
    expect(await ask(url('?type=dashboard'))).toHaveProperty('health');
    expect(await ask(url('?type=summary'))).toHaveProperty('score');
    expect(await ask(url('?type=alerts&timeframe=48'))).toHaveProperty('statistics');
    expect(await ask(url('?type=system'))).toHaveProperty('engine');
  });

  it('act', async () => {
    const acknowledge = '{"action": "acknowledge", "alertId": "a1-1", "data": {"acknowledgedBy": "admin"}}';
    expect(await send(acknowledge)).toMatchObject({ alert: { acknowledged: { by: 'admin' } } });
    const resolve = '{"action": "resolve", "alertId": "a1-1", "data": {"reason": "Fixed performance issue"}}';
    expect(await send(resolve)).toMatchObject({ alert: { state: 'resolved' } });
    expect(await send('{"action": "test-alert", "data": {"user": "admin"}}')).toMatchObject({ alert: { isTest: true } });
    expect(running.desk.acts.map(({ actor }) => actor.name)).toEqual(['admin', 'Ann', 'admin']);
    expect(await send(acknowledge.replace('a1-1', 'alert_123'))).toMatchObject({ error: { code: 'not-found' } });
  });
});
