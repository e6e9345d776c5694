import { describe, expect, it } from 'vitest';
import { siteDown, slowPage } from '../../../../tests/support/engine.js';
import type { Rule } from '../model/rule.js';
import { type Duration, type Instant, instant, minutes, observedInstant, seconds } from '../time/instant.js';
import { judge, type SeriesWindow } from './judge.js';

const NOW = instant(Date.parse('2026-01-05T12:00:00Z'));
const OBSERVED = observedInstant(minutes(600));

/** One sample a minute, the newest `age` old. */
const windowOf = (values: readonly number[], { age = 0, every = minutes(1) as Duration | null } = {}): SeriesWindow => ({
  samples: values.map((value, index) => ({ at: instant(NOW - age - minutes(values.length - 1 - index)) as Instant, value })),
  newestObserved: observedInstant(OBSERVED - age),
  every,
});
const run = (rule: Rule, ...group: readonly SeriesWindow[]) => judge(rule, group, NOW, OBSERVED);

describe('the last value', () => {
  it.each([
    [3, 'ok'],
    [3.0001, 'breach'],
  ] as const)('is compared strictly: %d is %s', (value, verdict) => {
    expect(run(slowPage, windowOf([value])).verdict).toBe(verdict);
  });

  it('stays current for three intervals, at least five minutes of observed time', () => {
    expect(run(slowPage, windowOf([4], { age: minutes(5) })).verdict).toBe('breach');
    expect(run(slowPage, windowOf([4], { age: minutes(5) + 1 })).verdict).toBe('no-data');
    expect(run(slowPage, windowOf([4], { age: minutes(90), every: minutes(30) })).verdict).toBe('breach');
  });

  it('of a group is the one furthest into breach', () => {
    expect(run(slowPage, windowOf([1]), windowOf([5]), windowOf([4]))).toMatchObject({ verdict: 'breach', value: 5, n: 3 });
    expect(run(siteDown, windowOf([1]), windowOf([0]))).toMatchObject({ verdict: 'breach', value: 0 });
  });

  it('clears only beyond the clear threshold', () => {
    const rule: Rule = { ...slowPage, clear: { kind: 'below', threshold: 2 } };
    expect(run(rule, windowOf([2.5]))).toMatchObject({ verdict: 'ok', clears: false });
    expect(run(rule, windowOf([1.9]))).toMatchObject({ verdict: 'ok', clears: true });
  });
});

describe('a window', () => {
  const over = (reduce: Rule['when']['reduce'], length = minutes(3)): Rule => ({
    ...slowPage,
    when: { ...slowPage.when, reduce, window: length },
  });

  it.each([
    ['avg', 4],
    ['min', 3],
    ['max', 5],
    ['sum', 12],
    ['count', 3],
  ] as const)('reduced by %s', (reduce, value) => {
    expect(run(over(reduce), windowOf([100, 3, 4, 5]))).toMatchObject({ value, n: 3 });
  });

  it('leaves its start out and takes its end in', () => {
    expect(run(over('count', minutes(1)), windowOf([1, 1, 1])).value).toBe(1);
    expect(run(over('count', seconds(61)), windowOf([1, 1, 1])).value).toBe(2);
  });

  it('without a sample has nothing to judge', () => {
    expect(run(over('avg'), windowOf([4, 4], { age: minutes(10) })).verdict).toBe('no-data');
    expect(judge(over('avg'), [], NOW, OBSERVED).verdict).toBe('no-data');
  });
});
