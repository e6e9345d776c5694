import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../core/model/config.js';
import type { HttpTarget } from '../../core/model/target.js';
import type { ResolveContext } from '../context.js';
import { readShipped } from '../profiles.js';
import { readConfig } from '../read.js';

const RESOURCES = join(import.meta.dirname, '../../../../resources');
let context: ResolveContext;

beforeAll(async () => {
  context = { ...(await readShipped(RESOURCES)), user: 'ana', timeZone: 'Europe/Paris', runtime: 'desk' };
});

const configOf = (text: string): Config => {
  const { config, problems } = readConfig(`version: 1\n${text}\n`, {}, context);
  if (config === null) throw new Error(JSON.stringify(problems));
  return config;
};

describe('a target', () => {
  it('has the defaults of the specification', () => {
    const [target] = configOf('targets: [{ id: home, url: https://www.example.org/ }]').targets;
    expect(target).toEqual({
      source: 'http',
      id: 'home',
      name: 'home',
      url: 'https://www.example.org/',
      every: 60_000,
      timeout: 10_000,
      confirm: { tries: 2, wait: 5_000 },
      expect: { status: [], body: null, json: null, certificateDays: null },
      assets: false,
      labels: {},
    });
  });

  it('is read as it is written', () => {
    const [target] = configOf(`targets:
  - id: home
    name: Front page
    url: https://www.example.org/
    every: 1m30s
    timeout: 5s
    confirm: { tries: 3, wait: 1s }
    expect: { status: "200,301-302", body: not contains("Sorry \\"closed\\""), json: "$.a['b c'][0] >= 1.5", certificateDays: 14 }
    assets: true
    labels: { page: home, tier: 1, shown: true }`).targets;
    expect(target).toMatchObject({
      name: 'Front page',
      every: 90_000,
      confirm: { tries: 3, wait: 1_000 },
      expect: {
        status: [
          { from: 200, to: 200 },
          { from: 301, to: 302 },
        ],
        body: { kind: 'contains', text: 'Sorry "closed"', negated: true },
        json: { path: ['a', 'b c', 0], test: { operator: '>=', literal: 1.5 } },
        certificateDays: 14,
      },
      assets: true,
      labels: { page: 'home', tier: '1', shown: 'true' },
    });
  });

  it.each([
    ["$.status == 'ok'", ['status'], { operator: '==', literal: 'ok' }],
    ['$', [], null],
    ['$.items[2].id', ['items', 2, 'id'], null],
    ['$.up == true', ['up'], { operator: '==', literal: true }],
    ['$.error == null', ['error'], { operator: '==', literal: null }],
    ['$.count != -3', ['count'], { operator: '!=', literal: -3 }],
  ])('reads the JSON path %s', (json, path, test) => {
    const [target] = configOf(
      `targets: [{ id: a, url: https://a.example, expect: { json: ${JSON.stringify(json)} } }]`,
    ).targets;
    expect((target as HttpTarget).expect.json).toEqual({ text: json, path, test });
  });

  it.each([
    ['\'matches("^ok$")\'', { kind: 'matches', pattern: '^ok$', negated: false }],
    ['\'not matches("a|b")\'', { kind: 'matches', pattern: 'a|b', negated: true }],
    ['contains("Book a lesson")', { kind: 'contains', text: 'Book a lesson', negated: false }],
  ])('reads the body expectation %s', (body, expected) => {
    const [target] = configOf(`targets:\n  - id: a\n    url: https://a.example\n    expect:\n      body: ${body}`).targets;
    expect((target as HttpTarget).expect.body).toEqual(expected);
  });

  it('is also this machine, unless that is turned off', () => {
    expect(configOf('').targets.map(({ id }) => id)).toEqual(['this-machine']);
    expect(configOf('sources: { host: { every: 10s } }').targets[0]?.every).toBe(10_000);
    expect(configOf('sources: { host: { enabled: false } }').targets).toEqual([]);
  });
});

