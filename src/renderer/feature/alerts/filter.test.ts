import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scriptedAlert, T0 } from '../../../../tests/support/desk.js';
import { runs } from '../../../../tests/support/property-runs.js';
import type { AlertRow } from '../../../preload/contract/views.js';
import { changesOf } from '../../ui/row-changes.js';
import { type AlertFilter, arranged, rearranged, START, stageCounts } from './filter.js';

const TAKEN = { by: 'Ann', at: T0, note: '', end: { kind: 'resolved' } } as const;

const row = (id: string): fc.Arbitrary<AlertRow> =>
  fc
    .record({
      severity: fc.constantFrom('critical', 'warning', 'info'),
      state: fc.constantFrom('firing', 'firing', 'firing', 'resolved'),
      acknowledged: fc.constantFrom(null, null, TAKEN),
      summary: fc.constantFrom('Home is down', 'Prices are slow'),
      firedAt: fc.integer({ min: 0, max: 3 }).map((n) => (T0 + n) as AlertRow['firedAt']),
    } as const)
    .map((over) => scriptedAlert(id, over));

const IDS = Array.from({ length: 12 }, (_, n) => `a${n}-1`);

/** A list of alerts, and the same after some of them changed. */
const lists: fc.Arbitrary<readonly [readonly AlertRow[], readonly AlertRow[]]> = fc
  .tuple(...IDS.map((id) => fc.tuple(row(id), fc.option(row(id), { nil: null }))))
  .map((pairs) => [pairs.map(([before]) => before), pairs.map(([before, next]) => next ?? before)]);

const filters: fc.Arbitrary<AlertFilter> = fc
  .record({
    stage: fc.constantFrom('open', 'held', 'resolved', 'all'),
    severity: fc.constantFrom('any', 'critical'),
    text: fc.constantFrom('', 'slow'),
    sort: fc.constantFrom('urgency', 'newest', 'oldest', 'summary'),
  } as const)
  .map((over) => ({ ...START, ...over }));

it('arranges what changed into what was in order as if all of it were sorted anew', () => {
  fc.assert(
    fc.property(lists, filters, ([before, after], filter) => {
      const changes = changesOf(before, after);
      if (changes === null) throw new Error('so few are followed');
      expect(rearranged(filter, arranged(filter, before), changes).rows).toEqual(arranged(filter, after));
    }),
    { numRuns: runs(500) },
  );
});

it('leaves a list as the very same where nothing in it changed', () => {
  const [home, prices] = [scriptedAlert('a1-1', { severity: 'critical' }), scriptedAlert('a2-1', { severity: 'warning' })];
  const critical = { ...START, severity: 'critical' } as const;
  const list = arranged(critical, [home, prices]);
  const changes = changesOf([home, prices], [home, { ...prices, summary: 'Slower' }]);
  expect(rearranged(critical, list, changes ?? { gone: new Set(), come: [] }).rows).toBe(list);
});

it('counts what each stage would show', () => {
  const rows = [
    scriptedAlert('a1-1', { state: 'firing' }),
    scriptedAlert('a2-1', { state: 'firing', acknowledged: TAKEN }),
    scriptedAlert('a3-1', { state: 'resolved', acknowledged: TAKEN }),
  ];
  expect(stageCounts(rows)).toEqual({ open: 2, held: 1, resolved: 1, all: 3 });
});
