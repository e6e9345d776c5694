import { describe, expect, it } from 'vitest';
import { judgeNow, memberOf, ruleOver } from '../../../../tests/support/rules.js';
import { seeded } from '../baseline/state.js';
import type { Rule, Subject, Test, Threshold } from '../model/rule.js';
import { prependRolledUp } from '../sample/rolled-up.js';
import { createWindow } from '../sample/sample-window.js';
import { insertSample } from '../sample/window.js';
import { days, hours, minutes } from '../time/instant.js';
import { atLeastByChance } from './binomial.js';
import type { Member } from './member.js';
import { conditionSentence } from './sentence.js';

const RATIO: Subject = {
  kind: 'ratio',
  bad: 'bad_total',
  total: 'all_total',
  window: minutes(15),
  stretchTo: days(7),
  minCount: 20,
};

const share = (test: Threshold, subject: Partial<typeof RATIO> = {}): Rule => {
  const rule = ruleOver(test);
  return { ...rule, when: { ...rule.when, subject: { ...RATIO, ...subject } as Subject } };
};

const over3 = share({ kind: 'above', threshold: 0.03 });
/** Counters with one sample a step, at these counts. */
const counters = (bad: readonly number[], all: readonly number[], step: number = minutes(1)): readonly [Member, Member] => [
  memberOf(bad, { name: 'bad_total', step, every: null }),
  memberOf(all, { name: 'all_total', step, every: null }),
];

/** The same series, with the hours before its samples known by totals alone, and the last instant of these. */
const behindHours = (member: Member, hoursOf: readonly number[], value: (hour: number) => number): [Member, number] => {
  const first = Math.floor((member.samples.blocks[0]?.first ?? 0) / hours(1)) * hours(1);
  const stretches = hoursOf.map((hour) => {
    const [min, max] = [value(hour), value(hour + 1)];
    return { start: first - (hoursOf.length - hour) * hours(1), n: 60, mean: (min + max) / 2, min, max, sketch: null };
  });
  prependRolledUp(member.samples, stretches, hours(1));
  return [member, first - 1];
};

describe('what reaches back further than samples are kept', () => {
  const day = Array.from({ length: 24 }, (_, hour) => hour);
  it('a share says up to when it is drawn from totals', () => {
    const [bads, all] = counters([0, 1], [2_400, 2_401]);
    const [, until] = behindHours(all, day, (hour) => hour * 100);
    const rule = share({ kind: 'above', threshold: 0.03 }, { window: days(1) });
    expect(judgeNow(rule, bads, all).basis).toMatchObject({ kind: 'ratio', rolledUpTo: until });
    expect(judgeNow(over3, bads, ...counters([], [0, 400]).slice(1)).basis).toMatchObject({ rolledUpTo: null });
  });
  it('a trend says so too', () => {
    const [member, until] = behindHours(memberOf([25, 25.1]), day, (hour) => 1 + hour);
    const judgement = judgeNow(ruleOver({ kind: 'trend', direction: 'up', over: hours(20), p: 0.05 }), member);
    expect(judgement).toMatchObject({ verdict: 'breach', basis: { kind: 'trend', rolledUpTo: until } });
  });
});

