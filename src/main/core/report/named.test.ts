import { expect, it } from 'vitest';
import { type Named, NONE, named } from './named.js';

it('keeps the first rows by their order, however many come and in whichever pages, and counts all', () => {
  let found: Named<number> = NONE;
  for (const page of [[5, 1], [], [9, 3, 7], [8]]) found = named(found, page, (a, b) => b - a, 3);
  expect(found).toEqual({ rows: [9, 8, 7], count: 6 });
});
