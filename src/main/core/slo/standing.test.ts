import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventStretch, Measure, Objective } from '../model/slo.js';
import { bucketStart, days, hours, type Instant, instant, minutes, after as moved } from '../time/instant.js';
import { courseOf } from './course.js';
import { gapsWithin, observedShare } from './gaps.js';
import { burnsOf, eventsWithin, paceOf, runsOutAt } from './outlook.js';
import { eventsOf, risesOf } from './rises.js';
import { detailOf, standingOf } from './standing.js';

const NOW = instant(Date.parse('2026-01-31T00:00:00Z'));
const START = moved(NOW, -days(30));

const readings = (metric: string): Measure => ({
  kind: 'readings',
  metric,
  match: [],
  good: { side: 'atLeast', limit: 1 },
});

const objective = (changes: Partial<Objective> = {}): Objective => ({
  id: 'uptime',
  kind: 'availability',
  target: 0.999,
  over: days(30),
  measures: [readings('up')],
  sources: ['http'],
  hasSource: true,
  ...changes,
});

/** One stretch an hour of 60 readings; `bad` says how many of an hour's are bad, by its age in hours (0: the newest). */
const hourly = (bad: (age: number) => number, count = 720): readonly EventStretch[] =>
  Array.from({ length: count }, (_, index) => {
    const age = count - 1 - index;
    return { start: moved(NOW, -hours(age + 1)), valid: 60, good: 60 - bad(age) };
  });

const of = (stretches: readonly EventStretch[], changes: Partial<Objective> = {}) =>
  standingOf(objective(changes), {
    from: START,
    seenFrom: START,
    to: NOW,
    counted: [{ measure: readings('up'), stretches }],
    gaps: [],
  });

describe('an objective by what was counted', () => {
  it('says share, interval, budget in time and in events, and how much of the time was observed', () => {
    const gaps = [{ from: START, to: moved(START, days(30) * 0.039), cause: 'asleep' as const }];
    const standing = standingOf(objective(), {
      from: START,
      seenFrom: START,
      to: NOW,
      counted: [{ measure: readings('up'), stretches: hourly((age) => (age === 100 ? 30 : 0)) }],
      gaps,
    });
    expect(standing).toMatchObject({
      state: 'measured',
      budget: expect.closeTo(minutes(43.2), 3),
      budgetEvents: expect.closeTo(43.2, 9),
    });
    expect(standing.status).toMatchObject({ verdict: 'met', good: 43_170, valid: 43_200 });
    expect(standing.status.text).toBe('99.93 % over 96.1 % observed');
    expect(standing.status.budgetLeft / minutes(1)).toBeCloseTo(13.2, 6);
    expect(standing.status.between[0]).toBeGreaterThan(0.999);
  });

  it('without a reading says whether there is a source at all', () => {
    expect(of([])).toMatchObject({ state: 'no-reading', status: { ratio: null, verdict: 'too-few' }, runsOutAt: null });
    expect(of([], { hasSource: false }).state).toBe('no-source');
    expect(
      of(
        hourly(() => 0),
        { hasSource: false },
      ).state,
    ).toBe('measured');
  });

  it('of several measures is that of the one that stands worst, and a measure without a reading is none', () => {
    const measures = ['lcp_seconds', 'cls', 'inp_seconds'].map(readings) as [Measure, Measure, Measure];
    const standing = standingOf(objective({ target: 0.75, measures }), {
      from: START,
      seenFrom: START,
      to: NOW,
      counted: [
        { measure: measures[0], stretches: hourly(() => 6) },
        { measure: measures[1], stretches: hourly(() => 24) },
        { measure: measures[2], stretches: [] },
      ],
      gaps: [],
    });
    expect(standing.status).toMatchObject({ verdict: 'missed', ratio: 0.6 });
    expect(standing.parts.map(({ status }) => status.verdict)).toEqual(['met', 'missed', 'too-few']);
  });
});

