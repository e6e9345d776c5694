import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from './metrics.js';
import { readShipped } from './profiles.js';
import type { RuleDocument, WhenDocument } from './schema/v1/rule.js';
import type { ProfileDocument } from './schema/v1.js';

const RESOURCES = join(import.meta.dirname, '../../../resources');

let profile: ProfileDocument;
let rules: readonly RuleDocument[];

beforeAll(async () => {
  profile = (await readShipped(RESOURCES)).profiles['royal-client'] as ProfileDocument;
  rules = profile.rules ?? [];
});

const ruleOf = (id: string): RuleDocument => {
  const found = rules.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`the profile has no rule ${id}`);
  return found;
};

type Line = readonly [
  demand: string,
  id: string,
  severity: RuleDocument['severity'],
  category: RuleDocument['category'],
  impact: RuleDocument['impact'],
  when: Partial<WhenDocument>,
];

const FORMS = {
  ratio: { bad: 'form_failures_total', total: 'form_submissions_total' },
  match: { form: '=~inquiry|booking' },
  by: ['form'],
};

/** The alerts that the requirements demand, in their order. */
const ALERTS: readonly Line[] = [
  ['any 5xx, or no site at all', 'site-down', 'critical', 'availability', 'high', { metric: 'up', below: 1 }],
  ['over 5 % of revenue forms fail', 'form-submission-failures', 'critical', 'business', 'high', { ...FORMS, above: 0.05 }],
  ['LCP over 20 % worse', 'web-vitals-lcp', 'critical', 'performance', 'medium', { metric: 'lcp_seconds', increase: 0.2 }],
  ['INP over 20 % worse', 'web-vitals-inp', 'critical', 'performance', 'medium', { metric: 'inp_seconds', increase: 0.2 }],
  ['CLS over 20 % worse', 'web-vitals-cls', 'critical', 'performance', 'medium', { metric: 'cls', increase: 0.2 }],
  ['a build or deployment failed', 'build-failures', 'critical', 'build', undefined, { metric: 'build', event: 'failed' }],
  [
    'over 50 % more JavaScript errors',
    'js-error-spike',
    'critical',
    'performance',
    'medium',
    { metric: 'js_errors_total', reduce: 'increase', increase: 0.5 },
  ],
  [
    'Lighthouse performance below 90',
    'lighthouse-performance',
    'critical',
    'performance',
    undefined,
    { metric: 'lighthouse_score', match: { category: 'performance' }, below: 90 },
  ],
  [
    'error rate over 2 points up',
    'error-rate-increase',
    'warning',
    'performance',
    undefined,
    { metric: 'error_ratio', increaseBy: 0.02 },
  ],
  [
    'page loads over 3 s',
    'slow-page-loads',
    'warning',
    'performance',
    undefined,
    { metric: 'http_response_seconds', above: 3 },
  ],
  [
    'page loads over 3 s for visitors',
    'slow-page-loads-visitors',
    'warning',
    'performance',
    undefined,
    { metric: 'page_load_seconds', above: 3 },
  ],
  ['assets fail', 'asset-loading-failures', 'warning', 'performance', undefined, { metric: 'asset_failures', above: 0 }],
  [
    'funnel over 15 % down',
    'conversion-funnel-drop',
    'warning',
    'business',
    undefined,
    { metric: 'conversion_ratio', decrease: 0.15 },
  ],
  ['over 3 % of revenue forms fail', 'revenue-form-failures', 'critical', 'business', 'high', { ...FORMS, above: 0.03 }],
  [
    'bounce rate over 25 % up',
    'bounce-rate-increase',
    'warning',
    'business',
    'high',
    { metric: 'bounce_ratio', increase: 0.25 },
  ],
  [
    'conversion below its history',
    'conversion-rate-decline',
    'warning',
    'business',
    'medium',
    { metric: 'conversion_ratio', outsideBand: { side: 'below', atLeast: 3, of: 5 } },
  ],
  [
    'sessions of less quality',
    'session-quality',
    'warning',
    'business',
    'medium',
    { metric: 'session_duration_seconds', outsideBand: { side: 'below', atLeast: 3, of: 5 } },
  ],
];

/** What royal clients are promised, and the scores of an audit. */
const PROMISES: readonly Line[] = [
  ['uptime of 99.9 %', 'uptime-sla', 'warning', 'availability', undefined, { metric: 'up', reduce: 'avg', below: 0.999 }],
  [
    'answers within 2 s',
    'response-time-sla',
    'warning',
    'performance',
    undefined,
    { metric: 'http_response_seconds', above: 2 },
  ],
  ['error rate under 1 %', 'error-rate-sla', 'warning', 'performance', undefined, { metric: 'error_ratio', above: 0.01 }],
  ...(
    [
      ['lcp', 'lcp_seconds', 2.5],
      ['inp', 'inp_seconds', 0.2],
      ['cls', 'cls', 0.1],
      ['fcp', 'fcp_seconds', 1.8],
      ['ttfb', 'ttfb_seconds', 0.8],
      ['fid', 'fid_seconds', 0.1],
    ] as const
  ).map(([id, metric, above]): Line => {
    const when = { metric, reduce: 'p75', above } as const;
    return [`a good ${id.toUpperCase()}`, `${id}-sla`, 'warning', 'performance', undefined, when];
  }),
  ...(
    [
      ['accessibility', 95],
      ['best-practices', 90],
      ['seo', 95],
    ] as const
  ).map(([category, below]): Line => {
    const when = { metric: 'lighthouse_score', match: { category }, below };
    return [`a score of ${below} for ${category}`, `lighthouse-${category}`, 'warning', 'performance', undefined, when];
  }),
];

