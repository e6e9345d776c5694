import { describe, expect, it } from 'vitest';
import type { CountedSeries, Sessions } from '../model/business.js';
import type { Spread } from '../model/figure.js';
import type { Labels } from '../model/labels.js';
import { instant } from '../time/instant.js';
import { breakdownOf, conversionOf } from './breakdown.js';
import { engagementOf, qualityOf } from './engagement.js';
import { funnelOf } from './funnel.js';
import { healthOf } from './health.js';
import { between, scoreOf } from './score.js';
import { shareOf } from './share.js';

const HOUR = 3_600_000;
const FROM = instant(0);
const TO = instant(24 * HOUR);

/** A counter that rose by all of it within one hour of the day. */
const counted = (labels: Labels, by: number, hour = 3): CountedSeries => ({ labels, rises: new Map([[hour * HOUR, by]]) });

describe('a share', () => {
  it('says how many it is of, with Wilson’s interval, and is not judged below twenty', () => {
    // 45 of 900: centre (0.05 + 3.8415/1800) / (1 + 3.8415/900) = 0.05191, half 0.01429.
    expect(shareOf(45, 900, true)).toMatchObject({ state: 'known', part: 45, n: 900, ratio: 0.05 });
    expect(shareOf(45, 900, true).between?.[0]).toBeCloseTo(0.0376, 4);
    expect(shareOf(45, 900, true).between?.[1]).toBeCloseTo(0.0662, 4);
    expect(shareOf(3, 19, true).state).toBe('too-few');
  });

  it('of nothing is no zero', () => {
    expect(shareOf(0, 0, true)).toMatchObject({ state: 'no-reading', ratio: null, between: null });
    expect(shareOf(0, 0, false)).toMatchObject({ state: 'no-source', ratio: null, between: null });
  });

  it('is at most all of it', () => {
    expect(shareOf(31, 30, true).ratio).toBe(1);
  });
});

describe('the funnel', () => {
  const steps = [
    counted({ step: 'completion' }, 27),
    counted({ step: 'visit', page: 'home' }, 600),
    counted({ step: 'visit', page: 'tutors' }, 400),
    counted({ step: 'booking' }, 30),
    counted({ step: 'inquiry' }, 90),
  ];

  it('has its steps in order, with what was lost on the way to each, and names the worst', () => {
    const funnel = funnelOf(steps, FROM, TO);
    expect(funnel.steps.map(({ step, count, lost }) => [step, count, lost])).toEqual([
      ['visit', 1_000, null],
      ['inquiry', 90, 910],
      ['booking', 30, 60],
      ['completion', 27, 3],
    ]);
    expect(funnel.steps.map(({ passed }) => passed?.ratio ?? null)).toEqual([null, 0.09, 1 / 3, 0.9]);
    expect(funnel).toMatchObject({ state: 'known', worst: 'inquiry' });
  });

  it('counts only what lies within the time', () => {
    const funnel = funnelOf([counted({ step: 'visit' }, 50, 2), counted({ step: 'visit', page: 'x' }, 9, 30)], FROM, TO);
    expect(funnel.steps).toMatchObject([{ step: 'visit', count: 50 }]);
  });

  it('says nothing of a way that more came to than set out', () => {
    const funnel = funnelOf([counted({ step: 'inquiry' }, 20), counted({ step: 'booking' }, 25)], FROM, TO);
    expect(funnel.steps[1]).toMatchObject({ step: 'booking', count: 25, passed: null, lost: null });
    expect(funnel.worst).toBeNull();
  });

  it('does not name the worst step of a handful of visits', () => {
    expect(funnelOf([counted({ step: 'visit' }, 12), counted({ step: 'inquiry' }, 1)], FROM, TO)).toMatchObject({
      state: 'too-few',
      worst: null,
    });
  });

  it('tells a quiet day from a site that tells nothing', () => {
    expect(funnelOf([counted({ step: 'visit' }, 5, 40)], FROM, TO).state).toBe('no-reading');
    expect(funnelOf([], FROM, TO).state).toBe('no-source');
  });
});

const converted = {
  visits: [
    counted({ step: 'visit', country: 'GB' }, 200),
    counted({ step: 'visit', country: 'AE' }, 50),
    counted({ step: 'visit', country: 'MC' }, 4),
  ],
  submissions: [counted({ form: 'inquiry', country: 'GB' }, 12), counted({ form: 'inquiry', country: 'AE' }, 6)],
  failures: [counted({ form: 'inquiry', country: 'GB' }, 2), counted({ form: 'inquiry', country: 'AE' }, 5)],
};