describe('a rule', () => {
  const own = (text: string) =>
    configOf(`profile: none\ntargets: [{ id: a, url: https://a.example }]\nrules: [${text}]`).rules[0];

  it('has the defaults of the specification', () => {
    expect(own('{ id: r, severity: critical, category: availability, when: { metric: up, below: 1 } }')).toEqual({
      id: 'r',
      name: 'r',
      enabled: true,
      severity: 'critical',
      category: 'availability',
      impact: null,
      when: {
        subject: { kind: 'metric', metric: 'up', reduce: 'last', window: null },
        match: [],
        by: null,
        stale: null,
        test: { kind: 'below', threshold: 1 },
      },
      for: 0,
      clear: null,
      resolve: { auto: true, after: 300_000, goodReadings: 3 },
      repeat: 14_400_000,
      channels: null,
      businessImpact: '',
      playbook: null,
      labels: {},
      origin: 'own',
      hasSource: true,
    });
  });

  it('resolves by itself for performance and availability, others where they say so', () => {
    expect(own('{ id: r, severity: info, category: business, when: { metric: up, below: 1 } }')?.resolve.auto).toBe(false);
    const said = own('{ id: r, severity: info, category: business, when: { metric: up, below: 1 }, resolve: { auto: true } }');
    expect(said?.resolve).toEqual({ auto: true, after: 300_000, goodReadings: 3 });
  });

  it('is told again only where it is critical, unless it says so', () => {
    expect(own('{ id: r, severity: warning, category: business, when: { metric: up, below: 1 } }')?.repeat).toBeNull();
    expect(own('{ id: r, severity: warning, category: business, when: { metric: up, below: 1 }, repeat: 1h }')?.repeat).toBe(
      3_600_000,
    );
  });

  it('takes percentages, matchers and a zero without unit', () => {
    const rule = own(
      '{ id: r, severity: info, category: business, for: 0, when: { metric: asset_failure_ratio, match: { page: "=~a|b" }, above: 3% } }',
    );
    expect(rule?.when.test).toEqual({ kind: 'above', threshold: 0.03 });
    expect(rule?.when.match).toEqual([{ label: 'page', operator: '=~', value: 'a|b' }]);
  });
});

describe('the royal-client profile', () => {
  const ids = (config: Config) => config.rules.map(({ id }) => id as string);

  it('is there by default, unless it is turned off', () => {
    expect(ids(configOf(''))).toContain('site-down');
    expect(ids(configOf('profile: none'))).toEqual([]);
  });

  it('fires at once when a site is down, with high impact', () => {
    expect(configOf('').rules[0]).toMatchObject({
      severity: 'critical',
      category: 'availability',
      impact: 'high',
      for: 0,
      origin: 'profile',
    });
  });

  it('keeps a rule that is turned off, as one that is off', () => {
    const rule = configOf('rules: [{ id: site-down, enabled: false }]').rules.find(({ id }) => id === 'site-down');
    expect(rule).toMatchObject({ enabled: false, origin: 'profile', severity: 'critical' });
  });

  it('gives way to an own rule of the same id', () => {
    const { rules } = configOf(
      'rules: [{ id: site-down, severity: info, category: business, when: { metric: up, below: 1 } }]',
    );
    expect(rules.filter(({ id }) => id === 'site-down')).toMatchObject([{ severity: 'info', origin: 'own' }]);
  });

  it('keeps its rules that nothing feeds here, and says which', () => {
    const fed = (text: string) => configOf(text).rules.flatMap(({ id, hasSource }) => (hasSource ? [id as string] : []));
    const itself = ['source-failing', 'deliveries-waiting', 'rules-failing', 'watch-delayed'];
    const own = [...itself, 'host-disk-full', 'host-memory-high', 'host-cpu-high'];
    expect(fed('')).toEqual(own);
    expect(fed('targets: [{ id: a, url: https://a.example }]').filter((id) => !own.includes(id))).toEqual([
      'site-down',
      'slow-page-loads',
      'asset-loading-failures',
      'uptime-sla',
      'response-time-sla',
      'uptime-burn-fast',
      'uptime-burn-slow',
      'latency-burn-fast',
      'latency-burn-slow',
      'certificate-expiry',
    ]);
  });

  it('brings contacts and time zone, which the document may change', () => {
    expect(configOf('').site).toMatchObject({
      timeZone: 'Europe/London',
      contacts: { emergency: 'emergency@myprivatetutoronline.com' },
    });
    const { site } = configOf('site: { name: Mine, timeZone: UTC, contacts: { alerts: me@x.org } }');
    expect(site).toMatchObject({ name: 'Mine', timeZone: 'UTC', contacts: { alerts: 'me@x.org' } });
    expect(site.contacts.technical).toContain('@');
    expect(configOf('profile: none').site.timeZone).toBe('Europe/Paris');
  });
});

it('retention, connectivity and API have the defaults of the specification', () => {
  const { retention, connectivity, api } = configOf('retention: { raw: 7d }');
  expect(retention).toMatchObject({ raw: 604_800_000, minute: 90 * 86_400_000, hour: 365 * 86_400_000, logs: 30 * 86_400_000 });
  expect(connectivity.every).toBe(30_000);
  expect(api).toEqual({ port: 3_000, host: '127.0.0.1', access: 'loopback', tokens: [], allowInsecure: false });
  expect(configOf('connectivity: { probes: ["[::1]:53", "gate.example:443"] }').connectivity.probes).toEqual([
    { host: '::1', port: 53 },
    { host: 'gate.example', port: 443 },
  ]);
});
