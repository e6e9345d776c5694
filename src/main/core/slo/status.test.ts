import { describe, expect, it } from 'vitest';
import type { Objective } from '../model/slo.js';
import { days, minutes, seconds } from '../time/instant.js';
import { errorBudget, sloStatus } from './status.js';
import { wilson } from './wilson.js';

const uptime: Objective = {
  id: 'uptime',
  kind: 'availability',
  target: 0.999,
  over: days(30),
  measures: [],
  sources: [],
  hasSource: true,
};

describe('an error budget', () => {
  it('of 99.9 % over 30 days is 43 min 12 s', () => {
    expect(errorBudget(uptime)).toBeCloseTo(minutes(43) + seconds(12), 3);
  });

  it('of a promise of everything is nothing, and gone with the first bad event', () => {
    const always = { ...uptime, target: 1 };
    expect(sloStatus(always, { good: 50, valid: 50 }, 1)).toMatchObject({ verdict: 'met', budgetLeftRatio: 1 });
    expect(sloStatus(always, { good: 49, valid: 50 }, 1)).toMatchObject({ budgetLeftRatio: 0, budgetLeft: 0 });
    expect(sloStatus(always, { good: 47, valid: 50 }, 1)).toMatchObject({
      verdict: 'missed',
      text: '94.000000 % over 100.0 % observed',
    });
  });

  it('is used up by bad events, and can be overspent', () => {
    expect(sloStatus(uptime, { good: 43_200, valid: 43_200 }, 1)).toMatchObject({ budgetLeftRatio: 1 });
    const half = sloStatus(uptime, { good: 99_950, valid: 100_000 }, 1);
    expect(half.budgetLeftRatio).toBeCloseTo(0.5, 9);
    expect(half.budgetLeft / minutes(1)).toBeCloseTo(21.6, 6);
    expect(sloStatus(uptime, { good: 99_700, valid: 100_000 }, 1).budgetLeftRatio).toBeCloseTo(-2, 9);
  });
});

describe('an objective', () => {
  it.each([
    ['met', 43_170, 43_200],
    ['missed', 43_100, 43_200],
    // Within the objective only a thousand readings would allow a bad one.
    ['too-few', 6, 7],
    ['too-few', 99, 100],
    ['too-few', 5, 5],
    // Of twenty, ten bad ones are no chance at 99.9 %.
    ['missed', 10, 20],
    ['too-few', 0, 0],
  ] as const)('is %s with %d good of %d', (verdict, good, valid) => {
    expect(sloStatus(uptime, { good, valid }, 1).verdict).toBe(verdict);
  });

  it('says over how much of the time it was looked at', () => {
    expect(sloStatus(uptime, { good: 9_993, valid: 10_000 }, 0.961).text).toBe('99.93 % over 96.1 % observed');
    expect(sloStatus(uptime, { good: 7, valid: 7 }, 0.5).text).toBe('too few to judge (7 readings) over 50.0 % observed');
  });

  it('never looks met by rounding', () => {
    expect(sloStatus(uptime, { good: 998_999, valid: 1_000_000 }, 1).text).toBe('99.89 % over 100.0 % observed');
  });
});

describe('Wilson’s interval', () => {
  it('is that of the literature', () => {
    // Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    const [low, high] = wilson(81, 263);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
    expect(wilson(0, 20).map((bound) => bound.toFixed(4))).toEqual(['0.0000', '0.1611']);
    expect(wilson(1, 29).map((bound) => bound.toFixed(4))).toEqual(['0.0061', '0.1718']);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});
