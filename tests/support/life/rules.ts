import type { ObjectiveAim, Rule, RuleId, Subject, Test } from '../../../src/main/core/model/rule.js';
import { minutes, seconds } from '../../../src/main/core/time/instant.js';
import { httpTarget, siteDown, slowPage } from '../engine.js';

export const TARGETS = [
  httpTarget('home', { every: seconds(10) }),
  httpTarget('shop', { every: seconds(20), url: 'http://shop.example/' }),
];

const named = (id: string, rule: Rule, changes: Partial<Rule['when']> = {}): Rule => ({
  ...rule,
  id: id as RuleId,
  when: { ...rule.when, ...changes },
});

const response = (reduce: 'avg' | 'max' | 'count' | 'p90'): Subject => ({
  kind: 'metric',
  metric: 'http_response_seconds',
  reduce,
  window: minutes(2),
});
const last = (metric: string): Subject => ({ kind: 'metric', metric, reduce: 'last', window: null });
const rise = (metric: string): Subject => ({ kind: 'metric', metric, reduce: 'increase', window: minutes(3) });
const failures = (stretchTo: number): Subject => ({
  kind: 'ratio',
  bad: 'form_failures_total',
  total: 'form_submissions_total',
  window: minutes(2),
  stretchTo: minutes(stretchTo),
  minCount: 20,
});

const quick: Rule = { ...slowPage, for: seconds(20), resolve: { auto: true, after: minutes(1), goodReadings: 2 } };

/** Looks at every reading there is, so that a desk that has it judges whenever it looks. */
export const ALWAYS: Rule = { ...siteDown, resolve: { auto: true, after: minutes(1), goodReadings: 3 }, repeat: minutes(4) };

const NEWEST_VALUE: readonly Rule[] = [
  { ...slowPage, for: seconds(45), clear: { kind: 'below', threshold: 2 } },
  named('slow-to-go-stale', { ...quick, severity: 'info' }, { stale: minutes(1), test: { kind: 'above', threshold: 2 } }),
];

const WINDOWS: readonly Rule[] = [
  named('slow-on-average', { ...slowPage, for: seconds(0) }, { subject: response('avg') }),
  named('slowest', { ...slowPage, for: seconds(30) }, { subject: response('p90'), by: [] }),
  named('few-readings', siteDown, { subject: response('count'), test: { kind: 'below', threshold: 5 } }),
  named('silent', { ...siteDown, for: seconds(0) }, { test: { kind: 'absent', for: minutes(2) } }),
  named('queue-never-seen', siteDown, {
    subject: last('queue_bytes'),
    match: [{ label: 'target', operator: '=', value: 'mail' }],
    test: { kind: 'absent', for: minutes(3) },
  }),
];

const COUNTERS: readonly Rule[] = [
  named('many-failures', quick, { subject: rise('form_failures_total'), test: { kind: 'above', threshold: 20 } }),
  named('hardly-used', quick, {
    subject: rise('form_submissions_total'),
    by: ['target'],
    test: { kind: 'below', threshold: 15 },
  }),
  named(
    'forms-fail',
    { ...siteDown, for: seconds(30) },
    { subject: failures(2), by: ['form'], test: { kind: 'above', threshold: 0.2 } },
  ),
  named('forms-fail-rarely-used', quick, { subject: failures(30), by: [], test: { kind: 'above', threshold: 0.1 } }),
];

const usual = (
  kind: 'increase' | 'decrease' | 'increaseBy' | 'decreaseBy',
  by: number,
  baseline: 'ema' | 'seasonal' | 'auto',
): Test => ({ kind, by, baseline }) as Test;

const AGAINST_USUAL: readonly Rule[] = [
  named('slower-than-usual', quick, { test: usual('increase', 0.5, 'ema') }),
  named('quicker-than-usual', quick, { subject: response('avg'), test: usual('decrease', 0.15, 'auto') }),
  named('fails-more-than-usual', quick, { subject: failures(2), by: ['form'], test: usual('increaseBy', 0.05, 'ema') }),
  named(
    'queue-shrinks',
    { ...quick, for: seconds(0) },
    { subject: last('queue_items'), test: usual('decreaseBy', 5, 'seasonal') },
  ),
];

const band = (baseline: 'ema' | 'seasonal', side: 'above' | 'below' | 'either'): Test => ({
  kind: 'outsideBand',
  ...{ side, atLeast: 3, of: 5, baseline },
});

const BANDS: readonly Rule[] = [
  named('unusual', slowPage, { test: band('ema', 'above') }),
  named('unusual-for-the-hour', quick, { test: band('seasonal', 'either') }),
  named(
    'unusual-queue',
    { ...quick, for: seconds(0) },
    { subject: last('queue_items'), by: [], test: band('seasonal', 'below') },
  ),
];

const aim = (kind: ObjectiveAim['kind'], slowerThan: number | null = null): Test => ({
  kind: 'burnRate',
  objective: { id: kind, kind, target: 0.99, slowerThan },
});

const OTHERS: readonly Rule[] = [
  named('queue-grows', quick, {
    subject: last('queue_items'),
    test: { kind: 'trend', direction: 'up', over: minutes(8), p: 0.05 },
  }),
  named('uptime-burns', siteDown, { test: aim('availability') }),
  named(
    'latency-burns',
    { ...siteDown, severity: 'warning' },
    { subject: last('http_response_seconds'), by: [], test: aim('latency', 3) },
  ),
  named('errors-burn', siteDown, { subject: failures(2), by: ['form'], test: aim('errors') }),
  named(
    'deploy-failed',
    { ...quick, severity: 'critical', for: seconds(0) },
    { subject: last('deploys'), test: { kind: 'event', status: 'failed' } },
  ),
  named('deploy-failed-lately', quick, {
    subject: { kind: 'metric', metric: 'deploys', reduce: 'last', window: minutes(4) },
    stale: minutes(6),
    test: { kind: 'event', status: 'failed' },
  }),
];

/** A rule of each condition, on values of each kind, that a life of some minutes can fire and resolve. */
export const RULES: readonly Rule[] = [...NEWEST_VALUE, ...WINDOWS, ...COUNTERS, ...AGAINST_USUAL, ...BANDS, ...OTHERS];
