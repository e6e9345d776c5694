import { expect, it } from 'vitest';
import type { Objective } from '../model/slo.js';
import { nameObjective } from './name.js';

const readings = (metric: string, side: 'atMost' | 'atLeast', limit: number): Objective['measures'] => [
  { kind: 'readings', metric, match: [], good: { side, limit } },
];

it.each([
  ['Uptime', 'availability', 0.999, readings('up', 'atLeast', 1)],
  ['Response time within 2 s', 'latency', 0.99, readings('http_response_seconds', 'atMost', 2)],
  ['Response time within 800 ms', 'latency', 0.99, readings('http_response_seconds', 'atMost', 0.8)],
  ['Error rate below 1 %', 'errors', 0.99, []],
  ['Error rate below 0.1 %', 'errors', 0.999, []],
  ['Performance score from 90', 'lighthouse', 0.9, readings('lighthouse_score', 'atLeast', 90)],
  ['Core Web Vitals good', 'web-vitals', 0.75, []],
] as const)('a promise is called %s', (name, kind, target, measures) => {
  expect(nameObjective({ kind, target, measures })).toBe(name);
});
