import { expect, it } from 'vitest';
import { calmOrder } from './calm-order.js';

const key = (item: { id: string }) => item.id;
const rows = (...ids: string[]) => ids.map((id) => ({ id }));

it('leaves rows where they are and puts newcomers last', () => {
  expect(calmOrder(['a', 'b', 'c'], rows('new', 'c', 'a', 'b'), key).map(key)).toEqual(['a', 'b', 'c', 'new']);
});

it('takes the new content of a row that stays', () => {
  const [first] = calmOrder(['a'], [{ id: 'a', text: 'now' }], key);
  expect(first).toEqual({ id: 'a', text: 'now' });
});

it('lets go of rows that are gone', () => expect(calmOrder(['a', 'b'], rows('b'), key).map(key)).toEqual(['b']));
