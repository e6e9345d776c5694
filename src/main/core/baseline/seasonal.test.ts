import { describe, expect, it } from 'vitest';
import { FAULTS, falseAlerts, isFound, learntSeries } from '../../../../tests/support/band-trial.js';
import type { BaselineState } from '../model/baseline.js';
import { days, hours, type Instant, instant, minutes } from '../time/instant.js';
import { hourOfDay, hourOfWeek, localHours } from '../time/zone.js';
import { expectation, placeOf } from './expectation.js';
import { bornBaseline, learn } from './state.js';

const ZONE = 'Europe/London';
const MONDAY = instant(Date.parse('2026-01-05T00:00:00Z'));
const at = (text: string): Instant => instant(Date.parse(text));

/** Learns a value every ten minutes, which `valueAt` gives for each instant. */
const learnt = (from: Instant, length: number, valueAt: (at: Instant) => number): BaselineState => {
  let state = bornBaseline('lcp_seconds', 'weekly');
  for (let now = from; now < from + length; now = instant(now + minutes(10))) state = learn(state, now, valueAt(now)).state;
  return learn(state, instant(from + length), valueAt(instant(from + length))).state;
};

const localHour = (now: Instant): number => localHours(ZONE)(Math.floor(now / hours(1)));
const expected = (state: BaselineState, now: Instant): number | undefined =>
  expectation(state, now, 'seasonal', ZONE).band?.expected;