describe('a share of events', () => {
  it('is compared strictly once there are enough', () => {
    expect(judgeNow(over3, ...counters([0, 3], [0, 100]))).toMatchObject({ verdict: 'ok', value: 0.03, n: 100 });
    expect(judgeNow(over3, ...counters([0, 4], [0, 100]))).toMatchObject({ verdict: 'breach', value: 0.04, threshold: 0.03 });
  });

  it('is drawn over a longer time where the window holds too few, and says how long', () => {
    const judgement = judgeNow(over3, ...counters([0, 1, 1, 1], [0, 10, 20, 30], hours(1)));
    expect(judgement).toMatchObject({ verdict: 'ok', value: 0, n: 20 });
    expect(judgement.basis).toMatchObject({ kind: 'ratio', bad: 0, total: 20 });
    const window = judgement.basis?.kind === 'ratio' ? judgement.basis.window : 0;
    expect(window).toBeGreaterThan(hours(1));
    expect(window).toBeLessThanOrEqual(hours(2));
  });

  it.each([
    ['one of three', [0, 1], [0, 3], 'too-few'],
    ['two of two', [0, 2], [0, 2], 'too-few'],
    ['three of three', [0, 3], [0, 3], 'breach'],
    ['three of nineteen', [0, 3], [0, 19], 'too-few'],
    ['five of nineteen', [0, 5], [0, 19], 'breach'],
    ['none of nineteen', [0, 0], [0, 19], 'too-few'],
  ] as const)('of too few events: %s', (_, bad, all, verdict) => {
    expect(judgeNow(over3, ...counters(bad, all)).verdict).toBe(verdict);
  });

  it('that must not fall is as careful', () => {
    const least = share({ kind: 'below', threshold: 0.97 });
    expect(judgeNow(least, ...counters([0, 0], [0, 3])).verdict).toBe('breach');
    expect(judgeNow(least, ...counters([0, 2], [0, 3])).verdict).toBe('too-few');
    expect(judgeNow(least, ...counters([0, 96], [0, 100])).verdict).toBe('breach');
  });

  it('of nothing, or of counts that have stopped, is unknown', () => {
    expect(judgeNow(over3, ...counters([0, 0], [5, 5])).verdict).toBe('no-data');
    const old = memberOf([0, 100], { name: 'all_total', age: minutes(16), every: null });
    expect(judgeNow(over3, old).verdict).toBe('no-data');
  });

  it('counts no bad ones where their counter has not begun', () => {
    expect(judgeNow(over3, memberOf([0, 100], { name: 'all_total' }))).toMatchObject({ verdict: 'ok', value: 0 });
  });

  it('adds fractions', () => {
    expect(judgeNow(over3, ...counters([0, 1.5], [0, 30.5])).value).toBeCloseTo(1.5 / 30.5, 12);
  });
});

it.each([
  [3, 3, 0.03, 0.000027],
  [1, 3, 0.03, 0.087327],
  [2, 10, 0.5, 0.9892578125],
  [0, 5, 0.1, 1],
  [6, 5, 0.1, 0],
])('at least %d of %d at %d happens by chance with probability %d', (successes, trials, p, chance) => {
  expect(atLeastByChance(successes, trials, p)).toBeCloseTo(chance, 9);
});

const usual = (values: readonly number[], mean = 2, deviation = 0.1): Member => ({
  ...memberOf(values),
  baseline: seeded('lcp_seconds', { mean, deviation, samples: 500 }),
});

describe('against what is usual', () => {
  const by = (test: Partial<Test>): Rule => ruleOver({ baseline: 'ema', ...test } as Test);

  it.each([
    [{ kind: 'increase', by: 0.2 }, 2.4, 2.41, 2.4],
    [{ kind: 'decrease', by: 0.15 }, 1.7, 1.69, 1.7],
    [{ kind: 'increaseBy', by: 0.5 }, 2.5, 2.51, 2.5],
    [{ kind: 'decreaseBy', by: 0.5 }, 1.5, 1.49, 1.5],
  ] as const)('%j', (test, fine, breach, threshold) => {
    expect(judgeNow(by(test), usual([fine])).verdict).toBe('ok');
    const judgement = judgeNow(by(test), usual([breach]));
    expect(judgement.verdict).toBe('breach');
    expect(judgement.threshold).toBeCloseTo(threshold, 12);
    expect(judgement.basis).toMatchObject({ kind: 'baseline', expected: 2 });
  });

  it('learns first', () => {
    expect(judgeNow(by({ kind: 'increase', by: 0.2 }), memberOf([9]))).toMatchObject({ verdict: 'learning', clears: false });
  });

  it('holds each series of a group against its own', () => {
    const rule = by({ kind: 'increase', by: 0.2 });
    expect(judgeNow(rule, usual([10], 10), usual([2.5]))).toMatchObject({ verdict: 'breach', value: 2.5 });
    expect(judgeNow(rule, usual([10], 10), usual([2.1])).verdict).toBe('ok');
  });

  it('is left in three of five readings, not in two', () => {
    const band = by({ kind: 'outsideBand', side: 'above', atLeast: 3, of: 5 });
    expect(judgeNow(band, usual([2.3, 2, 2.3, 2, 2])).verdict).toBe('ok');
    expect(judgeNow(band, usual([2.3, 2, 2.3, 2, 2.3]))).toMatchObject({
      verdict: 'breach',
      basis: { kind: 'band', outside: 3, of: 5, expected: 2 },
    });
    expect(judgeNow(band, usual([1.5, 1.5, 1.5, 1.5, 1.5])).verdict).toBe('ok');
    expect(judgeNow(band, usual([2.3, 2.3])).verdict).toBe('too-few');
  });

  it('takes a counter by its increase, which of a quarter of an hour is a quarter', () => {
    const rule = ruleOver(
      { kind: 'increase', by: 0.5, baseline: 'ema' },
      { metric: 'errors_total', reduce: 'increase', window: minutes(15) },
    );
    const errors = (rise: number): Member => ({
      ...memberOf([0, rise], { name: 'errors_total' }),
      baseline: seeded('errors_total', { mean: 40, deviation: 4, samples: 500 }),
    });
    expect(judgeNow(rule, errors(15)).verdict).toBe('ok');
    expect(judgeNow(rule, errors(16))).toMatchObject({ verdict: 'breach', threshold: 15 });
  });
});

