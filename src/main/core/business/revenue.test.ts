import { describe, expect, it } from 'vitest';
import type { Gap } from '../slo/gaps.js';
import { type Instant, instant } from '../time/instant.js';
import { lastPeriods } from './periods.js';
import { expectedOf, forecast, together } from './prediction.js';
import { revenuePeriod } from './revenue.js';
import { type FormCourse, type RiskContext, revenueAtRisk } from './risk.js';

const LONDON = 'Europe/London';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string): Instant => instant(Date.parse(text));
const iso = (found: number): string => new Date(found).toISOString().slice(0, 16);

describe('a forecast', () => {
  it('is the mean with a 95 % prediction interval by Student’s t', () => {
    // 100, 110, 120: mean 110, s = 10, t(2) = 4.303: ± 4.303 × 10 × √(4/3) = 49.69
    const expected = expectedOf(forecast([100, 110, 120], 'amounts'));
    expect(expected?.mean).toBe(110);
    expect(expected?.low).toBeCloseTo(60.31, 2);
    expect(expected?.high).toBeCloseTo(159.69, 2);
  });

  it('of counts allows for chance even where all weeks are equal', () => {
    // Poisson: variance 9; ± 4.303 × 3 × √(4/3) = 14.9
    const expected = expectedOf(forecast([9, 9, 9], 'counts'));
    expect(expected?.low).toBe(0);
    expect(expected?.high).toBeCloseTo(23.9, 1);
  });

  it('is none of fewer than three weeks', () => {
    expect(expectedOf(forecast([100, 110], 'amounts'))).toBeNull();
    expect(together([forecast([1, 2, 3], 'amounts'), forecast([1, 2], 'amounts')]).n).toBe(2);
  });
});

describe('the last periods', () => {
  it('are days of the site’s own calendar, also where a day has 23 or 25 hours', () => {
    const now = at('2026-03-29T12:00:00Z');
    const [day] = lastPeriods('day', 1, now, LONDON);
    const ledger = { amounts: new Map(), knownFrom: instant(0), gaps: [], zone: LONDON, now: at('2026-03-30T12:00:00Z') };
    const { start, end } = revenuePeriod(day ?? { first: 0, last: 1 }, ledger);
    expect([iso(start), iso(end)]).toEqual(['2026-03-29T00:00', '2026-03-29T23:00']);
    const [autumn] = lastPeriods('day', 1, at('2026-10-25T12:00:00Z'), LONDON);
    const long = revenuePeriod(autumn ?? { first: 0, last: 1 }, { ...ledger, now: at('2026-10-27T12:00:00Z') });
    expect([iso(long.start), iso(long.end)]).toEqual(['2026-10-24T23:00', '2026-10-26T00:00']);
  });

  it('are weeks from Monday on, and months over the turn of the year', () => {
    const now = at('2026-01-07T12:00:00Z');
    const date = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
    expect(lastPeriods('week', 2, now, LONDON).map(({ first, last }) => [date(first), date(last)])).toEqual([
      ['2025-12-29', '2026-01-05'],
      ['2026-01-05', '2026-01-12'],
    ]);
    expect(lastPeriods('month', 2, now, LONDON).map(({ first, last }) => [date(first), date(last)])).toEqual([
      ['2025-12-01', '2026-01-01'],
      ['2026-01-01', '2026-02-01'],
    ]);
  });
});

/** £10 in each hour from `from` until `to`, and £14 on Saturdays. */
const steady = (from: string, to: string): Map<number, number> => {
  const amounts = new Map<number, number>();
  for (let hour = at(from); hour < at(to); hour = instant(hour + HOUR))
    amounts.set(hour, new Date(hour).getUTCDay() === 6 ? 14 : 10);
  return amounts;
};

