import { describe, expect, it } from 'vitest';
import type { EpisodeId } from '../model/alert.js';
import type { RuleId } from '../model/rule.js';
import { after, hours, type Instant, instant, minutes, seconds } from '../time/instant.js';
import { admit, type Limits, type Parcel } from './admit.js';

const NOW = instant(1_000_000_000);

const parcel = (name: string, over: Partial<Parcel> = {}): Parcel => ({
  channel: 'sms',
  reason: 'firing',
  level: 0,
  recipients: ['ops'],
  rule: 'down' as RuleId,
  members: [name as EpisodeId],
  since: NOW,
  heldBy: null,
  isFollowUp: false,
  ...over,
});
const parcels = (names: string): readonly Parcel[] => [...names].map((name) => parcel(name));

const limits = (over: Partial<Limits> = {}): Limits => ({
  now: NOW,
  storm: { firings: 10, within: minutes(1) },
  perRule: { count: 20, per: hours(1) },
  quotaOf: null,
  firings: [],
  rankOf: (alert) => alert.charCodeAt(0),
  ofRule: () => [],
  ofQuota: () => [],
  ...over,
});
const ago = (length: number): Instant => after(NOW, -length);
const told = (found: readonly Parcel[]): readonly string[] => found.map(({ members }) => members.join(''));
const held = ({ held: found }: ReturnType<typeof admit>): readonly string[] =>
  found.map(({ parcel: { members }, limit, until }) => `${members.join('')} ${limit} ${(until - NOW) / 1_000} s`);

describe('alerts that stand in one parcel because they are alike', () => {
  const alike = (names: string, over: Partial<Parcel> = {}): Parcel =>
    parcel(names, { members: [...names] as EpisodeId[], ...over });

  it('leave one by one up to the limit of a storm, the most urgent first', () => {
    expect(told(admit([alike('adf'), alike('bce')], limits()).leaving)).toEqual([...'abcdef']);
  });

  it('leave as one beyond it, whatever parcel they stood in', () => {
    const found = admit([alike('acegik'), alike('bdfhj', { rule: 'slow' as RuleId })], limits());
    expect(told(found.leaving)).toEqual(['abcdefghijk']);
    expect(found.firings).toHaveLength(10);
  });

  it('wait one by one where a storm is on already', () => {
    const found = admit([alike('ab')], limits({ firings: Array.from({ length: 10 }, () => ago(seconds(20))) }));
    expect(held(found)).toEqual(['a storm 40 s', 'b storm 40 s']);
  });

  it('are counted by the rate of their rule one by one', () => {
    const found = admit([alike('abc')], limits({ perRule: { count: 2, per: hours(1) } }));
    expect(told(found.leaving)).toEqual(['a', 'b']);
    expect(held(found)).toEqual(['c rule 3600 s']);
  });

  it('leave one by one where the reason is none that storms', () => {
    const over = { reason: 'escalated', level: 1 } as const;
    expect(told(admit([alike('abc', over)], limits()).leaving)).toEqual(['a', 'b', 'c']);
    expect(told(admit([alike('abcdefghijk', over)], limits()).leaving)).toEqual(['abcdefghijk']);
  });
});

describe('a storm', () => {
  it('is none up to its limit', () => {
    const found = admit(parcels('abcdefghij'), limits());
    expect(told(found.leaving)).toEqual([...'abcdefghij']);
    expect(found.firings).toHaveLength(10);
  });

  it('is one message where it comes at one instant', () => {
    expect(told(admit(parcels('abcdefghijk'), limits()).leaving)).toEqual(['abcdefghijk']);
  });

  it('is one message for each of those who are told', () => {
    const mixed = parcels('abcdefghijk').map((one, index) => ({ ...one, recipients: index < 6 ? ['#a'] : ['#b'] }));
    expect(told(admit(mixed, limits()).leaving)).toEqual(['abcdef', 'ghijk']);
  });

  it('waits until its time is over where it comes one by one', () => {
    const firings = Array.from({ length: 9 }, (_, index) => ago(seconds(40 - index)));
    const found = admit(parcels('abc'), limits({ firings }));
    expect(told(found.leaving)).toEqual(['a']);
    expect(held(found)).toEqual(['b storm 20 s', 'c storm 20 s']);
  });

  it('leaves as one message when its time is over', () => {
    const waited = [...'ab'].map((name) => parcel(name, { heldBy: 'storm', since: ago(seconds(9)) }));
    expect(told(admit([...waited, parcel('c')], limits()).leaving)).toEqual(['ab', 'c']);
  });

  it('has no part in what is no firing, of which many are bound together all the same', () => {
    const ends = parcels('abcdefghijkl').map((one) => ({ ...one, reason: 'recovered' as const }));
    expect(told(admit(ends, limits()).leaving)).toEqual(['abcdefghijkl']);
    expect(told(admit(ends.slice(0, 3), limits()).leaving)).toEqual(['a', 'b', 'c']);
  });
});

describe('the rate of a rule', () => {
  const perRule = { count: 2, per: hours(1) };

  it('counts the alarms of one rule in (now − 1 h, now]', () => {
    const found = admit(parcels('ab'), limits({ perRule, ofRule: () => [ago(hours(1)), ago(minutes(50))] }));
    expect(told(found.leaving)).toEqual(['a']);
    expect(held(found)).toEqual(['b rule 600 s']);
  });

  it('lets what waited leave as one message, oldest first, before what is new', () => {
    const waited = [parcel('b', { heldBy: 'rule', since: ago(10) }), parcel('a', { heldBy: 'rule', since: ago(20) })];
    const found = admit([parcel('c'), ...waited], limits({ perRule, ofRule: () => [ago(minutes(30))] }));
    expect(told(found.leaving)).toEqual(['ab']);
    expect(held(found)).toEqual(['c rule 1800 s']);
  });

  it('does not hold a recovery or a level back', () => {
    const found = admit(
      [parcel('a', { reason: 'recovered' }), parcel('b', { reason: 'escalated', level: 1 })],
      limits({ perRule, ofRule: () => [NOW, NOW] }),
    );
    expect(told(found.leaving)).toEqual(['a', 'b']);
  });
});

describe('the quota of SMS', () => {
  const quotaOf = () => ({ count: 5, per: hours(1) });

  it('frees a slot exactly an hour after a message left', () => {
    const sent = [ago(hours(1)), ago(minutes(50)), ago(minutes(40)), ago(minutes(30)), ago(minutes(20))];
    const found = admit(parcels('ab'), limits({ quotaOf, ofQuota: () => sent }));
    expect(told(found.leaving)).toEqual(['a']);
    expect(held(found)).toEqual(['b quota 600 s']);
  });

  it('of an SMS that nobody answered is its own', () => {
    const found = admit(
      [parcel('a'), parcel('b', { reason: 'escalated', isFollowUp: true })],
      limits({ quotaOf, ofQuota: (isFollowUp) => (isFollowUp ? [] : [NOW, NOW, NOW, NOW, NOW]) }),
    );
    expect(told(found.leaving)).toEqual(['b']);
  });

  it('of which others used more than there is now waits for as many to be an hour old', () => {
    const sent = [60, 50, 40, 30, 20, 10].map((minute) => ago(minutes(minute - 1)));
    expect(held(admit(parcels('a'), limits({ quotaOf, ofQuota: () => sent })))).toEqual(['a quota 660 s']);
  });
});
