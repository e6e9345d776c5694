import { describe, expect, it } from 'vitest';
import { STRETCHES, stretchesOf, wellPast } from './course.js';

const EXTREMES = { usual: 1, bad: 5 };

describe('a ready-made course', () => {
  it.each(['steady', 'step', 'spike', 'rise', 'gap', 'unobserved', 'few'] as const)('%s begins and ends as usual', (name) => {
    const stretches = stretchesOf(name, EXTREMES);
    expect(stretches).toHaveLength(STRETCHES);
    expect([stretches[0], stretches.at(-1)]).toEqual([1, 1]);
  });

  it('has the trouble that it is called after', () => {
    const trouble = (name: Parameters<typeof stretchesOf>[0]) => stretchesOf(name, EXTREMES).filter((one) => one !== 1);
    expect(trouble('steady')).toEqual([]);
    expect(trouble('spike')).toEqual([5]);
    expect(trouble('step')).toEqual(Array(12).fill(5));
    expect(trouble('gap')).toEqual(Array(12).fill('gap'));
    expect(trouble('unobserved')).toEqual(Array(12).fill('unobserved'));
    const rise = trouble('rise') as number[];
    expect(rise.toSorted((a, b) => a - b)).toEqual(rise);
    expect(rise.at(-1)).toBe(5);
  });
});

it.each([
  [3, 0.2, 'above', false, 4.4],
  [0.95, 0.1, 'above', true, 1],
  [1, 1, 'below', false, 0.75],
  [0.1, 9, 'below', false, 0],
  [0, 0, 'above', false, 1],
] as const)('well past %d from %d, %s, is %d', (limit, usual, side, isShare, past) => {
  expect(wellPast(limit, usual, side, isShare)).toBe(past);
});