describe('a burn rate', () => {
  const rule = (severity: Rule['severity']): Rule =>
    ruleOver(
      { kind: 'burnRate', objective: { id: 'uptime', kind: 'availability', target: 0.999, slowerThan: null } },
      { metric: 'up' },
      { severity },
    );
  const up = (values: readonly number[]): Member => memberOf(values, { name: 'up' });
  const good = (count: number): number[] => Array.from({ length: count }, () => 1);

  it('pages where both windows burn, and says how fast', () => {
    expect(judgeNow(rule('critical'), up([...good(57), 0, 0, 0]))).toMatchObject({ verdict: 'breach', threshold: 14.4 });
  });

  it('of a young desk is proven once it has cost what it stands for, or half of the window was seen', () => {
    const aim = { id: 'half', kind: 'availability', target: 0.99, slowerThan: null } as const;
    const page = ruleOver({ kind: 'burnRate', objective: aim }, { metric: 'up' }, { severity: 'critical' });
    const bad = (count: number): number[] => Array.from({ length: count }, () => 0);
    expect(judgeNow(page, up(bad(3)))).toMatchObject({
      verdict: 'too-few',
      clears: false,
      basis: { covered: expect.closeTo(3 / 360, 9) },
    });
    expect(judgeNow(page, up(bad(8))).verdict).toBe('too-few');
    expect(judgeNow(page, up(bad(9))).verdict).toBe('breach');
    // Five of thirty are 16.7 times the even pace over half an hour: half of the window stands for the whole.
    expect(judgeNow(page, up([...good(24), ...bad(5)])).verdict).toBe('too-few');
    expect(judgeNow(page, up([...good(25), ...bad(5)]))).toMatchObject({ verdict: 'breach', basis: { covered: 0.5 } });
  });

  it('of counters is proven by the time since the first sample', () => {
    const aim = { id: 'errors', kind: 'errors', target: 0.99, slowerThan: null } as const;
    const rule = share({ kind: 'above', threshold: 0 });
    const page: Rule = { ...rule, severity: 'critical', when: { ...rule.when, test: { kind: 'burnRate', objective: aim } } };
    expect(judgeNow(page, ...counters([0, 10, 20], [0, 10, 20])).verdict).toBe('too-few');
    const hour = Array.from({ length: 61 }, (_, i) => i);
    expect(
      judgeNow(
        page,
        ...counters(
          hour,
          hour.map((i) => 2 * i),
        ),
      ).verdict,
    ).toBe('breach');
  });

  it('stops where the short window is good again', () => {
    expect(judgeNow(rule('critical'), up([...good(20), 0, 0, 0, ...good(37)])).verdict).toBe('ok');
  });

  it('is not moved by one or two failed looks', () => {
    expect(judgeNow(rule('critical'), up([...good(58), 0, 0])).verdict).toBe('ok');
  });

  it('of latency counts the slow readings', () => {
    const slow = ruleOver(
      { kind: 'burnRate', objective: { id: 'fast', kind: 'latency', target: 0.99, slowerThan: 2 } },
      { metric: 'http_response_seconds' },
      { severity: 'critical' },
    );
    const marked = createWindow(false);
    const member = memberOf(Array.from({ length: 60 }, () => 1));
    for (const { at } of member.samples.blocks)
      for (const [index, instant] of at.entries()) insertSample(marked, instant, index > 45 ? 1 : 0);
    expect(judgeNow(slow, { ...member, marked: new Map([[2, marked]]) }).verdict).toBe('breach');
  });

  it('without a reading is unknown', () => {
    expect(judgeNow(rule('critical'), memberOf([1], { name: 'up', age: hours(7) })).verdict).toBe('no-data');
  });
});

