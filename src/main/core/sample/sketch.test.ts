import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToSketch, emptySketch, mergeSketch, SKETCH_ERROR, type Sketch, sketchCount, sketchQuantile } from './sketch.js';

const sketchOf = (values: readonly number[]): Sketch => {
  const sketch = emptySketch();
  for (const value of values) addToSketch(sketch, value);
  return sketch;
};

const exact = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] as number;

const closeTo = (value: number | null, wanted: number): void => {
  expect(value).not.toBeNull();
  expect(Math.abs((value as number) - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * SKETCH_ERROR * 1.000001 + 1e-12);
};

const values = fc.array(
  fc.oneof(
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.integer({ min: -5, max: 5 }),
    fc.double({ min: 0, max: 3, noNaN: true }),
  ),
  { minLength: 1, maxLength: 300 },
);

describe('the quantile sketch', () => {
  it('says nothing of no values', () => {
    expect(sketchQuantile(emptySketch(), 0.5)).toBeNull();
  });

  it('knows every quantile to within one percent, for negative values and zeros too', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, q) => {
        closeTo(sketchQuantile(sketchOf(all), q), exact(all, q));
      }),
    );
  });

  it('gives the same whether values are added together or merged from parts', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = emptySketch();
        mergeSketch(merged, sketchOf(a));
        mergeSketch(merged, sketchOf(b));
        expect(merged).toEqual(sketchOf([...a, ...b]));
        expect(sketchCount(merged)).toBe(a.length + b.length);
      }),
    );
  });

  it('counts a value many times at once', () => {
    const sketch = emptySketch();
    addToSketch(sketch, 1, 99);
    addToSketch(sketch, 100);
    closeTo(sketchQuantile(sketch, 0.5), 1);
    closeTo(sketchQuantile(sketch, 1), 100);
  });

  it('takes the smallest and the largest numbers there are', () => {
    closeTo(sketchQuantile(sketchOf([1e300]), 0.5), 1e300);
    closeTo(sketchQuantile(sketchOf([-1e-9]), 0.5), -1e-9);
    expect(sketchQuantile(sketchOf([5e-324]), 0.5)).toBe(0);
  });
});
