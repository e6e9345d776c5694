import { describe, expect, it } from 'vitest';
import type { AlertRow } from '../../preload/contract/views.js';
import { byUrgency, sayHolder, sayLimit, sayNext, sayValue } from './alert.js';

const rowOf = (id: string, change: Partial<AlertRow> = {}): AlertRow =>
  ({
    ...{ id, state: 'firing', severity: 'critical', firedAt: 0, acknowledged: null, suppressed: null, muted: null },
    ...{ good: null, resolution: null, escalation: [] },
    ...change,
  }) as unknown as AlertRow;

const explained = rowOf('explained', { firedAt: 9, muted: { because: 'inhibited', by: 'Site down', until: null } } as never);

describe('an alert that another explains', () => {
  it('stands below what calls somebody, however new it is', () => {
    const order = [explained, rowOf('down'), rowOf('slow', { severity: 'warning' })].sort(byUrgency);
    expect(order.map(({ id }) => id)).toEqual(['down', 'slow', 'explained']);
  });
  it('says by which', () => expect(sayHolder(explained, 0)).toBe('explained by Site down'));
});

describe('what happens next', () => {
  const step = { level: 1, at: 3_600_000, team: 'senior', done: false };
  it('names the team and when it is told', () =>
    expect(sayNext(rowOf('a', { escalation: [{ ...step, channels: ['email'] }] } as never), 0)).toBe('tells senior in 60 min'));
  it('says where nobody would be told', () =>
    expect(sayNext(rowOf('a', { escalation: [{ ...step, channels: [] }] } as never), 0)).toContain('no channel reaches them'));
});

describe('a value against its limit', () => {
  it.each([
    ['form_failures_ratio', 0.071, 0.05, '7.1 %', 'limit 5 %'],
    ['build', 1, 0, 'failed', 'should pass'],
    ['build', 0, 0, 'passed', 'should pass'],
    ['', null, 0, 'test', 'nothing is wrong'],
    ['up', null, 1, 'no value', 'should be up'],
  ] as const)('of “%s” at %s is in words', (metric, value, threshold, said, limit) => {
    const row = rowOf('a', { metric, value, threshold, comparison: 'above' });
    expect([sayValue(row), sayLimit(row)]).toEqual([said, limit]);
  });
});
