import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tests/support/property-runs.js';
import type { ConsoleView } from '../model/view.js';
import { apply, diff } from './diff.js';

const row = fc.record({ name: fc.string({ maxLength: 5 }), value: fc.option(fc.integer(), { nil: null }) });
const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'a17-1', 'x y'), row, { maxKeys: 6 });
const views = fc.record({
  watch: row,
  desk: row,
  system: row,
  targets: rows,
  alerts: rows,
  rules: rows,
  sources: rows,
  suppressions: rows,
}) as unknown as fc.Arbitrary<ConsoleView>;

describe('the difference of two views', () => {
  it('takes the first to the second', () => {
    fc.assert(
      fc.property(views, views, (before, after) => {
        expect(apply(before, diff(before, after))).toEqual(after);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('is empty for equal views, however they were built', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(diff(view, structuredClone(view))).toEqual([]);
      }),
    );
  });

  it('leaves what did not change as the very same object, so that nothing is drawn again', () => {
    fc.assert(
      fc.property(views, views, (before, after) => {
        const next = apply(before, diff(before, { ...before, alerts: after.alerts }));
        expect(next.targets).toBe(before.targets);
        expect(next.watch).toBe(before.watch);
      }),
    );
  });
});
