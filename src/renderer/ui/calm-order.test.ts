import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../../tests/support/property-runs.js';
import { calmedBy, calmOrder } from './calm-order.js';

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

it('comes to the same where it is told what changed', () => {
  const fates = fc.array(fc.constantFrom('stays', 'moves', 'changes', 'goes', 'comes'), { maxLength: 12 });
  const shuffled = fates.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(
        all.map((_, n) => n),
        { minLength: all.length },
      ),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([all, order]) => {
      const items = all.map((fate, n) => ({ id: `r${n}`, fate }));
      const next = items.flatMap((item) =>
        item.fate === 'goes' ? [] : ['stays', 'moves'].includes(item.fate) ? [item] : [{ ...item }],
      );
      const from = items.filter(({ fate }) => fate !== 'comes');
      const gone = new Set(from.filter(({ fate }) => fate !== 'stays'));
      const come = next.filter(({ fate }) => fate !== 'stays');
      const before = order.flatMap((n) => from.filter(({ id }) => id === `r${n}`));
      expect(calmedBy({ from, gone, come }, before, key)).toEqual(calmOrder(before.map(key), next, key));
    }),
    { numRuns: runs(500) },
  );
});
