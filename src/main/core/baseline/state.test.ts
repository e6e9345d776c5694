import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaselineState } from '../model/baseline.js';
import { hours, type Instant, instant, minutes } from '../time/instant.js';
import { expectation } from './expectation.js';
import { bornBaseline, freeze, learn, reset, rewind, seeded, thaw } from './state.js';

const START = instant(Date.parse('2026-01-05T00:00:00Z'));
const later = (length: number): Instant => instant(START + length);

/** Learns one value a minute from `from` on. */
const learnMinutes = (state: BaselineState, values: readonly number[], from: Instant = START): BaselineState =>
  values.reduce((known, value, index) => learn(known, instant(from + minutes(index)), value).state, state);

const gauge = (): BaselineState => bornBaseline('http_response_seconds', 'none');
const constant = (value: number, n: number): readonly number[] => Array.from({ length: n }, () => value);
const ema = (state: BaselineState, at = later(hours(9))) => expectation(state, at, 'ema', 'UTC');

describe('a moving average', () => {
  it('is ready at a hundred samples that span six hours', () => {
    const slow = (n: number): BaselineState =>
      Array.from({ length: n }, (_, i) => i).reduce((s, i) => learn(s, later(i * minutes(5)), 2).state, gauge());
    expect(ema(slow(41)).readiness).toEqual({ kind: 'learning', have: 41, need: 100 });
    expect(ema(slow(99)).band).toBeNull();
    expect(ema(slow(100)).readiness).toEqual({ kind: 'ready' });
  });

  it('counts the share of the six hours where samples come fast', () => {
    expect(ema(learnMinutes(gauge(), constant(2, 181))).readiness).toEqual({ kind: 'learning', have: 50, need: 100 });
    expect(ema(learnMinutes(gauge(), constant(2, 360))).readiness.kind).toBe('learning');
    expect(ema(learnMinutes(gauge(), constant(2, 361))).readiness.kind).toBe('ready');
  });

  it('takes a tenth of each new hour, and leaves the hour under way out', () => {
    const day = [...constant(10, 360), ...constant(20, 60), ...constant(99, 5)];
    expect(ema(learnMinutes(gauge(), day)).band?.expected).toBeCloseTo(0.9 * 10 + 0.1 * 20, 10);
  });

  it('has bounds of 1.96 standard deviations, from inside the hours and between them', () => {
    const noisy = Array.from({ length: 421 }, (_, i) => (i % 2 === 0 ? 9 : 11));
    expect(ema(learnMinutes(gauge(), noisy)).band).toMatchObject({ expected: 10, deviation: 1, low: 8.04, high: 11.96 });
    const step = ema(learnMinutes(gauge(), [...constant(10, 360), ...constant(20, 61)])).band;
    // Nine tenths at 10, one at 20: mean 11, variance 0.9 × 1² + 0.1 × 9².
    expect(step?.deviation).toBeCloseTo(Math.sqrt(9), 10);
  });

  it('of a constant has a floor of a thousandth of it', () => {
    expect(ema(learnMinutes(gauge(), constant(200, 400))).band).toMatchObject({ deviation: 0.2 });
    expect(ema(learnMinutes(gauge(), constant(0, 400))).band?.deviation).toBeGreaterThan(0);
  });

  it('is not moved by hours without a sample', () => {
    const before = learnMinutes(gauge(), constant(5, 400));
    const gone = learn(before, later(hours(200)), 5).state;
    expect(ema(gone, later(hours(201))).band).toMatchObject({ expected: 5 });
  });

  it('can be given', () => {
    const state = seeded('lcp_seconds', { mean: 2, deviation: 0.1, samples: 500 });
    expect(expectation(state, START, 'auto', 'UTC')).toMatchObject({
      readiness: { kind: 'ready' },
      used: 'ema',
      band: { expected: 2, low: 1.804, high: 2.196 },
    });
    const few = seeded('lcp_seconds', { mean: 2, deviation: 0.1, samples: 41 });
    expect(ema(few).readiness).toEqual({ kind: 'learning', have: 41, need: 100 });
  });
});

