import { describe, expect, it } from 'vitest';
import type { CalendarInterval } from '../model/calendar.js';
import { type Instant, instant } from '../time/instant.js';
import { calendarRows, countOf, dueOf } from './due.js';
import { CALENDAR_TASKS } from './tasks.js';

const at = (text: string): Instant => instant(Date.parse(text));
const due = (interval: CalendarInterval, since: string, zone: string): readonly string[] => {
  const { dueAt, overdueAt } = dueOf(interval, at(since), zone);
  return [dueAt, overdueAt].map((moment) => new Date(moment).toISOString().slice(0, 16));
};

describe('when a task is due', () => {
  it.each<readonly [CalendarInterval, string, string, string, string]>([
    ['weekly', '2026-11-04T15:00:00Z', 'UTC', '2026-11-11T00:00', '2026-11-14T00:00'],
    ['monthly', '2026-11-04T15:00:00Z', 'UTC', '2026-12-04T00:00', '2026-12-11T00:00'],
    ['quarterly', '2026-11-04T15:00:00Z', 'UTC', '2027-02-04T00:00', '2027-02-18T00:00'],
    ['yearly', '2026-11-04T15:00:00Z', 'UTC', '2027-11-04T00:00', '2027-12-04T00:00'],
  ])('%s, done at %s in %s: from %s on, overdue from %s on', (interval, since, zone, dueAt, overdueAt) => {
    expect(due(interval, since, zone)).toEqual([dueAt, overdueAt]);
  });

  it('is a day by the site’s clocks, not by UTC', () => {
    expect(due('weekly', '2026-11-04T23:30:00Z', 'Asia/Tokyo')[0]).toBe('2026-11-11T15:00');
    expect(due('weekly', '2026-11-04T03:30:00Z', 'America/New_York')[0]).toBe('2026-11-10T05:00');
  });

  it('begins at midnight also where the clocks change in between', () => {
    expect(due('weekly', '2026-03-26T09:00:00Z', 'Europe/London')).toEqual(['2026-04-01T23:00', '2026-04-04T23:00']);
    expect(due('weekly', '2026-10-22T09:00:00Z', 'Europe/London')).toEqual(['2026-10-29T00:00', '2026-11-01T00:00']);
    // In Beirut the clocks jump over midnight itself: the day begins at one.
    expect(due('weekly', '2026-03-22T09:00:00Z', 'Asia/Beirut')[0]).toBe('2026-03-28T22:00');
  });

  it('is the last day of a month that is too short', () => {
    expect(due('monthly', '2027-01-31T12:00:00Z', 'UTC')[0]).toBe('2027-02-28T00:00');
    expect(due('monthly', '2028-01-31T12:00:00Z', 'UTC')[0]).toBe('2028-02-29T00:00');
    expect(due('monthly', '2026-12-31T12:00:00Z', 'UTC')[0]).toBe('2027-01-31T00:00');
    expect(due('quarterly', '2026-11-30T12:00:00Z', 'UTC')[0]).toBe('2027-02-28T00:00');
    expect(due('yearly', '2028-02-29T12:00:00Z', 'UTC')[0]).toBe('2029-02-28T00:00');
  });
});

describe('the calendar', () => {
  const bornAt = at('2026-11-02T10:00:00Z');
  const rows = (now: string, done: readonly (readonly [string, readonly string[]])[] = []) =>
    calendarRows({
      tasks: CALENDAR_TASKS,
      done: Object.fromEntries(done.map(([id, times]) => [id, times.map((time) => ({ at: at(time), by: 'Ann', note: '' }))])),
      bornAt,
      now: at(now),
      zone: 'UTC',
    });
  const count = (now: string) => countOf(rows(now), null);

  it('asks nothing of a watch that is new, and then one interval after the other', () => {
    expect(count('2026-11-02T10:00:00Z')).toMatchObject({ due: 0, overdue: 0 });
    expect(count('2026-11-08T23:59:59Z')).toMatchObject({ due: 0, overdue: 0 });
    expect(count('2026-11-09T00:00:00Z')).toMatchObject({ due: 3, overdue: 0 });
    expect(count('2026-11-12T00:00:00Z')).toMatchObject({ due: 0, overdue: 3 });
    expect(count('2026-12-02T00:00:00Z')).toMatchObject({ due: 3, overdue: 3 });
    expect(count('2027-02-02T00:00:00Z')).toMatchObject({ due: 4, overdue: 6 });
    expect(count('2027-12-24T00:00:00Z')).toMatchObject({ due: 0, overdue: CALENDAR_TASKS.length });
  });

  it('counts a task from when it was last done, and knows nothing of what comes later', () => {
    const done = [['suppressions', ['2026-11-20T08:00:00Z', '2026-11-10T08:00:00Z']]] as const;
    const of = (now: string) => rows(now, done).find(({ id }) => id === 'suppressions');
    expect(of('2026-11-12T00:00:00Z')).toMatchObject({ state: 'rests', last: { at: at('2026-11-10T08:00:00Z') } });
    expect(of('2026-11-18T00:00:00Z')).toMatchObject({ state: 'due' });
    expect(of('2026-11-21T00:00:00Z')).toMatchObject({ state: 'rests', last: { at: at('2026-11-20T08:00:00Z'), by: 'Ann' } });
  });

  it('has every task once', () => {
    expect(new Set(CALENDAR_TASKS.map(({ id }) => id)).size).toBe(CALENDAR_TASKS.length);
  });
});
