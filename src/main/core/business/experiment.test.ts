import { describe, expect, it } from 'vitest';
import type { CountedSeries } from '../model/business.js';
import type { Experiment, ExperimentPlan } from '../model/experiment.js';
import type { Spread } from '../model/figure.js';
import type { Labels } from '../model/labels.js';
import { addToSketch, emptySketch } from '../sample/sketch.js';
import { instant } from '../time/instant.js';
import type { Converted } from './breakdown.js';
import { experimentsOf } from './experiment.js';
import { industryOf } from './industry.js';
import { differenceOf, splitPOf, twoProportionP, zOfAll } from './proportions.js';
import { spreadOf } from './spread.js';

const HOUR = 3_600_000;
const [FROM, TO] = [instant(0), instant(24 * HOUR)];
const counted = (labels: Labels, by: number): CountedSeries => ({ labels, rises: new Map([[HOUR, by]]) });

describe('two proportions', () => {
  it('differ by Newcombe’s interval', () => {
    // Newcombe 1998, table II, example (a): 56/70 and 48/80, method 10: 0.2, 0.0524 to 0.3339.
    const { difference, between } = differenceOf({ part: 56, n: 70 }, { part: 48, n: 80 });
    expect(difference).toBeCloseTo(0.2, 10);
    expect(between[0]).toBeCloseTo(0.0524, 4);
    expect(between[1]).toBeCloseTo(0.3339, 4);
  });

  it('have the p of the pooled z-test', () => {
    // Pooled 104/150: z = 0.2 ÷ √(0.69333 × 0.30667 × (1/70 + 1/80)) = 2.6502, p = 0.00805
    expect(twoProportionP({ part: 56, n: 70 }, { part: 48, n: 80 })).toBeCloseTo(0.00805, 5);
    expect(twoProportionP({ part: 0, n: 50 }, { part: 0, n: 50 })).toBe(1);
  });

  it('are told apart from an uneven split', () => {
    // χ² = 2 × 100² ÷ 1000 = 20 with one degree: p = 7.7e-6; 4 with one: p = 0.0455; three groups, χ² 6: p ≈ 0.0498.
    expect(splitPOf([1_100, 900], [0.5, 0.5])).toBeCloseTo(7.74e-6, 7);
    expect(splitPOf([520, 480], [0.5, 0.5])).toBeCloseTo(0.2059, 3);
    expect(splitPOf([100 + 17.32, 100 - 17.32, 100], [1 / 3, 1 / 3, 1 / 3])).toBeCloseTo(0.0498, 2);
  });
});

describe('a percentile of visits', () => {
  it('has the interval of its order statistics', () => {
    const sketch = emptySketch();
    for (let value = 1; value <= 400; value += 1) addToSketch(sketch, value / 100);
    const spread = spreadOf('lcp_seconds', sketch);
    // Ranks 300 ± 1.96 × √75 = 283 and 317, each to within 1 %.
    expect(spread).toMatchObject({ n: 400, rating: 'needs-improvement' });
    expect(Math.abs((spread?.p75 ?? 0) - 3)).toBeLessThan(0.04);
    expect(Math.abs((spread?.between[0] ?? 0) - 2.83)).toBeLessThan(0.04);
    expect(Math.abs((spread?.between[1] ?? 0) - 3.17)).toBeLessThan(0.04);
  });

  it('of a few visits says so, and of none is none', () => {
    const sketch = emptySketch();
    for (let n = 0; n < 19; n += 1) addToSketch(sketch, 1);
    expect(spreadOf('lcp_seconds', sketch)?.rating).toBe('too-few');
    expect(spreadOf('lcp_seconds', emptySketch())).toBeNull();
  });
});

const trial = (a: readonly [visits: number, sent: number], b: readonly [visits: number, sent: number]) => ({
  visits: [counted({ step: 'visit', variant: 'control' }, a[0]), counted({ step: 'visit', variant: 'short' }, b[0])],
  submissions: [counted({ form: 'inquiry', variant: 'control' }, a[1]), counted({ form: 'inquiry', variant: 'short' }, b[1])],
  failures: [],
});

const experimentOf = (
  converted: Converted,
  vitals: ReadonlyMap<string, readonly Spread[]>,
  plans: readonly ExperimentPlan[] = [],
): Experiment => experimentsOf(converted, vitals, plans, FROM, TO)[0] as Experiment;

/** Visits and conversions by variant. */
const many = (figures: Readonly<Record<string, readonly [visits: number, sent: number]>>): Converted => ({
  visits: Object.entries(figures).map(([variant, [visits]]) => counted({ step: 'visit', variant }, visits)),
  submissions: Object.entries(figures).map(([variant, [, sent]]) => counted({ form: 'inquiry', variant }, sent)),
  failures: [],
});

const lcp = (p75: number, half: number, n = 300): Spread => ({
  ...{ metric: 'lcp_seconds', p75, n, rating: 'good' },
  between: [p75 - half, p75 + half],
});