describe('the pace of the budget', () => {
  it('is told for each pair of windows, and is nothing where a window is empty', () => {
    const burns = burnsOf(
      0.999,
      hourly((age) => (age < 3 ? 60 : 0), 48),
      NOW,
    );
    expect(burns.map(({ longRate }) => Number(longRate?.toFixed(1)))).toEqual([1000, 500, 125, 62.5]);
    // Hours are too coarse for five minutes: nobody can say.
    expect(burns[0]?.shortRate).toBeNull();
    expect(burnsOf(0.999, [], NOW).every(({ longRate, shortRate }) => longRate === null && shortRate === null)).toBe(true);
  });

  it.each([
    ['of the first pair that burns', (age: number) => (age < 6 ? 1 : 0), days(1), 4.17],
    ['of the last six hours where none does', (age: number) => (age < 6 ? 0.02 : 0), hours(6), 0.33],
  ])('is that %s', (_, bad, over, rate) => {
    const stretches = hourly(bad);
    const pace = paceOf(0.999, stretches, burnsOf(0.999, stretches, NOW), NOW);
    expect(pace).toEqual({ over, rate: expect.closeTo(rate, 1) });
  });

  it('is unknown where too little comes to have one', () => {
    expect(paceOf(0.9, [{ start: moved(NOW, -hours(2)), valid: 4, good: 2 }], [], NOW)).toBeNull();
  });

  it.each([
    ['at ten times the even pace after three days', 0.6, 3],
    ['at twice that after fifteen', 0.12, 15],
  ])('uses the budget up %s', (_, badAnHour, wanted) => {
    const stretches = hourly((age) => (age < 6 ? badAnHour : 0));
    const pace = paceOf(0.999, stretches, [], NOW);
    const at = runsOutAt(objective(), stretches, pace, NOW);
    expect(((at ?? 0) - NOW) / days(1)).toBeGreaterThan(wanted * 0.9);
    expect(((at ?? 0) - NOW) / days(1)).toBeLessThan(wanted * 1.05);
  });

  it('never uses it up where what is bad leaves the window as fast as it comes', () => {
    const even = hourly(() => 0.05);
    expect(runsOutAt(objective(), even, { over: hours(6), rate: 0.83 }, NOW)).toBeNull();
    const spent = hourly((age) => (age < 6 ? 60 : 0));
    expect(runsOutAt(objective(), spent, { over: hours(6), rate: 1000 }, NOW)).toBeNull();
  });

  it('reckons with an old outage that leaves the window in time', () => {
    // Forty bad minutes 29.5 days ago leave half a day from now; at 2.4 times the even pace that comes first.
    const healed = hourly((age) => (age === 708 ? 38 : age < 6 ? 0.144 : 0));
    const pace = paceOf(0.999, healed, [], NOW);
    const fresh = hourly((age) => (age === 100 ? 38 : age < 6 ? 0.144 : 0));
    const at = (stretches: readonly EventStretch[]): number => (runsOutAt(objective(), stretches, pace, NOW) ?? 0) - NOW;
    expect(at(healed)).toBeGreaterThan(days(10));
    expect(at(fresh)).toBeLessThan(days(2));
  });
});

describe('the course of the budget', () => {
  it('begins full, falls with what was bad, ends at what is left, and has no point where nothing was counted', () => {
    const stretches = hourly((age) => (age === 24 ? 20 : 0)).filter(
      ({ start }) => start < START + days(5) || start >= START + days(8),
    );
    const { course, standing } = detailOf(objective(), {
      from: START,
      seenFrom: START,
      to: NOW,
      counted: [{ measure: readings('up'), stretches }],
      gaps: [],
    });
    expect(course[0]).toMatchObject({ at: moved(START, hours(6)), left: 1, valid: 360 });
    expect(course.at(-1)?.at).toBe(NOW);
    expect(course.at(-1)?.left).toBeCloseTo(standing.status.budgetLeftRatio, 9);
    expect(course.some(({ at }) => at > START + days(5) + hours(6) && at < START + days(8))).toBe(false);
  });

  it('never rises, and its points hold all events', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ age: fc.nat(719), valid: fc.integer({ min: 1, max: 60 }), share: fc.nat(100) })),
        (given) => {
          const stretches = given
            .map(({ age, valid, share }) => ({
              start: moved(NOW, -hours(age + 1)),
              valid,
              good: Math.round((valid * share) / 100),
            }))
            .sort((a, b) => a.start - b.start);
          const course = courseOf({ target: 0.99, over: days(30) }, stretches, START, NOW);
          for (const [index, point] of course.entries())
            if (index > 0) expect(point.left).toBeLessThanOrEqual(course[index - 1]?.left ?? 1);
          const all = eventsWithin(stretches, START, NOW);
          expect(course.reduce((sum, { valid }) => sum + valid, 0)).toBe(all.valid);
          expect(course.reduce((sum, { good }) => sum + good, 0)).toBe(all.good);
        },
      ),
    );
  });
});