describe('an event', () => {
  const failed = ruleOver({ kind: 'event', status: 'failed' }, { metric: 'build' });
  const build = (status: string, values: readonly number[], age = 0): Member =>
    memberOf(values, { name: 'build', labels: { status }, age });

  it.each([
    ['fires when it is the newest', [build('failed', [1]), build('succeeded', [1], minutes(5))], 'breach'],
    ['is over with a later one', [build('failed', [1], minutes(5)), build('succeeded', [1])], 'ok'],
    ['stands until then, however old', [build('failed', [1], days(3))], 'breach'],
    ['is taken back by a zero', [build('failed', [1, 0])], 'ok'],
    ['counts where two come at once', [build('succeeded', [1]), build('failed', [1])], 'breach'],
  ] as const)('%s', (_, members, verdict) => {
    expect(judgeNow(failed, ...members).verdict).toBe(verdict);
  });
});

it.each([
  [ruleOver({ kind: 'above', threshold: 3 }, {}, { for: minutes(2) }), 'lcp_seconds is above 3 s for 2 min'],
  [
    ruleOver({ kind: 'below', threshold: 1 }, { reduce: 'p75', window: minutes(15) }),
    'p75 of lcp_seconds over 15 min is below 1 s',
  ],
  [over3, 'bad_total as a share of all_total over 15 min is above 3 %'],
  [ruleOver({ kind: 'increase', by: 0.5, baseline: 'auto' }), 'lcp_seconds is more than 50 % above its usual level'],
  [
    ruleOver({ kind: 'increaseBy', by: 0.02, baseline: 'auto' }, { metric: 'error_ratio' }),
    'error_ratio is more than 2 points above its usual level',
  ],
  [
    ruleOver({ kind: 'outsideBand', side: 'either', atLeast: 3, of: 5, baseline: 'auto' }),
    'lcp_seconds lies outside its usual band in 3 of 5 readings',
  ],
  [
    ruleOver({ kind: 'trend', direction: 'up', over: days(7), p: 0.05 }),
    'lcp_seconds has a steady trend up over 7 d (chance below 5 %)',
  ],
  [ruleOver({ kind: 'absent', for: minutes(10) }), 'no sample of lcp_seconds for 10 min'],
  [ruleOver({ kind: 'event', status: 'failed' }, { metric: 'build' }), 'the newest build has the status failed'],
  [ruleOver({ kind: 'below', threshold: 1 }, { metric: 'up' }, { for: minutes(2) }), 'a target is down for 2 min'],
  [
    ruleOver({ kind: 'below', threshold: 0.999 }, { metric: 'up', reduce: 'avg', window: days(1) }),
    'uptime over 1 d is below 99.9 %',
  ],
  [ruleOver({ kind: 'above', threshold: 93_600 }, { metric: 'backup_age_seconds' }), 'backup_age_seconds is above 1 d 2 h'],
  [
    ruleOver({ kind: 'above', threshold: 1 }, { reduce: 'avg', window: minutes(5) }),
    'the average of lcp_seconds over 5 min is above 1 s',
  ],
])('a rule reads as a sentence', (rule, sentence) => {
  expect(conditionSentence(rule)).toBe(sentence);
});