describe('learning', () => {
  it('takes each sample once, in order, and nothing that is no number', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2_000), fc.double()), { maxLength: 60 }), (samples) => {
        const one = samples.reduce((s, [at, value]) => learn(s, later(at * 60_000), value).state, gauge());
        const again = samples.reduce((s, [at, value]) => learn(s, later(at * 60_000), value).state, one);
        expect(again).toEqual(one);
        expect(Number.isFinite(one.open?.mean ?? 0)).toBe(true);
      }),
    );
    const known = learnMinutes(gauge(), constant(1, 10));
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(learn(known, later(hours(1)), value).state).toBe(known);
  });

  it('answers with each hour that is over, once', () => {
    const known = learnMinutes(gauge(), [1, 3]);
    expect(learn(known, later(minutes(59)), 2).closed).toBeNull();
    expect(learn(known, later(minutes(60)), 9).closed).toEqual({
      hour: START / hours(1),
      n: 2,
      mean: 2,
      deviation: 1,
      centre: 2,
      slope: Number.NaN,
      noise: Number.NaN,
    });
  });

  it('stands still while frozen, without the hour that led to it', () => {
    const ready = learnMinutes(gauge(), constant(10, 420));
    const led = learnMinutes(ready, constant(500, 5), later(minutes(420)));
    const frozen = freeze(led, later(minutes(425)));
    const fired = learnMinutes(frozen, constant(500, 300), later(minutes(425)));
    expect(ema(fired).readiness).toEqual({ kind: 'frozen', since: later(minutes(425)) });
    expect(ema(fired).band).toMatchObject({ expected: 10 });
    const thawed = thaw(fired, later(minutes(725)));
    expect(learn(thawed, later(minutes(600)), 500).state).toBe(thawed);
    const goneOn = learnMinutes(thawed, constant(10, 90), later(minutes(726)));
    expect(ema(goneOn)).toMatchObject({ readiness: { kind: 'ready' }, band: { expected: 10, deviation: 0.01 } });
  });

  it('starts again after a reset, and says so until it is ready', () => {
    const old = freeze(learnMinutes(gauge(), constant(10, 420)), later(minutes(420)));
    const fresh = reset(old, later(minutes(430)), 'deploy');
    expect(ema(fresh)).toMatchObject({ readiness: { kind: 'reset', at: later(minutes(430)), why: 'deploy' }, band: null });
    const learnt = learnMinutes(fresh, constant(99, 400), later(minutes(431)));
    expect(ema(learnt)).toMatchObject({ readiness: { kind: 'ready' }, band: { expected: 99 } });
  });

  it('goes on after the clock was ahead', () => {
    const wrong = learn(learnMinutes(gauge(), constant(10, 400)), later(hours(9_000)), 10).state;
    const right = rewind(wrong, later(minutes(401)));
    expect(learn(right, later(minutes(402)), 10).state.samples).toBe(wrong.samples + 1);
    expect(rewind(right, later(minutes(500)))).toBe(right);
  });
});

describe('a counter', () => {
  const counter = (counts: readonly number[]): BaselineState =>
    learnMinutes(bornBaseline('form_failures_total', 'none'), counts);

  it('is learnt as its increase per hour', () => {
    const counts = Array.from({ length: 500 }, (_, i) => 1_000 + 2 * i);
    expect(ema(counter(counts)).band?.expected).toBeCloseTo(120, 9);
  });

  it('began again at zero where it fell', () => {
    const counts = Array.from({ length: 500 }, (_, i) => (i < 250 ? 1_000 + 2 * i : 2 * (i - 249)));
    expect(ema(counter(counts)).band?.expected).toBeCloseTo(120, 9);
  });

  it('that tells of each event as it happens is learnt at its true rate, though half of its steps are moments', () => {
    // Two errors a second apart, every six minutes: twenty an hour.
    const times = Array.from({ length: 400 }, (_, i) => later(minutes(6) * Math.floor(i / 2) + (i % 2) * 1_000));
    const learnt = times.reduce<BaselineState>(
      (state, at, i) => learn(state, at, i).state,
      bornBaseline('js_errors_total', 'none'),
    );
    const expected = ema(learnt).band?.expected ?? 0;
    expect(expected).toBeGreaterThan(18);
    expect(expected).toBeLessThan(22);
  });

  it('says nothing of what happened while nobody looked', () => {
    const looked = counter(Array.from({ length: 400 }, (_, i) => i));
    const back = learn(looked, later(hours(30)), 1_000_000).state;
    expect(back.samples).toBe(looked.samples);
    expect(learn(back, later(hours(30) + minutes(1)), 1_000_001).state.open?.mean).toBeCloseTo(60, 9);
  });
});