describe('revenue', () => {
  const now = at('2026-02-12T10:30:00Z');
  const ledger = {
    amounts: steady('2025-11-01T00:00:00Z', '2026-02-12T11:00:00Z'),
    knownFrom: at('2025-11-01T00:00:00Z'),
    gaps: [],
    zone: LONDON,
    now,
  };
  const period = (kind: 'day' | 'week' | 'month', back = 0) =>
    lastPeriods(kind, back + 1, now, LONDON)[0] ?? { first: 0, last: 1 };

  it('of a day is compared with the same weekday of eight weeks', () => {
    const saturday = revenuePeriod(period('day', 5), ledger);
    expect(saturday).toMatchObject({ amount: 24 * 14, isOpen: false, n: 8, judgement: 'within' });
    expect(saturday.expected?.mean).toBe(24 * 14);
  });

  it('of a day that goes on is compared with the same hours', () => {
    const today = revenuePeriod(period('day'), ledger);
    expect(today).toMatchObject({ isOpen: true, amount: 110 });
    expect(today.expected?.mean).toBe(105);
  });

  it('of a week and a month adds up its days', () => {
    expect(revenuePeriod(period('week', 1), ledger)).toMatchObject({ amount: 6 * 240 + 336, n: 8 });
    const month = revenuePeriod(period('month', 1), ledger);
    expect(month.amount).toBe(26 * 240 + 5 * 336);
    expect(month.expected?.mean).toBe(26 * 240 + 5 * 336);
  });

  it('that fell away is below its band', () => {
    const amounts = new Map(ledger.amounts);
    for (let hour = at('2026-02-11T00:00:00Z'); hour < at('2026-02-12T00:00:00Z'); hour = instant(hour + HOUR))
      amounts.set(hour, 2);
    expect(revenuePeriod(period('day', 1), { ...ledger, amounts })).toMatchObject({ amount: 48, judgement: 'below' });
  });

  it('is learnt for three weeks, and unknown before the first record', () => {
    const young = { ...ledger, knownFrom: at('2026-01-26T00:00:00Z') };
    expect(revenuePeriod(period('day', 1), young)).toMatchObject({ n: 2, need: 3, expected: null, judgement: 'learning' });
    expect(revenuePeriod(period('month', 1), { ...ledger, knownFrom: at('2026-02-03T00:00:00Z') })).toMatchObject({
      amount: null,
      judgement: 'no-record',
    });
  });

  it('of a day that nobody watched is no example, and says how much of it was seen', () => {
    const gap: Gap = { from: at('2026-02-04T06:00:00Z'), to: at('2026-02-04T18:00:00Z'), cause: 'stopped' };
    expect(revenuePeriod(period('day', 1), { ...ledger, gaps: [gap] }).n).toBe(7);
    expect(revenuePeriod(period('day', 8), { ...ledger, gaps: [gap] }).coverage).toBe(0.5);
  });
});

describe('revenue of which nobody saw all', () => {
  const now = at('2026-02-12T10:30:00Z');
  const amounts = steady('2025-11-01T00:00:00Z', '2026-02-12T11:00:00Z');
  const ledger = { amounts, knownFrom: at('2025-11-01T00:00:00Z'), zone: LONDON, now };
  const yesterday = lastPeriods('day', 2, now, LONDON)[0] ?? { first: 0, last: 1 };
  const unseen = (from: string, to: string) => {
    const gap: Gap = { from: at(from), to: at(to), cause: 'stopped' };
    const seen = new Map([...amounts].filter(([hour]) => hour < gap.from || hour >= gap.to));
    return revenuePeriod(yesterday, { ...ledger, amounts: seen, gaps: [gap] });
  };

  it('gets no verdict, and is held against the hours that were watched', () => {
    const half = unseen('2026-02-11T06:00:00Z', '2026-02-11T18:00:00Z');
    expect(half).toMatchObject({ amount: 120, coverage: 0.5, n: 8, judgement: 'partly-observed' });
    expect(half.expected?.mean).toBe(120);
  });

  it('is judged by the hours that were watched where a tenth at most is missing', () => {
    const most = unseen('2026-02-11T06:00:00Z', '2026-02-11T08:00:00Z');
    expect(most).toMatchObject({ amount: 220, judgement: 'within' });
    expect(most.expected?.mean).toBe(220);
  });
});

describe('revenue over a change of the clocks', () => {
  /** £50 in the hour from eleven and £100 in that from twelve, on the site's clocks, every day. */
  const local = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: LONDON });
  const open = (kind: 'day' | 'week' | 'month', nowText: string) => {
    const now = at(nowText);
    const amounts = new Map<number, number>();
    for (let hour = now - (now % HOUR); hour > now - 130 * DAY; hour -= HOUR) {
      const shown = Number(local.format(hour));
      // Of the hour that goes on, what it has so far.
      amounts.set(hour, (shown === 11 ? 50 : shown === 12 ? 100 : 0) * Math.min(1, (now - hour) / HOUR));
    }
    const ledger = { amounts, knownFrom: instant(now - 129 * DAY), gaps: [], zone: LONDON, now };
    return revenuePeriod(lastPeriods(kind, 1, now, LONDON)[0] ?? { first: 0, last: 1 }, ledger);
  };

  it.each([
    ['day', '2026-10-25T12:00:00Z', 50],
    ['day', '2026-10-25T12:30:00Z', 100],
    ['day', '2026-03-29T11:00:00Z', 50],
    ['day', '2026-03-29T11:30:00Z', 100],
    ['day', '2026-03-29T12:00:00Z', 150],
    ['week', '2026-10-25T12:00:00Z', 6 * 150 + 50],
    ['week', '2026-03-29T11:00:00Z', 6 * 150 + 50],
    ['month', '2026-10-25T12:00:00Z', 24 * 150 + 50],
    ['month', '2026-10-28T12:00:00Z', 27 * 150 + 50],
    ['month', '2026-03-29T11:00:00Z', 28 * 150 + 50],
  ] as const)('of a %s that goes on at %s is compared up to the same time of the earlier days', (kind, now, amount) => {
    const period = open(kind, now);
    expect(period).toMatchObject({ amount, isOpen: true, judgement: 'within' });
    expect(period.expected?.mean).toBeCloseTo(amount, 6);
  });
});

