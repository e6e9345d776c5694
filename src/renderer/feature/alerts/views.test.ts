import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tests/support/property-runs.js';
import type { AlertRow, Matcher } from '../../../preload/contract/views.js';
import { type AlertFilter, arranged, START } from './filter.js';
import { withHeadings } from './grouped.js';
import { labelsHere, readAsked, sayEffect, sayMatcher } from './matchers.js';
import { readQuery, writeQuery } from './view-query.js';

const alert = (id: string, labels: Readonly<Record<string, string>>, over: Partial<AlertRow> = {}): AlertRow =>
  ({
    ...{ id, labels, state: 'firing', severity: 'warning', rule: 'slow', category: 'performance', impact: null, target: null },
    ...{ summary: `alert ${id}`, name: 'Slow', firedAt: 0, acknowledged: null, suppressed: null, muted: null },
    ...over,
  }) as AlertRow;

const ROWS = [
  alert('1', { page: 'booking', tier: 'revenue' }),
  alert('2', { page: 'home' }, { severity: 'critical' }),
  alert('3', { page: 'booking-step-2' }, { firedAt: 5 as never }),
  alert('4', {}, { rule: 'site-down' as never }),
];
const ids = (change: Partial<AlertFilter>) => arranged({ ...START, ...change }, ROWS).map(({ id }) => id);

it.each(['__proto__', 'constructor'])('a label “%s” that an address makes up is one that no alert has', (group) => {
  expect(withHeadings(arranged({ ...START, group }, ROWS), group).filter(({ kind }) => kind === 'heading')).toMatchObject([
    { text: `without ${group}`, n: ROWS.length },
  ]);
});

describe('matchers among the words', () => {
  it.each<[string, readonly string[]]>([
    ['page=booking', ['1']],
    ['page!=booking', ['2', '3', '4']],
    ['page=~booking.*', ['3', '1']],
    ['page=~booking', ['1']],
    ['page!~booking.*', ['2', '4']],
    ['tier=revenue page=booking', ['1']],
    ['severity=critical', ['2']],
    ['rule=site-down', ['4']],
    ['page=', ['4']],
    ['booking', ['3', '1']],
    ['page=~"booking.*" alert 3', ['3']],
    ['campaign=spring', []],
  ])('%s', (text, expected) => {
    expect(ids({ text })).toEqual(expected);
  });

  it('says where a pattern is none, and lets it match nothing', () => {
    expect(readAsked('page=~(').complaint).toBe('“(” is no regular expression.');
    expect(ids({ text: 'page=~(' })).toEqual([]);
    expect(ids({ text: 'page!~(' })).toEqual([]);
  });

  it('are read again as they are written', () => {
    const matcher = fc.record({
      label: fc.constantFrom('page', 'tier', 'rule'),
      operator: fc.constantFrom<Matcher['operator']>('=', '!='),
      value: fc.stringMatching(/^[a-z ]{0,8}$/),
    });
    fc.assert(
      fc.property(fc.array(matcher), (matchers) => {
        expect(readAsked(matchers.map(sayMatcher).join(' ')).matchers).toEqual(matchers);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('a label that nothing has', () => {
  it('is known from the alerts, the targets and what every alert is', () => {
    const here = labelsHere(ROWS, [{ labels: { region: 'eu' } }]);
    expect(['page', 'tier', 'region', 'severity', 'campaign'].map((label) => here.has(label))).toEqual([
      ...[true, true, true, true, false],
    ]);
  });

  it.each<[string, string]>([
    ['campaign=spring', 'campaign=spring matches nothing'],
    ['campaign!=spring', 'campaign!=spring matches every alert'],
    ['campaign=~.*', 'campaign=~.* matches every alert'],
    ['campaign!~.*', 'campaign!~.* matches nothing'],
  ])('of %s it is said what comes of it, which is what the list does', (text, said) => {
    const [matcher] = readAsked(text).matchers;
    expect(matcher === undefined ? '' : sayEffect(matcher)).toBe(said);
    expect(ids({ text })).toHaveLength(said.endsWith('nothing') ? 0 : ROWS.length);
  });
});

describe('order and groups', () => {
  it('sorts as it is asked to, the more urgent first among equals', () => {
    expect(ids({})).toEqual(['2', '3', '1', '4']);
    expect(ids({ sort: 'oldest' })).toEqual(['2', '1', '4', '3']);
    expect(ids({ sort: 'summary' })).toEqual(['1', '2', '3', '4']);
  });

  it('keeps groups together, in the order of their first alert, those without the label too', () => {
    const rows = [...ROWS, alert('5', { page: 'home' })];
    const items = withHeadings(arranged({ ...START, group: 'page', sort: 'summary' }, rows), 'page');
    expect(items.map((item) => (item.kind === 'heading' ? `${item.text} ${item.n}` : item.id))).toEqual([
      ...['booking 1', '1', 'home 2', '2', '5', 'booking-step-2 1', '3', 'without page 1', '4'],
    ]);
  });

  it('heads a group by what people call it, where that is known', () => {
    const items = withHeadings(ROWS.slice(0, 2), 'page', new Map([['booking', 'Booking form']]));
    expect(items.flatMap((item) => (item.kind === 'heading' ? [item.text] : []))).toEqual(['Booking form', 'home']);
  });
});

describe('the address of a view', () => {
  it('says all of it, and nothing of what is as at the start', () => {
    expect(writeQuery(START)).toBe('');
    const filter: AlertFilter = {
      stage: 'all',
      severity: 'critical',
      text: 'page=~"a&b"',
      group: 'target',
      sort: 'newest',
      columns: ['since', 'value'],
    };
    expect(readQuery(writeQuery(filter))).toEqual(filter);
  });

  it('is as at the start where it says what there is not', () => {
    expect(readQuery('stage=gone&severity=worst&sort=&colour=red&columns=colour')).toEqual(START);
    expect(readQuery('columns=colour,since,since').columns).toEqual(['since']);
    expect(readQuery(writeQuery({ ...START, columns: [] })).columns).toEqual([]);
  });
});
