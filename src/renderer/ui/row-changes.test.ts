import { expect, it } from 'vitest';
import { changesOf } from './row-changes.js';

const rows = (n: number): readonly object[] => Array.from({ length: n }, () => ({}));

it('names the rows that stand in the places of others', () => {
  const [a, b, c, d] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'b' }];
  expect(changesOf([a, b, c], [a, d, c])).toEqual({ from: [a, b, c], gone: new Set([b]), come: [d] });
  expect(changesOf([a, b], [a, b])).toEqual({ from: [a, b], gone: new Set(), come: [] });
});

it('begins anew where rows came or went, and where many changed', () => {
  expect(changesOf(rows(2), rows(3))).toBeNull();
  expect(changesOf(rows(1_000), rows(1_000))).toBeNull();
});