describe('conversion', () => {
  it('is completed forms of visits that began', () => {
    expect(conversionOf(converted, FROM, TO)).toMatchObject({ part: 11, n: 254, state: 'known' });
  });

  it('by region has its n in each cell, most visits first, and marks those with too few', () => {
    const { cells } = breakdownOf('country', converted, new Map(), FROM, TO);
    expect(cells.map(({ name, isFew, conversion: { part, n } }) => [name, part, n, isFew])).toEqual([
      ['GB', 10, 200, false],
      ['AE', 1, 50, false],
      ['MC', 0, 4, true],
    ]);
  });

  it('by a label that nobody sends has no source', () => {
    expect(breakdownOf('device', converted, new Map(), FROM, TO)).toEqual({ state: 'no-source', cells: [] });
  });
});

const sessions = (change: Partial<Sessions> = {}): Sessions => ({
  state: 'known',
  bounce: shareOf(40, 100, true),
  meanSeconds: 90,
  usualSeconds: 120,
  readings: 288,
  ...change,
});

describe('a score', () => {
  const part = (id: string, weight: number, value: number | null) => ({ id, name: id, weight, value, text: '' });

  it('is the weighted mean of what is known, and names what takes most points away', () => {
    // (3 × 0.9 + 1 × 0.5) ÷ 4 = 0.8; the first costs 0.3, the second 0.5.
    expect(scoreOf('', [part('a', 3, 0.9), part('b', 1, 0.5)])).toMatchObject({ value: 80, moves: 'b' });
    expect(scoreOf('', [part('a', 3, 1), part('b', 3, null)])).toMatchObject({ value: 100, moves: null });
  });

  it('is none where less than half of its weight is known', () => {
    expect(scoreOf('', [part('a', 1, 1), part('b', 3, null)])).toMatchObject({ state: 'learning', value: null });
    expect(scoreOf('', [part('a', 1, null)])).toMatchObject({ state: 'no-source', value: null });
  });

  it('falls evenly from good to bad, whichever is greater', () => {
    expect([2, 2.5, 3.25, 4, 9].map((value) => between(value, 2.5, 4))).toEqual([1, 1, 0.5, 0, 0]);
    expect(between(0.995, 0.999, 0.99)).toBeCloseTo(5 / 9);
  });
});

describe('sessions', () => {
  it('have a quality of half engagement, half depth', () => {
    // ½ × 0.6 + ½ × 90 ÷ 120 = 0.675
    expect(qualityOf(sessions()).value).toBe(67.5);
    expect(qualityOf(sessions({ meanSeconds: 240 })).value).toBe(80);
  });

  it('say that what is usual is not known yet, and count the rest', () => {
    const quality = qualityOf(sessions({ usualSeconds: null }));
    expect(quality).toMatchObject({ state: 'known', value: 60 });
    expect(quality.parts[1]).toMatchObject({ value: null, text: '90 s; what is usual is not known yet' });
  });

  it('make engagement together with conversion', () => {
    // ⅖ × 0.6 + ⅖ × 0.75 + ⅕ × (0.03 ÷ 0.04) = 0.69
    expect(engagementOf(sessions(), shareOf(30, 1_000, true), shareOf(400, 10_000, true)).value).toBe(69);
  });
});

describe('performance health', () => {
  const vital = (metric: string, p75: number, n = 500): Spread => ({
    ...{ metric, p75, n, between: [p75, p75] },
    rating: n < 20 ? 'too-few' : 'good',
  });

  it('weighs vitals and audits by how far they are from good', () => {
    // LCP 3.25 s is half way: 15 × ½; INP good: 15; CLS good: 10; Lighthouse 15 × 0.9: 46 of 55 = 83.6.
    const score = healthOf({
      vitals: [vital('lcp_seconds', 3.25), vital('inp_seconds', 0.1), vital('cls', 0.05)],
      lighthouse: { score: 90, audits: 4 },
      objectives: [],
    });
    expect(score).toMatchObject({ value: 83.6, moves: 'lcp_seconds' });
  });

  it('assumes nothing of what is not measured', () => {
    const score = healthOf({ vitals: [vital('lcp_seconds', 2, 6)], lighthouse: null, objectives: [] });
    expect(score).toMatchObject({ state: 'no-source', value: null });
    expect(score.parts[0]?.text).toContain('too few');
  });
});