describe('revenue at risk', () => {
  const from = at('2026-02-12T10:00:00Z');
  const to = at('2026-02-12T12:00:00Z');
  const context: RiskContext = {
    alert: 'a1-1' as RiskContext['alert'],
    ...{ from, to, zone: LONDON, currency: 'GBP', knownFrom: at('2025-11-01T00:00:00Z'), gaps: [], hasValues: true },
  };
  const booking = (actual: number): FormCourse => ({
    form: 'booking',
    value: 250,
    hours: steady('2025-11-01T00:00:00Z', '2026-02-12T10:00:00Z'),
    actual,
  });

  it('is what was expected and did not come, times what it is worth', () => {
    // 20 expected, 4 came: 16 × £250; Poisson with eight weeks, t(7) = 2.365: ± 2.365 × √(20 × 9/8) = 11.22.
    const risk = revenueAtRisk([booking(4)], context);
    expect(risk).toMatchObject({ state: 'known', amount: 4_000, n: 8 });
    expect(risk.between?.[0]).toBeCloseTo(250 * (20 - 11.218 - 4), -1);
    expect(risk.between?.[1]).toBeCloseTo(250 * (20 + 11.218 - 4), -1);
  });

  it('counts no loss of hours that nobody saw, and says how much of the time was seen', () => {
    const gap: Gap = { from: at('2026-02-12T11:00:00Z'), to, cause: 'asleep' };
    const risk = revenueAtRisk([booking(4)], { ...context, gaps: [gap] });
    // 10 expected in the hour that was watched, and 4 came.
    expect(risk).toMatchObject({ state: 'known', amount: 1_500, n: 8, coverage: 0.5 });
    const blind = revenueAtRisk([booking(0)], { ...context, gaps: [{ ...gap, from }] });
    expect(blind).toMatchObject({ state: 'cannot-be-told', because: 'unobserved', amount: null, coverage: 0 });
  });

  it('is never less than nothing', () => {
    expect(revenueAtRisk([booking(40)], context)).toMatchObject({ amount: 0, between: [0, 0] });
  });

  it('cannot be told without values, without a source, or while it is learnt', () => {
    const untold = { state: 'cannot-be-told', amount: null, between: null };
    expect(revenueAtRisk([booking(4)], { ...context, hasValues: false })).toMatchObject({ ...untold, because: 'no-values' });
    expect(revenueAtRisk([], { ...context, knownFrom: null })).toMatchObject({ ...untold, because: 'no-source' });
    const young = { ...context, knownFrom: at('2026-01-26T00:00:00Z') };
    expect(revenueAtRisk([booking(4)], young)).toMatchObject({ ...untold, because: 'learning', n: 2, need: 3 });
  });

  it('compares with the same hours on the site’s clocks, over their change', () => {
    // On the clocks 10 to 11 is 09:00Z after the change and 10:00Z before it.
    const hours = new Map([
      [at('2026-03-23T10:00:00Z') as number, 6],
      [at('2026-03-23T09:00:00Z') as number, 99],
    ]);
    for (const week of [2, 3]) hours.set(at('2026-03-30T10:00:00Z') - week * 7 * DAY, 6);
    const changed = {
      ...context,
      from: at('2026-03-30T09:00:00Z'),
      to: at('2026-03-30T10:00:00Z'),
      knownFrom: at('2026-03-08T00:00:00Z'),
    };
    const risk = revenueAtRisk([{ form: 'booking', value: 1, hours, actual: 0 }], changed);
    expect(risk).toMatchObject({ n: 3, amount: 6 });
  });
});