describe('a season', () => {
  /** Its value is the hour of the site's day, and a hundred more at weekends. */
  const calendar = (now: Instant): number => hourOfDay(localHour(now)) + (hourOfWeek(localHour(now)) >= 120 ? 100 : 0);

  it('of the day is told from three days on; before that the moving average stands in', () => {
    const early = learnt(MONDAY, days(3) - hours(2), calendar);
    const now = instant(MONDAY + days(3) + hours(9.5));
    expect(expectation(early, instant(MONDAY + days(3) - hours(1)), 'seasonal', ZONE)).toMatchObject({
      readiness: { kind: 'learning', need: 72 },
      band: null,
    });
    expect(expectation(early, instant(MONDAY + days(3) - hours(1)), 'auto', ZONE).used).toBe('ema');
    const state = learnt(MONDAY, days(3) + hours(9), calendar);
    expect(expectation(state, now, 'auto', ZONE)).toMatchObject({ readiness: { kind: 'ready' }, used: 'seasonal' });
    expect(expected(state, now)).toBeCloseTo(9, 5);
  });

  it('does not judge a first Saturday by working days alone', () => {
    const state = learnt(MONDAY, days(5) + hours(9), calendar);
    const band = expectation(state, instant(MONDAY + days(5) + hours(9)), 'seasonal', ZONE).band;
    expect(band?.low).toBeLessThanOrEqual(0);
    expect(band?.high).toBeGreaterThanOrEqual(23);
  });

  it('of the week is told from three weeks on', () => {
    const state = learnt(MONDAY, days(21) + hours(1), (now) => hourOfWeek(localHour(now)));
    for (const hour of [10, 50, 100, 150]) {
      expect(expected(state, instant(MONDAY + days(21) + hours(hour + 0.5)))).toBeCloseTo(hour, 4);
    }
  });

  it('goes by the site’s clocks when they change', () => {
    // The clocks went forward on 29 March 2026 at 01:00 UTC: nine o'clock is an hour earlier on UTC from then on.
    const spring = learnt(at('2026-03-02T00:00:00Z'), days(28), calendar);
    expect(expected(spring, at('2026-03-30T08:30:00Z'))).toBeCloseTo(9, 5);
    // They went back on 25 October 2026 at 01:00 UTC; the hour from one to two was there twice.
    const autumn = learnt(at('2026-09-28T00:00:00Z'), days(28), calendar);
    expect(expected(autumn, at('2026-10-26T09:30:00Z'))).toBeCloseTo(9, 5);
    for (const twice of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
      expect(expected(autumn, at(twice))).toBeCloseTo(101, 5);
  });

  it('follows a rise within the hour, and a jump as the clock strikes', () => {
    const minuteOf = (now: Instant): number => (now / minutes(1)) % 60;
    const state = learnt(MONDAY, days(22), (now) => calendar(now) * 10 + (hourOfDay(localHour(now)) === 9 ? minuteOf(now) : 0));
    const morning = (clock: number): number | undefined => expected(state, instant(MONDAY + days(22) + hours(clock)));
    for (const clock of [8, 8.5, 8 + 50 / 60]) expect(morning(clock)).toBeCloseTo(80, 4);
    expect(morning(9)).toBeCloseTo(90, 4);
    expect(morning(9.5)).toBeCloseTo(120, 4);
    expect(morning(10)).toBeCloseTo(100, 4);
  });

  it('is not widened by one spike, nor moved by it', () => {
    const noise = (now: Instant): number => 10 + ((now / minutes(10)) % 3) / 10;
    const spike = (now: Instant): number => (now === MONDAY + days(8) + hours(9) ? 5_000 : noise(now));
    const now = instant(MONDAY + days(29) + hours(9.5));
    const [calm, spiked] = [noise, spike].map(
      (valueAt) => expectation(learnt(MONDAY, days(29), valueAt), now, 'auto', ZONE).band,
    );
    expect(spiked?.expected).toBeCloseTo(calm?.expected ?? 0, 1);
    expect(spiked?.deviation).toBeLessThan((calm?.deviation ?? 0) * 1.2);
  });

  it('leaves hours without a sample out', () => {
    const nightly = (now: Instant): boolean => hourOfDay(localHour(now)) < 7;
    let state = bornBaseline('lcp_seconds', 'weekly');
    for (let now = MONDAY; now < MONDAY + days(29); now = instant(now + minutes(10))) {
      if (!nightly(now)) state = learn(state, now, calendar(now)).state;
    }
    expect(expected(state, instant(MONDAY + days(29) + hours(9.5)))).toBeCloseTo(9, 5);
    expect(expectation(state, instant(MONDAY + days(29) + hours(3.5)), 'auto', ZONE).band).not.toBeNull();
  });
});

it('a value lies to the band where the band itself says, of each kind and from the first day on', () => {
  const valueAt = (now: Instant): number => hourOfWeek(localHour(now)) + Math.sin(now / minutes(7)) * 3;
  for (const length of [hours(3), days(2), days(4), days(5), days(25)]) {
    const state = learnt(MONDAY, length, valueAt);
    for (const kind of ['ema', 'seasonal', 'auto'] as const) {
      for (let now = instant(MONDAY + length); now < MONDAY + length + days(2); now = instant(now + minutes(97))) {
        const { band } = expectation(state, now, kind, ZONE);
        const sides =
          band === null ? [] : [band.low, band.high].flatMap((edge) => [edge, edge * (1 + 1e-12), edge * (1 - 1e-12)]);
        for (const value of [valueAt(now), ...sides]) {
          const place = band === null ? null : value > band.high ? 'above' : value < band.low ? 'below' : 'within';
          expect(placeOf(value, state, now, kind, ZONE)).toBe(place);
        }
      }
    }
  }
});

/** A few of the series of tests/bench/baseline.bench.ts, which measures fifty. */
describe('a seasonal band on noise with heavy tails', () => {
  it('is quiet, and finds faults of four deviations within ten points', () => {
    const seeds = [3, 7, 11];
    expect(seeds.reduce((sum, seed) => sum + falseAlerts(learntSeries(seed, 35), 10), 0)).toBeLessThanOrEqual(seeds.length);
    const watched = learntSeries(5, 35);
    for (const fault of Object.keys(FAULTS) as (keyof typeof FAULTS)[]) {
      const found = Array.from({ length: 40 }, (_, k) => isFound(watched, fault, instant(watched.now + hours(4 * k))));
      expect([fault, found.filter(Boolean).length]).toEqual([fault, expect.toSatisfy((n: number) => n >= 36)]);
    }
  });
});
