import { describe, expect, it } from 'vitest';
import { slowPage } from '../../../../tests/support/engine.js';
import type { Rule } from '../../core/model/rule.js';
import type { Sample } from '../../core/model/sample.js';
import { seriesId } from '../../core/sample/series.js';
import { days, hours, type Instant, instant, minutes } from '../../core/time/instant.js';
import { recentOf } from './recent.js';

const NOW = instant(Date.UTC(2026, 0, 5, 9));

/** Series with a sample each `step` milliseconds of the last day, and what was asked of them. */
const recorded = (names: readonly string[], step: number, valueAt: (index: number, series: number) => number) => {
  const series = names
    .map((name, n) => ({ name, labels: { target: `page-${n}` } }))
    .map((one) => ({ id: seriesId(one), series: one }));
  const reads: { readonly length: number; readonly breaths: number }[] = [];
  let breaths = 0;
  const samplesOf = (place: number, from: Instant, to: Instant): readonly Sample[] => {
    const found: Sample[] = [];
    const start = NOW - days(1);
    for (let index = Math.max(0, Math.ceil((from - start) / step)); start + index * step < Math.min(to, NOW + 1); index += 1)
      found.push({ at: instant(start + index * step), value: valueAt(index, place) });
    return found;
  };
  return {
    reads,
    parts: {
      series,
      now: NOW,
      history: {
        raw: async (id: string, from: Instant, to: Instant) => {
          reads.push({ length: to - from, breaths });
          return samplesOf(
            series.findIndex((one) => one.id === id),
            from,
            to,
          );
        },
      },
      breathe: () => {
        breaths += 1;
        return breaths % 2 === 0 ? Promise.resolve() : null;
      },
    },
  };
};

const ruleOf = (subject: object): Rule => ({ ...slowPage, when: { ...slowPage.when, subject: subject as never } });
const metric = (reduce: string, name = 'http_response_seconds') =>
  ruleOf({ kind: 'metric', metric: name, reduce, window: hours(1) });

describe('what was recorded lately', () => {
  const FEW = Array(3).fill('http_response_seconds');

  it('is the middle, the sum or the number of a window’s samples', async () => {
    const { parts } = recorded(FEW, minutes(1), (index) => index % 101);
    const values = Array.from({ length: 1_441 }, (_, index) => index % 101);
    expect((await recentOf({ ...parts, rule: metric('last') })).value).toBe(values.toSorted((a, b) => a - b)[720]);
    expect((await recentOf({ ...parts, rule: metric('count') })).value).toBeCloseTo((3 * 1_441) / 24, 9);
    const total = values.reduce((sum, value) => sum + value, 0);
    expect((await recentOf({ ...parts, rule: metric('sum') })).value).toBeCloseTo((3 * total) / 24, 9);
  });

  it('adds a counter’s rise up across all that was read, and what it counted after it began again', async () => {
    const counted = (index: number) => (index < 1_000 ? 5_000 + index : index - 999);
    const { parts } = recorded(['form_total', 'form_total'], minutes(1), counted);
    const rise = 2 * (999 + 441);
    expect((await recentOf({ ...parts, rule: metric('increase', 'form_total') })).value).toBeCloseTo(rise / 24, 9);
    const share = ruleOf({ kind: 'ratio', bad: 'bad_total', total: 'form_total', window: hours(1), minCount: 1 });
    const both = recorded(['form_total', 'bad_total'], minutes(1), (index, series) => index * (series === 0 ? 10 : 1));
    expect(await recentOf({ ...both.parts, rule: share })).toEqual({ value: 0.1, events: 600 });
  });

  it('is not known of two samples, nor of none', async () => {
    const { parts } = recorded(['http_response_seconds'], days(1), () => 1);
    expect(await recentOf({ ...parts, rule: metric('last') })).toEqual({ value: null, events: null });
    expect(await recentOf({ ...parts, series: [], rule: metric('count') })).toEqual({ value: null, events: null });
  });

  it('is read piece by piece where there is much of it, with a pause offered after each, and is as near as makes no odds', async () => {
    const { parts, reads } = recorded(
      Array(50).fill('http_response_seconds'),
      5_000,
      (index, series) => ((index * 7_919 + series) % 1_000) / 100,
    );
    const { value } = await recentOf({ ...parts, rule: metric('p50') });
    expect(Math.abs((value ?? 0) - 5)).toBeLessThan(0.25);
    expect(Math.max(...reads.map(({ length }) => length))).toBeLessThanOrEqual(hours(3));
    expect(reads.map(({ breaths }) => breaths)).toEqual(reads.map((_, index) => index));
  });
});
