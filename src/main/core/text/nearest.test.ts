import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.js';

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['target', 'target', 0],
    ['target', 'targets', 1],
    ['tagret', 'target', 1],
    ['taget', 'target', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same both ways, and zero only for equals', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe('the nearest word', () => {
  it.each([
    ['timout', 'timeout'],
    ['Timeout', 'timeout'],
    ['evrey', 'every'],
    ['urls', 'url'],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, ['url', 'every', 'timeout', 'expect', 'labels'])).toBe(meant);
  });

  it('is none where nothing is near', () => {
    expect(nearest('colour', ['url', 'every', 'timeout'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });
});
