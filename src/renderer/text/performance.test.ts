import { expect, it } from 'vitest';
import { budgetName } from './performance.js';

it('names what is limited as main does, and in a view of before main did by its metric', () => {
  const metric = 'page_hero_image_bytes';
  expect(budgetName({ name: 'Picture at the top', metric })).toBe('Picture at the top');
  expect(budgetName({ metric })).toBe('Hero image');
});
