import { expect, it } from 'vitest';
import { createKeptRows } from './kept-rows.js';

it('rows are built again when an ingredient changes, and are forgotten once nobody asks for them', () => {
  const { rowOf, asked } = createKeptRows<string>();
  const built: string[] = [];
  const row = (key: string, ingredient: number): void => {
    rowOf(key, [ingredient], () => {
      built.push(`${key}${ingredient}`);
      return key;
    });
  };
  const look = (...rows: readonly (readonly [string, number])[]): readonly string[] => {
    for (const [key, ingredient] of rows) row(key, ingredient);
    asked();
    return built.splice(0);
  };
  expect(look(['home', 1], ['prices', 1])).toEqual(['home1', 'prices1']);
  expect(look(['home', 1], ['prices', 2])).toEqual(['prices2']);
  expect(look(['home', 1])).toEqual([]);
  // A target that was removed and comes back is another one: nothing of the old one is kept.
  expect(look(['home', 1], ['prices', 2])).toEqual(['prices2']);
});
