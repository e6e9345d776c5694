import { describe, expect, it } from 'vitest';
import type { Suppression } from '../model/mute.js';
import type { Matcher, RuleId } from '../model/rule.js';
import type { AlertPattern, Inhibition, MaintenanceWindow, QuietHours } from '../model/telling.js';
import { hours, type Instant, instant, minutes } from '../time/instant.js';
import { explainedBy, type Firing } from './inhibition.js';
import { runningMaintenance } from './maintenance.js';
import { quietUntil } from './quiet-hours.js';
import { mutes } from './suppression.js';
import { indexSuppressions } from './suppression-index.js';

const at = (text: string): Instant => instant(Date.parse(text));
const iso = (found: Instant | null | undefined): string | null =>
  found == null ? null : new Date(found).toISOString().slice(0, 16);

describe('quiet hours', () => {
  const night: QuietHours = { from: 22 * 60, to: 7 * 60, timeZone: 'Europe/London', holds: ['warning', 'info'] };
  it.each([
    ['before they begin', '2026-01-05T21:59:59Z', null],
    ['at their first instant', '2026-01-05T22:00:00Z', '2026-01-06T07:00'],
    ['after midnight', '2026-01-06T00:30:00Z', '2026-01-06T07:00'],
    ['at their end', '2026-01-06T07:00:00Z', null],
    ['in the night of 23 hours a day', '2026-03-28T23:00:00Z', '2026-03-29T06:00'],
    ['in the night of 25 hours a day', '2026-10-24T23:00:00Z', '2026-10-25T07:00'],
    ['over the leap day', '2028-02-28T23:00:00Z', '2028-02-29T07:00'],
    ['over the new year', '2026-12-31T23:59:00Z', '2027-01-01T07:00'],
  ])('%s', (_, now, expected) => {
    expect(iso(quietUntil(night, at(now)))).toBe(expected);
  });

  it('may lie within one day', () => {
    const noon = { ...night, from: 12 * 60, to: 13 * 60, timeZone: 'UTC' };
    expect(iso(quietUntil(noon, at('2026-01-05T12:30:00Z')))).toBe('2026-01-05T13:00');
    expect(quietUntil(noon, at('2026-01-05T13:00:00Z'))).toBeNull();
  });
});

describe('maintenance', () => {
  const window = (over: Partial<MaintenanceWindow>): MaintenanceWindow => ({
    name: 'works',
    match: [],
    from: null,
    to: null,
    every: null,
    timeZone: 'Europe/London',
    ...over,
  });
  const sundays = { weekdays: [6], at: 120, for: hours(2) };
  const endAt = (one: MaintenanceWindow, now: string): string | null => iso(runningMaintenance([one], at(now))[0]?.endsAt);

  it.each([
    ['Saturday night', '2026-01-04T01:59:00Z', null],
    ['Sunday at two', '2026-01-04T02:00:00Z', '2026-01-04T04:00'],
    ['Sunday at four', '2026-01-04T04:00:00Z', null],
    ['a Sunday in summer', '2026-07-05T01:00:00Z', '2026-07-05T03:00'],
  ])('every week: %s', (_, now, expected) => {
    expect(endAt(window({ every: sundays }), now)).toBe(expected);
  });

  it('lasts over midnight and over days', () => {
    const late = window({ every: { weekdays: [6], at: 23 * 60, for: hours(30) } });
    expect(endAt(late, '2026-01-06T04:59:00Z')).toBe('2026-01-06T05:00');
    expect(endAt(late, '2026-01-06T05:00:00Z')).toBeNull();
  });

  it('recurs only within its bounds', () => {
    const bounded = window({ every: sundays, from: at('2026-01-04T00:00:00Z'), to: at('2026-01-04T03:00:00Z') });
    expect(endAt(bounded, '2026-01-04T02:30:00Z')).toBe('2026-01-04T03:00');
    expect(endAt(bounded, '2026-01-11T02:30:00Z')).toBeNull();
  });
});

describe('inhibition', () => {
  const any: AlertPattern = { rule: null, severity: null, category: null, impact: null, labels: [] };
  const of = (rule: string): AlertPattern => ({ ...any, rule: rule as RuleId });
  const firing = (id: string, labels: Firing['labels'] = {}): Firing => ({
    id,
    rule: id[0] as RuleId,
    severity: 'critical',
    category: 'availability',
    impact: null,
    labels,
  });
  const explained = (ids: readonly Firing[], ...inhibitions: readonly Inhibition[]): string =>
    [...explainedBy(ids, inhibitions)].map(([target, source]) => `${source}>${target}`).join(' ');
  const by = (when: string, mute: string, equal: readonly string[] = []): Inhibition => ({
    when: of(when),
    mute: of(mute),
    equal,
  });

  it('needs the same values of the equal labels', () => {
    const all = [firing('a', { t: '1' }), firing('b1', { t: '1' }), firing('b2', { t: '2' })];
    expect(explained(all, by('a', 'b', ['t']))).toBe('a>b1');
  });

  it('follows chains', () => {
    expect(explained([firing('c'), firing('b'), firing('a')], by('a', 'b'), by('b', 'c'))).toBe('a>b b>c');
  });

  it('tells the earliest of a circle', () => {
    expect(explained([firing('b'), firing('a')], by('a', 'b'), by('b', 'a'))).toBe('b>a');
    expect(explained([firing('c'), firing('a'), firing('b')], by('a', 'b'), by('b', 'c'), by('c', 'a'))).toBe('c>a a>b');
  });

  it('never lets an alert explain itself, nor all of a kind each other', () => {
    const all = [firing('a1'), firing('a2'), firing('a3')];
    expect(explained(all.slice(0, 1), { when: any, mute: any, equal: [] })).toBe('');
    expect(explained(all, { when: any, mute: any, equal: [] })).toBe('a1>a2 a1>a3');
  });

  it('leaves one of ten thousand in a circle to be told, at once', () => {
    const all = Array.from({ length: 10_000 }, (_, index) => firing(`${'ab'[index % 2]}${index}`));
    expect(explainedBy(all, [by('a', 'b'), by('b', 'a')]).size).toBe(9_999);
  });
});

describe('the index of suppressions', () => {
  const suppression = (id: string, ...matchers: Matcher[]): Suppression => ({
    id,
    matchers,
    by: { name: 'ana', role: 'responder', via: 'desk' },
    why: '',
    startsAt: instant(0),
    endsAt: instant(minutes(1)),
    ended: null,
  });
  const is = (label: string, value: string): Matcher => ({ label, operator: '=', value });
  const all = [
    suppression('everything'),
    suppression('rule', is('rule', 'r')),
    suppression('page', is('page', 'home'), is('rule', 'r')),
    suppression('missing', is('page', '')),
    suppression('like', { label: 'page', operator: '=~', value: 'ho.*' }),
    suppression('other', is('page', 'booking')),
  ];

  it.each([{ page: 'home' }, { page: 'booking' }, {}, { page: 'home', rule: 'x' }] as const)(
    'finds exactly those that mean %j',
    (labels) => {
      const expected = all.filter((one) => mutes(one, 'r' as RuleId, labels)).map(({ id }) => id);
      const found = indexSuppressions(all)
        .meaning('r' as RuleId, labels)
        .map(({ id }) => id);
      expect(found.sort()).toEqual(expected.sort());
    },
  );
});
