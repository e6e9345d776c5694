import { describe, expect, it } from 'vitest';
import { heldPages } from './held-pages.js';

interface Row {
  readonly id: string;
  readonly is: string;
}

const page = (...rows: readonly string[]) => ({ rows: rows.map((row): Row => ({ id: row.charAt(0), is: row })) });
const held = (before: readonly string[][], wanted: readonly string[][]) => {
  const { pages, newer } = heldPages(
    before.map((rows) => page(...rows)),
    wanted.map((rows) => page(...rows)),
    (row: Row) => row.id,
  );
  return { rows: pages.map(({ rows }) => rows.map(({ is }) => is)), newer };
};

describe('a list that somebody is at work in', () => {
  it('keeps its rows where they are, as they are now, and counts newcomers', () => {
    expect(held([['b waits', 'a']], [['d', 'c', 'b sent', 'a']])).toEqual({ rows: [['b sent', 'a']], newer: 2 });
  });

  it('keeps those that fell off the end, and those that fit no more', () => {
    expect(held([['c', 'b', 'a']], [['d', 'c']])).toEqual({ rows: [['c', 'b', 'a']], newer: 1 });
    expect(held([['c', 'b', 'a']], [['c', 'a']])).toEqual({ rows: [['c', 'b', 'a']], newer: 0 });
  });

  it('counts all of a page of which nothing was known', () => {
    expect(held([['a']], [['d', 'c']])).toEqual({ rows: [['a']], newer: 2 });
  });
});
