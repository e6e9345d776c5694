import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tests/support/property-runs.js';
import type { AlertRow } from '../../../preload/contract/views.js';
import { factsOf } from './fold-facts.js';
import { type Fold, folded, heldFolding, type Unit, unitsOf } from './folds.js';
import { rowsOf, withFolds } from './grouped.js';

const alert = (id: string, over: Partial<AlertRow> = {}): AlertRow =>
  ({
    ...{ id, labels: {}, state: 'firing', severity: 'warning', rule: 'slow', name: 'Slow', target: null, category: 'x' },
    ...{ acknowledged: null, suppressed: null, metric: 's', comparison: 'above', value: 1, startedAt: 5, escalation: [] },
    ...over,
  }) as AlertRow;

const many = (n: number, from: string, over: Partial<AlertRow> = {}) =>
  Array.from({ length: n }, (_, at) => alert(`${from}${at}`, over));

const said = (units: readonly Unit[]) =>
  units.map((unit) => ('fold' in unit ? `${unit.id} ×${unit.fold.rows.length}` : unit.id));
const linesOf = (rows: readonly AlertRow[]) => said(unitsOf(rows, folded(rows)));

describe('like alerts in one line', () => {
  it('are more than five of one rule and severity; fewer stand each by itself', () => {
    expect(linesOf(many(5, 's'))).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(linesOf([...many(6, 's'), ...many(2, 'c', { severity: 'critical' })])).toEqual(['rule warning slow ×6', 'c0', 'c1']);
  });

  it('are else more than five of one target, whatever their rules', () => {
    const ill = many(6, 't', { target: 'db-1' as never }).map((row, n) => ({ ...row, rule: `r${n}` as never }));
    expect(linesOf([alert('a'), ...ill])).toEqual(['a', 'target db-1 ×6']);
  });

  it('are open: what is over stands by itself, and a group stands where its first alert does', () => {
    const over = many(9, 'o', { state: 'resolved' });
    const [first, ...rest] = many(6, 's');
    const rows = [alert('a', { rule: 'x' as never }), first as AlertRow, alert('b', { rule: 'y' as never }), ...rest];
    expect(linesOf(over)).toHaveLength(9);
    expect(linesOf(rows)).toEqual(['a', 'rule warning slow ×6', 'b']);
  });

  it('neither come nor go while somebody is in the list, but a newcomer joins its own', () => {
    const before = folded([...many(6, 's'), ...many(5, 'c', { severity: 'critical' })]);
    const now = [
      ...many(3, 's'),
      ...many(5, 'c', { severity: 'critical' }),
      alert('c9', { severity: 'critical' }),
      alert('s9'),
    ];
    const units = unitsOf(now, heldFolding(before, now));
    expect(said(units)).toEqual(['rule warning slow ×4', 'c0', 'c1', 'c2', 'c3', 'c4', 'c9']);
  });

  it('lose no alert and show none twice, opened or closed', () => {
    const row = fc.record({
      rule: fc.constantFrom('a', 'b'),
      severity: fc.constantFrom('critical', 'warning'),
      state: fc.constantFrom('firing', 'resolved'),
      target: fc.constantFrom('t', 'u', null),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.boolean(), (made, isOpen) => {
        const rows = made.map((over, n) => alert(`${n}`, over as never));
        const units = unitsOf(rows, folded(rows));
        const items = withFolds(units, new Set(isOpen ? units.map(({ id }) => id) : []));
        const ids = rowsOf(items).map(({ id }) => id);
        expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('what the line says', () => {
  const fold = (rows: readonly AlertRow[], by: Fold['by'] = 'rule'): Fold => ({ id: 'f', by, rows });

  it('is how many of what, where, since when, and in whose hands', () => {
    const rows = ['leeds', 'leeds', 'york'].map((site, n) =>
      alert(`${n}`, {
        ...{ labels: { site }, target: `t${n}` as never, startedAt: (9 - n) as never, value: n },
        ...(n === 0 ? { acknowledged: {} as never } : {}),
      }),
    );
    expect(factsOf(fold(rows), null)).toMatchObject({
      ...{ title: '3 × Slow', where: 'on 3 targets, of 2 sites', held: '1 of 3 in hand', oldestAt: 7 },
      worst: { value: 2 },
    });
    expect(factsOf(fold(rows.slice(0, 2)), null).where).toBe('on 2 targets, all of site leeds');
  });

  it('is the worst severity of a target, and no value where different things are measured', () => {
    const rows = [alert('a', { target: 'db' as never }), alert('b', { severity: 'critical', metric: 'm', rule: 'r' as never })];
    expect(factsOf(fold(rows, 'target'), null)).toMatchObject({
      ...{ title: '2 alerts of db', where: '2 rules', severity: 'critical', worst: null },
    });
  });

  it('is the lowest value where the limit is a lower one', () => {
    const rows = [3, null, 1, 2].map((value, n) => alert(`${n}`, { value, comparison: 'below' }));
    expect(factsOf(fold(rows), null).worst?.value).toBe(1);
  });
});
