import { describe, expect, it } from 'vitest';
import type { RolledUp } from '../sample/rolled-up.js';
import { addToSketch, emptySketch } from '../sample/sketch.js';
import { hours, type Instant, instant } from '../time/instant.js';
import { courseOf } from './course.js';

const START = instant(Date.UTC(2026, 0, 5, 9));
const at = (hour: number): Instant => instant(START + hour * hours(1));

const hourOf = (hour: number, ...values: readonly number[]): RolledUp => {
  const sketch = emptySketch();
  for (const value of values) addToSketch(sketch, value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { start: at(hour), n: values.length, mean, min: Math.min(...values), max: Math.max(...values), sketch };
};

const many = (n: number, value: number): readonly number[] => Array(n).fill(value);

describe('the course of a Web Vital', () => {
  it('says how visits were shared out between good and poor, and what the whole is worth', () => {
    const course = courseOf('lcp_seconds', [hourOf(0, ...many(60, 1), ...many(30, 3), ...many(10, 9))], at(0), at(24));
    expect(course).toMatchObject({ good: 2.5, poor: 4, spread: { n: 100, rating: 'needs-improvement' } });
    expect(course.shares?.good).toBeCloseTo(0.6);
    expect(course.shares?.between).toBeCloseTo(0.3);
    expect(course.shares?.poor).toBeCloseTo(0.1);
  });

  it('has a point for each hour where there are visits enough', () => {
    const course = courseOf('lcp_seconds', [hourOf(0, ...many(25, 1)), hourOf(1, ...many(25, 2))], at(0), at(24));
    expect(course.every).toBe(hours(1));
    expect(course.points.map(({ at, n, isFew }) => [at, n, isFew])).toEqual([
      [at(0), 25, false],
      [at(1), 25, false],
    ]);
    expect(course.points[1]?.p75).toBeCloseTo(2, 1);
  });

  it('takes hours together until most points can be judged, and marks those that cannot', () => {
    const quiet = Array.from({ length: 24 }, (_, hour) => hourOf(hour, ...many(8, 1)));
    const course = courseOf('lcp_seconds', quiet, at(0), at(24));
    expect(course.every).toBe(hours(3));
    expect(course.points.filter(({ isFew }) => isFew)).toHaveLength(0);
    const silent = courseOf('lcp_seconds', [hourOf(0, 1, 2)], at(0), at(24));
    expect(silent.points).toMatchObject([{ n: 2, isFew: true }]);
  });

  it('draws a month in no more points than can be told apart', () => {
    const month = Array.from({ length: 31 * 24 }, (_, hour) => hourOf(hour, ...many(50, 1)));
    expect(courseOf('cls', month, at(0), at(31 * 24)).points.length).toBeLessThanOrEqual(76);
  });

  it('makes nothing up where nobody came', () => {
    expect(courseOf('lcp_seconds', [], at(0), at(24))).toMatchObject({ spread: null, shares: null, points: [] });
  });
});
