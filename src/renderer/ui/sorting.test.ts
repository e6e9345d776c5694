import { describe, expect, test } from 'vitest';
import { ariaSort, nextSorting, type SortHead, sortedBy } from './sorting.js';

const HEAD: SortHead = { id: 'answer', name: 'Answer', starts: 'down' };
const ROWS = [
  { name: 'Blog 10', answer: 2 },
  { name: 'Blog 9', answer: null },
  { name: 'About', answer: 5 },
  { name: 'Zoo', answer: 2 },
];
const VALUES = { name: (row: (typeof ROWS)[number]) => row.name, answer: (row: (typeof ROWS)[number]) => row.answer };
const order = (by: string, way: 'up' | 'down'): readonly string[] =>
  sortedBy(ROWS, { by, way }, VALUES).map(({ name }) => name);

describe('heads that sort', () => {
  test('sort, turn round, and give the own order back', () => {
    const first = nextSorting(null, HEAD);
    expect(first).toEqual({ by: 'answer', way: 'down' });
    const second = nextSorting(first, HEAD);
    expect(second).toEqual({ by: 'answer', way: 'up' });
    expect(nextSorting(second, HEAD)).toBeNull();
    expect(nextSorting({ by: 'name', way: 'up' }, HEAD)).toEqual(first);
  });

  test('say which way it goes', () => {
    expect(ariaSort(HEAD, null)).toBe('none');
    expect(ariaSort(HEAD, { by: 'answer', way: 'down' })).toBe('descending');
    expect(ariaSort(HEAD, { by: 'answer', way: 'up' })).toBe('ascending');
  });

  test('put rows without a value last either way, and keep equal ones in their order', () => {
    expect(order('answer', 'down')).toEqual(['About', 'Blog 10', 'Zoo', 'Blog 9']);
    expect(order('answer', 'up')).toEqual(['Blog 10', 'Zoo', 'About', 'Blog 9']);
  });

  test('read numbers in names as numbers', () => {
    expect(order('name', 'up')).toEqual(['About', 'Blog 9', 'Blog 10', 'Zoo']);
  });

  test('leave the rows as they are by a head that is not known', () => {
    for (const head of ['colour', '__proto__', 'valueOf', 'constructor'])
      expect(order(head, 'up')).toEqual(ROWS.map(({ name }) => name));
    expect(sortedBy(ROWS, null, VALUES)).toBe(ROWS);
  });
});
