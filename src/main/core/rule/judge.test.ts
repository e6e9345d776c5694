import { describe, expect, it } from 'vitest';
import { judgeNow, memberOf, ruleOver } from '../../../../tests/support/rules.js';
import type { Reducer, Rule } from '../model/rule.js';
import { minutes, seconds } from '../time/instant.js';

const slow = ruleOver({ kind: 'above', threshold: 3 });
const low = ruleOver({ kind: 'below', threshold: 1 });

describe('the last value', () => {
  it.each([
    [3, 'ok'],
    [3.0001, 'breach'],
  ] as const)('is compared strictly: %d is %s', (value, verdict) => {
    expect(judgeNow(slow, memberOf([value])).verdict).toBe(verdict);
  });

  it('says what it was compared with', () => {
    expect(judgeNow(slow, memberOf([4]))).toMatchObject({ value: 4, threshold: 3 });
  });

  it('stays current for three intervals, at least five minutes of observed time', () => {
    expect(judgeNow(slow, memberOf([4], { age: minutes(5) })).verdict).toBe('breach');
    expect(judgeNow(slow, memberOf([4], { age: minutes(5) + 1 })).verdict).toBe('no-data');
    expect(judgeNow(slow, memberOf([4], { age: minutes(90), every: minutes(30) })).verdict).toBe('breach');
  });

  it('stays current for as long as the rule says', () => {
    const patient: Rule = { ...slow, when: { ...slow.when, stale: minutes(30) } };
    expect(judgeNow(patient, memberOf([4], { age: minutes(30) })).verdict).toBe('breach');
    expect(judgeNow(patient, memberOf([4], { age: minutes(30) + 1 })).verdict).toBe('no-data');
  });

  it('is none at once when the end of the series was announced', () => {
    expect(judgeNow(slow, memberOf([4], { isEnded: true })).verdict).toBe('no-data');
    expect(judgeNow(slow, memberOf([4], { isEnded: true }), memberOf([2])).value).toBe(2);
  });

  it('of a group is the one furthest into breach', () => {
    expect(judgeNow(slow, memberOf([1]), memberOf([5]), memberOf([4]))).toMatchObject({ verdict: 'breach', value: 5, n: 3 });
    expect(judgeNow(low, memberOf([1]), memberOf([0]))).toMatchObject({ verdict: 'breach', value: 0 });
  });

  it('clears only beyond the clear threshold', () => {
    const rule: Rule = { ...slow, clear: { kind: 'below', threshold: 2 } };
    expect(judgeNow(rule, memberOf([2.5]))).toMatchObject({ verdict: 'ok', clears: false });
    expect(judgeNow(rule, memberOf([1.9]))).toMatchObject({ verdict: 'ok', clears: true });
  });
});

describe('a window', () => {
  const over = (reduce: Reducer, window = minutes(3)): Rule => ruleOver({ kind: 'above', threshold: 3 }, { reduce, window });

  it.each([
    ['avg', 4],
    ['min', 3],
    ['max', 5],
    ['sum', 12],
    ['count', 3],
    ['p50', 4],
    ['p75', 4.5],
    ['p90', 4.8],
    ['p95', 4.9],
    ['p99', 4.98],
  ] as const)('reduced by %s', (reduce, value) => {
    const judgement = judgeNow(over(reduce), memberOf([100, 3, 5, 4]));
    expect(judgement.value).toBeCloseTo(value, 10);
    expect(judgement.n).toBe(3);
  });

  it('leaves its start out and takes its end in', () => {
    expect(judgeNow(over('count', minutes(1)), memberOf([1, 1, 1])).value).toBe(1);
    expect(judgeNow(over('count', seconds(61)), memberOf([1, 1, 1])).value).toBe(2);
  });

  it('takes the samples of its group together', () => {
    expect(judgeNow(over('avg'), memberOf([1, 2, 3]), memberOf([10]))).toMatchObject({ value: 4, n: 4 });
    expect(judgeNow(over('p50'), memberOf([1, 2, 3]), memberOf([10, 10]))).toMatchObject({ value: 3, n: 5 });
  });

  it('without a sample has nothing to judge', () => {
    expect(judgeNow(over('avg'), memberOf([4, 4], { age: minutes(10) })).verdict).toBe('no-data');
    expect(judgeNow(over('avg'), memberOf([4], { isEnded: true })).verdict).toBe('no-data');
    expect(judgeNow(over('avg')).verdict).toBe('no-data');
  });

  it('knows a quantile of very many samples to within one percent', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => 1 + (index % 1_000) / 100);
    const value = judgeNow(over('p95', minutes(30_000)), memberOf(values)).value ?? 0;
    expect(Math.abs(value - 10.5) / 10.5).toBeLessThan(0.01);
  });
});

describe('the increase of a counter', () => {
  const errors = ruleOver({ kind: 'above', threshold: 3 }, { metric: 'errors_total', reduce: 'increase', window: minutes(3) });
  const counter = { name: 'errors_total' };

  it.each([
    ['counts from the last sample at or before the start', [0, 10, 11, 13, 14], 4],
    ['begins at its first sample where none is older', [50, 52], 2],
    ['is nothing after a first sample alone', [50], 0],
    ['takes a fall for a new beginning', [100, 100, 103, 2, 3], 6],
    ['adds fractions', [1, 1.25, 1.5, 2, 2.75], 1.5],
  ])('%s', (_, values, rise) => {
    expect(judgeNow(errors, memberOf(values, counter)).value).toBe(rise);
  });

  it('adds up over the series of a group, each from its own beginning', () => {
    expect(judgeNow(errors, memberOf([0, 1, 2, 3], counter), memberOf([7, 9], counter)).value).toBe(5);
  });

  it('is unknown once no sample comes any more', () => {
    expect(judgeNow(errors, memberOf([0, 5], { ...counter, age: minutes(6) })).verdict).toBe('no-data');
  });
});
