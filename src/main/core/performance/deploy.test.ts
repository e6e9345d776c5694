import { describe, expect, it } from 'vitest';
import type { RolledUp } from '../sample/rolled-up.js';
import { addToSketch, emptySketch } from '../sample/sketch.js';
import { hours, type Instant, instant, minutes } from '../time/instant.js';
import { effectsOf } from './deploy.js';

const START = instant(Date.UTC(2026, 0, 5, 9));
const at = (hour: number): Instant => instant(START + hour * hours(1));
const deploy = (hour: number) => ({ at: instant(at(hour) + minutes(20)), project: 'site' });

/** Visits of one hour around a middle, spread from half to one and a half of it. */
const hourOf = (hour: number, middle: number, n: number): RolledUp => {
  const sketch = emptySketch();
  const values = Array.from({ length: n }, (_, index) => middle * (0.5 + (index + 0.5) / n));
  for (const value of values) addToSketch(sketch, value);
  return { start: at(hour), n, mean: middle, min: Math.min(...values), max: Math.max(...values), sketch };
};

const lcp = (middle: (hour: number) => number, n = 100) => [
  { metric: 'lcp_seconds', hours: Array.from({ length: 24 }, (_, hour) => hourOf(hour, middle(hour), n)) },
];

const whole = { from: at(0), to: at(24) };

describe('what a deploy changed', () => {
  it('is told where visits before and after it lie clearly apart', () => {
    const [slower] = effectsOf(
      [deploy(10)],
      lcp((hour) => (hour < 10 ? 2 : 3)),
      whole,
    );
    expect(slower).toMatchObject({ hours: 10, vitals: [{ metric: 'lcp_seconds', verdict: 'slower' }] });
    expect(slower?.vitals[0]?.before?.p75).toBeCloseTo(2.5, 1);
    expect(slower?.vitals[0]?.after?.p75).toBeCloseTo(3.75, 1);
    expect(
      effectsOf(
        [deploy(10)],
        lcp((hour) => (hour < 10 ? 3 : 2)),
        whole,
      )[0]?.vitals[0]?.verdict,
    ).toBe('faster');
  });

  it('is no change where it could be chance, and not judged of a few visits', () => {
    const verdict = (middle: number, n: number) =>
      effectsOf(
        [deploy(10)],
        lcp((hour) => (hour < 10 ? 2 : middle), n),
        whole,
      )[0]?.vitals[0]?.verdict;
    expect(verdict(2.02, 100)).toBe('no-difference');
    expect(verdict(4, 1)).toBe('too-few');
  });

  it('leaves out the hour of the deploy, and compares as much before as after', () => {
    const [effect] = effectsOf(
      [deploy(10)],
      lcp((hour) => (hour === 10 ? 60 : 2)),
      { from: at(0), to: at(13) },
    );
    expect(effect).toMatchObject({ hours: 2, vitals: [{ before: { n: 200 }, after: { n: 200 }, verdict: 'no-difference' }] });
  });

  it('keeps to what lies between two deploys, and says so where that is nothing', () => {
    const effects = effectsOf(
      [deploy(4), deploy(8), deploy(9)],
      lcp(() => 2),
      whole,
    );
    expect(effects.map((effect) => [effect.at, effect.hours])).toEqual([
      [deploy(9).at, 0],
      [deploy(8).at, 0],
      [deploy(4).at, 3],
    ]);
    expect(
      effectsOf(
        [deploy(23)],
        lcp(() => 2),
        whole,
      ),
    ).toMatchObject([{ hours: 0, vitals: [{ verdict: 'too-few' }] }]);
  });

  it('is held against the same hours of the day before, as speed follows the time of day', () => {
    const evening = (hour: number) => (hour % 24 >= 12 ? 3 : 2);
    const days = [{ metric: 'lcp_seconds', hours: Array.from({ length: 48 }, (_, hour) => hourOf(hour, evening(hour), 100)) }];
    expect(effectsOf([deploy(35)], days, { from: at(0), to: at(45) })).toMatchObject([
      { against: 'day-before', hours: 9, vitals: [{ verdict: 'no-difference', before: { n: 900 }, after: { n: 900 } }] },
    ]);
    // Another deploy of that day has a part in it: then what came right before is all there is.
    expect(effectsOf([deploy(20), deploy(35)], days, { from: at(0), to: at(45) })[0]).toMatchObject({
      ...{ against: 'hours-before', hours: 9 },
      vitals: [{ verdict: 'slower' }],
    });
  });

  it('takes several deploys of one hour as one, and the last five at most', () => {
    const twice = [deploy(5), { ...deploy(5), at: instant(deploy(5).at + minutes(10)) }];
    expect(
      effectsOf(
        twice,
        lcp(() => 2),
        whole,
      ),
    ).toMatchObject([{ at: twice[1]?.at, hours: 5 }]);
    const many = Array.from({ length: 9 }, (_, index) => deploy(2 * index + 1));
    expect(
      effectsOf(
        many,
        lcp(() => 2),
        whole,
      ),
    ).toHaveLength(5);
  });
});