describe('what nobody saw', () => {
  const segment = (
    scope: string,
    from: number,
    to: number | null,
    cause: 'asleep' | 'observed' | 'source-failing' | 'offline',
  ) => ({
    scope,
    from: moved(START, hours(from)),
    to: to === null ? null : moved(START, hours(to)),
    cause,
  });

  it('counts once where the desk slept while the source failed, and not for a source that it does not need', () => {
    const segments = [
      segment('source:http', 1, 4, 'source-failing'),
      segment('desk', 2, 3, 'asleep'),
      segment('desk', 3.5, 5, 'offline'),
      segment('desk', 5, 9, 'observed'),
      segment('source:host', 6, 7, 'source-failing'),
    ];
    const gaps = gapsWithin(segments, ['http'], START, moved(START, hours(10)));
    expect(gaps.map(({ from, to, cause }) => [(from - START) / hours(1), (to - START) / hours(1), cause])).toEqual([
      [1, 4, 'source-failing'],
      [4, 5, 'offline'],
    ]);
    expect(observedShare(gaps, START, moved(START, hours(10)))).toBeCloseTo(0.6, 12);
  });

  it('reaches to now while it goes on', () => {
    const gaps = gapsWithin([segment('desk', -5, null, 'asleep')], [], START, NOW);
    expect(gaps).toEqual([{ from: START, to: NOW, cause: 'asleep' }]);
    expect(observedShare(gaps, START, NOW)).toBe(0);
    expect(observedShare([], NOW, NOW)).toBe(1);
  });

  it('never overlaps, whatever the segments', () => {
    const causes = fc.constantFrom('asleep' as const, 'offline' as const, 'observed' as const);
    const one = fc.tuple(fc.integer({ min: -50, max: 800 }), fc.nat(100), causes, fc.constantFrom('desk', 'source:http'));
    fc.assert(
      fc.property(fc.array(one), (given) => {
        const segments = given.map(([from, length, cause, scope]) => segment(scope, from, from + length, cause));
        const gaps = gapsWithin(segments, ['http'], START, NOW);
        for (const [index, gap] of gaps.entries()) {
          expect(gap.from).toBeLessThan(gap.to);
          expect(gap.from).toBeGreaterThanOrEqual(gaps[index - 1]?.to ?? START);
          expect(gap.to).toBeLessThanOrEqual(NOW);
        }
        const share = observedShare(gaps, START, NOW);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the rise of counters', () => {
  const byHour = (at: Instant): Instant => bucketStart(at, hours(1));
  const point = (age: number, value: number) => [NOW - age * hours(1), value, value, value, 1] as const;

  it('begins at the first point, and takes a fall for a new beginning', () => {
    const rises = risesOf([point(4, 100), point(3, 110), point(2.5, 113), point(2, 4), point(1, 4)], byHour);
    expect([...rises.values()]).toEqual([0, 13, 4, 0]);
    const bucket = [NOW, 40, 45, 52, 9] as const;
    expect([...risesOf([bucket], byHour).values()]).toEqual([12]);
  });

  it('begins anew after a longer pause than it is told to reach over', () => {
    const points = [point(9, 100), point(4, 110), point(3, 113)];
    expect([...risesOf(points, byHour).values()]).toEqual([0, 10, 3]);
    expect([...risesOf(points, byHour, hours(5)).values()]).toEqual([0, 10, 3]);
    expect([...risesOf(points, byHour, hours(4)).values()]).toEqual([0, 0, 3]);
  });

  it('has never more bad events than there were, and no stretch without any', () => {
    const total = new Map([
      [0, 10],
      [1, 0],
      [2, 3],
    ]);
    expect(
      eventsOf(
        [
          new Map([
            [0, 2],
            [2, 5],
          ]),
        ],
        [total],
      ),
    ).toEqual([
      { start: 0, valid: 10, good: 8 },
      { start: 2, valid: 3, good: 0 },
    ]);
  });
});
