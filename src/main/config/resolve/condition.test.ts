import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../core/time/instant.js';
import { rule, type WhenDocument } from '../schema/v1/rule.js';
import { conditionOf, type Objectives } from './condition.js';

const OBJECTIVES: Objectives = new Map([
  ['uptime', { id: 'uptime', kind: 'availability', target: 0.999, match: { tier: 'revenue' } }],
  ['latency', { id: 'latency', kind: 'latency', target: 0.99, under: 2_000 }],
  ['errors', { id: 'errors', kind: 'errors', target: 0.99 }],
]);

const whenOf = (given: unknown): WhenDocument => rule.parse({ id: 'r', when: given }).when as WhenDocument;
const of = (given: unknown) => conditionOf(whenOf(given), OBJECTIVES);

describe('a condition with its defaults', () => {
  it.each([
    [{ above: '3%' }, { kind: 'above', threshold: 0.03 }],
    [{ increase: '50%' }, { kind: 'increase', by: 0.5, baseline: 'auto' }],
    [
      { decrease: '15%', baseline: 'ema' },
      { kind: 'decrease', by: 0.15, baseline: 'ema' },
    ],
    [{ increaseBy: 0.02 }, { kind: 'increaseBy', by: 0.02, baseline: 'auto' }],
    [{ decreaseBy: 5 }, { kind: 'decreaseBy', by: 5, baseline: 'auto' }],
    [{ outsideBand: {} }, { kind: 'outsideBand', side: 'either', atLeast: 3, of: 5, baseline: 'auto' }],
    [{ trend: { direction: 'up' } }, { kind: 'trend', direction: 'up', over: days(7), p: 0.05 }],
    [{ absent: '10m' }, { kind: 'absent', for: minutes(10) }],
    [{ event: 'failed' }, { kind: 'event', status: 'failed' }],
  ])('%j', (condition, test) => {
    expect(of({ metric: 'lcp_seconds', ...condition })?.test).toEqual(test);
  });

  it('a ratio needs 20 events, for which its window stretches to 7 days', () => {
    expect(of({ ratio: { bad: 'a_total', total: 'b_total' }, window: '15m', above: 0.03 })?.subject).toEqual({
      kind: 'ratio',
      bad: 'a_total',
      total: 'b_total',
      window: minutes(15),
      stretchTo: days(7),
      minCount: 20,
    });
  });

  it('an event is a sample of the metric event where the rule names none', () => {
    expect(of({ event: 'failed', window: '1h' })?.subject).toEqual({
      kind: 'metric',
      metric: 'event',
      reduce: 'last',
      window: hours(1),
    });
  });

  it('a burn rate looks at what its objective is about, and matches as it does', () => {
    expect(of({ burnRate: { objective: 'uptime' } })).toMatchObject({
      subject: { metric: 'up' },
      match: [{ label: 'tier', operator: '=', value: 'revenue' }],
      test: { kind: 'burnRate', objective: { id: 'uptime', target: 0.999, slowerThan: null } },
    });
    expect(of({ burnRate: { objective: 'latency' } })).toMatchObject({
      subject: { metric: 'http_response_seconds' },
      test: { objective: { slowerThan: 2 } },
    });
    expect(of({ ratio: { bad: 'a_total', total: 'b_total' }, burnRate: { objective: 'errors' } })?.subject.kind).toBe('ratio');
  });
});