describe('an experiment', () => {
  it('says that a variant converts better, and that its pages are faster', () => {
    const vitals = new Map([
      ['control', [lcp(2.4, 0.1)]],
      ['short', [lcp(2, 0.1)]],
    ]);
    const found = experimentOf(trial([1_000, 50], [1_020, 90]), vitals);
    expect(found).toMatchObject({ state: 'known', control: 'control', isSplitWrong: false });
    expect(found.comparisons).toMatchObject([
      { variant: 'short', state: 'known', verdict: 'better', vitals: [{ metric: 'lcp_seconds', verdict: 'better' }] },
    ]);
    expect(found.comparisons[0]?.difference).toBeCloseTo(90 / 1_020 - 0.05, 10);
    expect(found.comparisons[0]?.p).toBeLessThan(0.001);
  });

  it('finds no difference that chance explains', () => {
    const vitals = new Map([
      ['control', [lcp(2.4, 0.2)]],
      ['short', [lcp(2.3, 0.2, 12)]],
    ]);
    const [comparison] = experimentOf(trial([1_000, 50], [1_000, 54]), vitals).comparisons;
    expect(comparison).toMatchObject({ verdict: 'no-difference', vitals: [{ verdict: 'not-enough' }] });
  });

  it('does not judge what is too small', () => {
    expect(experimentOf(trial([99, 20], [400, 80]), new Map()).comparisons[0]).toMatchObject({
      state: 'not-enough',
      verdict: 'not-enough',
      p: null,
    });
    // Enough visits, but fewer than five conversions expected.
    expect(experimentOf(trial([200, 1], [200, 2]), new Map()).comparisons[0]?.verdict).toBe('not-enough');
  });

  it('warns of visits that are not shared out evenly', () => {
    expect(experimentOf(trial([1_100, 50], [900, 45]), new Map())).toMatchObject({ isSplitWrong: true });
  });

  it('of a planned split is held against that, and an uneven one is assumed to be wrong', () => {
    const planned = many({ original: [9_000, 450], short: [1_000, 50] });
    const plan = { name: 'form', control: 'original', shares: { original: 90, short: 10 } };
    expect(experimentOf(planned, new Map(), [plan])).toMatchObject({
      ...{ name: 'form', control: 'original', controlBy: 'configured', sharesBy: 'configured', isSplitWrong: false },
      comparisons: [{ variant: 'short', state: 'known', verdict: 'no-difference' }],
    });
    expect(experimentOf(planned, new Map())).toMatchObject({ sharesBy: 'assumed', isSplitWrong: true });
    const lost = many({ original: [9_000, 450] });
    expect(experimentOf(lost, new Map(), [plan])).toMatchObject({ isSplitWrong: true });
  });

  it('has no stray variant for its control', () => {
    const stray = experimentOf(many({ a: [3, 0], b: [1_000, 50], c: [1_000, 80] }), new Map());
    expect(stray).toMatchObject({ control: 'b', controlBy: 'most-visits' });
    expect(stray.comparisons.find(({ variant }) => variant === 'c')).toMatchObject({ state: 'known', verdict: 'better' });
  });

  it('of several variants asks more of each, so that chance alone seldom finds one', () => {
    // 60 of 1,000 against 84 of 1,000: p = 0.038 by itself, and 0.115 as one of three.
    const pair = many({ control: [1_000, 60], b: [1_000, 84] });
    expect(experimentOf(pair, new Map()).comparisons[0]).toMatchObject({ verdict: 'better' });
    const four = experimentOf(many({ control: [1_000, 60], b: [1_000, 84], c: [1_000, 61], d: [1_000, 58] }), new Map());
    expect(four.comparisons.map(({ verdict }) => verdict)).toEqual(['no-difference', 'no-difference', 'no-difference']);
    expect(four.comparisons[0]?.p).toBeCloseTo(0.115, 2);
    // The normal distribution's quantile at 1 − 0.025 ÷ 3.
    expect(zOfAll(3)).toBeCloseTo(2.394, 3);
  });

  it('is one of several by the names of its variants, and what none names is another', () => {
    const plans = [
      { name: 'form', control: 'long', shares: { long: 1, short: 1 } },
      { name: 'colour', control: 'red', shares: { red: 1, blue: 1 } },
    ];
    const all = many({ long: [500, 20], short: [500, 25], red: [400, 20], blue: [400, 20], x: [300, 10], y: [300, 10] });
    const found = experimentsOf(all, new Map(), plans, FROM, TO);
    expect(found.map(({ name, variants }) => [name, variants.map(({ variant }) => variant)])).toEqual([
      ['form', ['long', 'short']],
      ['colour', ['red', 'blue']],
      [null, ['x', 'y']],
    ]);
  });

  it('is none with one variant', () => {
    const one = { ...trial([100, 5], [0, 0]), visits: [counted({ step: 'visit', variant: 'control' }, 100)] };
    expect(experimentOf(one, new Map())).toMatchObject({ state: 'no-reading', comparisons: [] });
    expect(experimentOf({ visits: [], submissions: [], failures: [] }, new Map()).state).toBe('no-source');
  });
});

describe('the industry', () => {
  it('is shown beside the site’s own p75 and the limits, and nothing is made up where there is none', () => {
    const figures = {
      ...{ source: 'a study', url: 'https://example.org', measured: '2025-07' },
      metrics: { lcp_seconds: { mobile: { good: 0.62, poor: 0.13 }, desktop: { good: 0.74, poor: 0.07 } } },
    };
    const rows = industryOf([lcp(2.4, 0.1)], figures);
    expect(rows[0]).toMatchObject({
      metric: 'lcp_seconds',
      good: 2.5,
      poor: 4,
      own: { p75: 2.4 },
      industry: { mobile: { good: 0.62 } },
    });
    expect(rows[1]).toMatchObject({ metric: 'inp_seconds', own: null, industry: null });
  });
});