const SERVICE_PAGES = { page: '=~service.*' };

/** The budgets, in bytes (KB are thousands) and requests. */
const BUDGETS: readonly Line[] = (
  [
    ['javascript-initial', 'page_javascript_initial_bytes', 150_000, undefined],
    ['javascript', 'page_javascript_bytes', 300_000, undefined],
    ['css-critical', 'page_css_critical_bytes', 14_000, undefined],
    ['css', 'page_css_bytes', 100_000, undefined],
    ['image-hero', 'page_hero_image_bytes', 150_000, undefined],
    ['images', 'page_image_bytes', 500_000, undefined],
    ['weight-home', 'page_weight_bytes', 800_000, { page: 'home' }],
    ['weight-service', 'page_weight_bytes', 600_000, SERVICE_PAGES],
    ['requests-home', 'page_requests', 25, { page: 'home' }],
    ['requests-service', 'page_requests', 20, SERVICE_PAGES],
    ['third-party', 'page_third_party_requests', 5, undefined],
  ] as const
).map(([id, metric, above, match]): Line => {
  const when = { metric, above, by: ['page'], ...(match === undefined ? {} : { match }) };
  return [`the budget ${id}`, `budget-${id}`, 'warning', 'performance', undefined, when];
});

describe('the royal-client profile', () => {
  it.each([...ALERTS, ...BUDGETS, ...PROMISES])('holds: %s (%s)', (_, id, severity, category, impact, when) => {
    const rule = ruleOf(id);
    expect(rule.impact).toBe(impact);
    expect(rule).toMatchObject({ severity, category, when });
  });

  it('compares with the moving average, as the standard says', () => {
    const compared = rules.filter(({ when }) =>
      [when?.increase, when?.decrease, when?.increaseBy, when?.outsideBand].some((given) => given !== undefined),
    );
    expect(compared).toHaveLength(9);
    expect(new Set(compared.map(({ when }) => when?.baseline))).toEqual(new Set(['ema']));
  });

  it('has nothing that is neither demanded nor named as our own', () => {
    const demanded = new Set([...ALERTS, ...BUDGETS, ...PROMISES].map(([, id]) => id));
    const others = rules.filter(({ id }) => !demanded.has(id));
    expect(others.map(({ labels }) => labels?.group)).toEqual(others.map(() => 'operations'));
    expect(rules.filter(({ labels }) => labels?.group === 'operations')).toHaveLength(others.length);
  });

  it('watches itself: budgets, sources, backups, heartbeat, messages, rules, machine', () => {
    const own = rules.filter(({ labels }) => labels?.group === 'operations').map(({ id }) => id);
    expect(own).toEqual([
      ...['uptime', 'latency', 'errors'].flatMap((objective) => [`${objective}-burn-fast`, `${objective}-burn-slow`]),
      ...[
        'source-failing',
        'external-alert-critical',
        'external-alert',
        'backup-age',
        'mongodb-backup-age',
        'heartbeat-failing',
        'deliveries-waiting',
        'rules-failing',
        'watch-delayed',
      ],
      ...['service-slow', 'certificate-expiry', 'host-disk-full', 'host-memory-high', 'host-cpu-high'],
    ]);
  });

  it.each(['uptime', 'latency', 'errors'])('pages for a fast burn of %s, and opens a ticket for a slow one', (objective) => {
    const when = { burnRate: { objective } };
    expect(ruleOf(`${objective}-burn-fast`)).toMatchObject({ severity: 'critical', when });
    expect(ruleOf(`${objective}-burn-slow`)).toMatchObject({ severity: 'warning', when });
  });

  it('has no rule twice', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  it('looks only at metrics that are known', () => {
    const named = rules.flatMap(({ when }) => [when?.metric, when?.ratio?.bad, when?.ratio?.total]);
    const unknown = named.filter((metric) => metric !== undefined && !Object.hasOwn(METRICS, metric));
    expect(unknown).toEqual([]);
  });

  it('says in one plain sentence what each alert means for the business', () => {
    const odd = rules.filter(({ businessImpact = '' }) => !/^[A-Z][^.!?]{20,110}\.$/.test(businessImpact));
    expect(odd.map(({ id, businessImpact }) => [id, businessImpact])).toEqual([]);
  });
});
