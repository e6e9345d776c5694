import { expect, it } from 'vitest';
import type { ConsoleClient } from './console/client.js';
import { alertsReport, dashboardReport, statusReport } from './monitoring-report.js';

const NOW = '2026-07-05T02:12:00.000Z';

const alert = {
  ...{ id: 'a7-1', severity: 'critical', state: 'firing', acknowledged: null, suppressed: null },
  ...{ firedAt: '2026-07-05T02:08:00.000Z', summary: 'Booking form fails for 7.1 % of 113 submissions (limit 5 %)' },
};
const health = { status: 'problem', active: { critical: 1, warning: 0, info: 0 } };
const home = { id: 'home', state: 'up', status: 200, responseSeconds: 0.42, lastAt: '2026-07-05T02:11:48.000Z', problem: null };
const promise = {
  name: 'Response time within 2 s',
  target: 0.99,
  verdict: 'met',
  text: '99.7 % over 100 % observed',
  budget: { leftRatio: 0.7 },
};

const BODIES: Readonly<Record<string, object>> = {
  dashboard: { generatedAt: NOW, health, targets: [home], alerts: [alert] },
  alerts: {
    ...{ generatedAt: NOW, alerts: [alert] },
    statistics: {
      active: 1,
      bySeverity: health.active,
      fired: 1,
      resolved: 0,
      autoResolved: 0,
      mttaSeconds: null,
      mttrSeconds: null,
    },
  },
  summary: { status: 'ok', score: 100, active: { critical: 0, warning: 0, info: 0 }, sla: { objectives: [promise] } },
  system: {
    ...{ generatedAt: NOW, version: '1.0.0', runtime: 'Node 20', uptimeSeconds: 9_000, heartbeat: null },
    store: { kind: 'embedded', state: 'ok', text: 'Everything up to now is written.' },
    outbox: { waiting: 0, delivered: 0, abandoned: 0 },
    banners: [{ severity: 'warning', text: 'Nothing can be sent by email: Email lacks a server.', remedy: 'Set it up.' }],
    sources: [{ kind: 'http', state: 'ok', targets: 1, lastAt: home.lastAt, text: '' }],
    channels: [{ kind: 'email', state: 'failing', lastAt: null, text: 'Email lacks a server.' }],
  },
};

const console: ConsoleClient = {
  url: 'http://127.0.0.1:3000/',
  get: async (path) => BODIES[new URL(path, 'http://127.0.0.1').searchParams.get('type') ?? ''],
  post: async () => null,
  call: async () => null,
};

it('says of a budget that is used up by how much, not how much less than nothing is left', async () => {
  const spent = { ...promise, verdict: 'missed', budget: { leftRatio: -155.25 } };
  const summary = { ...BODIES.summary, sla: { objectives: [promise, spent] } };
  const get: ConsoleClient['get'] = async (path) => (path.includes('type=summary') ? summary : console.get(path));
  const { text } = await statusReport({ ...console, get });
  expect(text).toContain('met, 99.7 % over 100 % observed (70 % of its budget left)');
  expect(text).toContain('MISSED, 99.7 % over 100 % observed (its budget is overspent by 15525 %)');
});

it('says how long ago things were, whatever the zone of whoever reads it', async () => {
  const { text, body } = await dashboardReport(console);
  expect(text).toMatch(/^home +up +200 +420 ms +12 s ago/m);
  expect(text).toMatch(/^a7-1 +critical +firing +4 min ago +Booking form/m);
  expect(JSON.stringify(body)).toContain('2026-07-05T02:08:00.000Z');
  expect((await alertsReport(console, '48')).text).toContain('Last 48 h: 1 fired, 0 resolved');
});

it('tells of trouble with the watch itself also where the site has its own', async () => {
  const troubled: ConsoleClient = {
    ...console,
    get: async (path) => {
      const body = (await console.get(path)) as object;
      return path.includes('summary') ? { ...body, status: 'problem' } : body;
    },
  };
  const [watch = ''] = (await statusReport(troubled)).text.split('\n');
  expect(watch).toBe(
    'Watch     not all is well: an alert is open, or a target is down; the watch itself needs mending: see below',
  );
});

it('names each promise with its limit, and calls a watch that cannot tell anybody not well', async () => {
  const { text } = await statusReport(console);
  expect(text).toContain('SLA       Response time within 2 s (99 %): met, 99.7 %');
  expect(text).toContain('Watch     all is well; the watch itself needs mending: see below');
  expect(text).toContain('WARNING: Nothing can be sent by email');
  expect(text).toMatch(/^email +failing +– +Email lacks a server\./m);
  expect(text).toContain('up 2 h 30 min');
});
