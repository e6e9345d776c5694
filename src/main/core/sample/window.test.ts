import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tests/support/property-runs.js';
import { prependRolledUp } from './rolled-up.js';
import { runningQuantile } from './running-sketch.js';
import { createWindow, type SampleWindow } from './sample-window.js';
import { quantileOf } from './select.js';
import { SKETCH_ERROR } from './sketch.js';
import { cutAfter, forgetSamples, insertSample, keepOnlyNewest } from './window.js';
import { eachWithin, newestInstants, newestUpTo, riseWithin, spreadWithin, totalsWithin, valueUpTo } from './window-read.js';

/** How often each property is tried: more where the environment asks for it. */
const RUNS = runs(200);

type Sample = readonly [at: number, value: number];

/** A stream with late samples, doubles and corrections: mostly one step on, now and then back. */
const stream = (values: fc.Arbitrary<number>) =>
  fc
    .array(fc.record({ step: fc.integer({ min: -40, max: 60 }), value: values }), {
      minLength: 1,
      maxLength: 1_500,
      size: 'max',
    })
    .map((moves) => {
      let at = 1_000;
      return moves.map(({ step, value }): Sample => {
        at = Math.max(1, at + (step < -30 ? step : Math.abs(step) % 4));
        return [at, value];
      });
    });

const gauge = fc.double({ min: -1_000, max: 1_000, noNaN: true });
const counter = fc.integer({ min: 0, max: 500 });

const filled = (samples: readonly Sample[], isCounter = false): SampleWindow => {
  const window = createWindow(isCounter);
  for (const [at, value] of samples) insertSample(window, at, value);
  return window;
};

/** The stream as anybody would keep it: in order, the last of each instant. */
const plain = (samples: readonly Sample[]): readonly Sample[] => [...new Map(samples)].sort(([a], [b]) => a - b);

const within = (samples: readonly Sample[], from: number, to: number): readonly number[] =>
  samples.filter(([at]) => at > from && at <= to).map(([, value]) => value);

const risen = (samples: readonly Sample[], from: number, to: number): number | null => {
  const known = samples.filter(([at]) => at <= to);
  const begin = Math.max(
    0,
    known.findLastIndex(([at]) => at <= from),
  );
  let rise = 0;
  for (let index = begin + 1; index < known.length; index += 1) {
    const [, before] = known[index - 1] as Sample;
    const [, after] = known[index] as Sample;
    rise += after >= before ? after - before : after;
  }
  return known.length === 0 ? null : rise;
};

const range = fc.tuple(fc.integer({ min: -10, max: 4_000 }), fc.integer({ min: 0, max: 4_000 }));

describe('a window over any stream', () => {
  it('amounts to what its samples amount to', () => {
    fc.assert(
      fc.property(stream(gauge), range, (samples, [from, length]) => {
        const values = within(plain(samples), from, from + length);
        const totals = totalsWithin(filled(samples), from, from + length);
        expect(totals.n).toBe(values.length);
        expect(totals.sum).toBeCloseTo(
          values.reduce((sum, value) => sum + value, 0),
          6,
        );
        expect(totals.min).toBe(Math.min(...values));
        expect(totals.max).toBe(Math.max(...values));
      }),
      { numRuns: RUNS },
    );
  });

  it('hands over its samples in order', () => {
    fc.assert(
      fc.property(stream(gauge), range, (samples, [from, length]) => {
        const seen: number[] = [];
        eachWithin(filled(samples), from, from + length, (value) => seen.push(value));
        expect(seen).toEqual(within(plain(samples), from, from + length));
      }),
      { numRuns: RUNS },
    );
  });

  it('knows by how much a counter rose, over late samples and new beginnings', () => {
    fc.assert(
      fc.property(stream(counter), range, (samples, [from, length]) => {
        expect(riseWithin(filled(samples, true), from, from + length)).toBe(risen(plain(samples), from, from + length));
      }),
      { numRuns: RUNS },
    );
  });

  it('moves on with the time and forgets what lies behind, and still amounts to the same', () => {
    fc.assert(
      fc.property(stream(counter), fc.integer({ min: 1, max: 400 }), (samples, length) => {
        const window = createWindow(true);
        const taken: Sample[] = [];
        let now = 0;
        for (const [at, value] of samples) {
          now = Math.max(now, at);
          // What comes later than the window reaches is no part of it.
          if (at <= now - length) continue;
          insertSample(window, at, value);
          taken.push([at, value]);
          forgetSamples(window, now - length, 1);
          spreadWithin(window, length, now);
        }
        const values = within(plain(taken), now - length, now);
        expect(totalsWithin(window, now - length, now).n).toBe(values.length);
        expect(riseWithin(window, now - length, now)).toBe(risen(plain(taken), now - length, now));
        expect(spreadWithin(window, length, now).n).toBe(values.length);
      }),
      { numRuns: RUNS },
    );
  });

  it('knows quantiles to within one percent of themselves', () => {
    fc.assert(
      fc.property(stream(gauge), fc.constantFrom(0.5, 0.75, 0.95), (samples, q) => {
        const window = filled(samples);
        const to = plain(samples).at(-1)?.[0] ?? 0;
        const found = runningQuantile([spreadWithin(window, to + 1, to)], q) ?? 0;
        const sorted = within(plain(samples), -1, to).toSorted((a, b) => a - b);
        const exact = sorted[Math.floor(q * (sorted.length - 1))] as number;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(SKETCH_ERROR * Math.abs(exact) * 1.0001 + 1e-12);
      }),
      { numRuns: RUNS },
    );
  });

  it('names its newest instants', () => {
    fc.assert(
      fc.property(stream(gauge), fc.integer({ min: 1, max: 9 }), (samples, count) => {
        const instants = plain(samples).map(([at]) => at);
        const to = instants.at(-1) ?? 0;
        const window = filled(samples);
        expect(newestInstants(window, to, count)).toEqual(instants.slice(-count).toReversed());
        expect(newestUpTo(window, to)?.at).toBe(to);
        const middle = instants[instants.length >> 1] ?? 0;
        expect(valueUpTo(window, middle)).toBe(newestUpTo(window, middle)?.value);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a window of a month at one sample every ten seconds', () => {
  const STEP = 10_000;
  const COUNT = 259_200;
  const window = createWindow(true);
  for (let index = 0; index < COUNT; index += 1) insertSample(window, index * STEP, index);
  const to = (COUNT - 1) * STEP;

  it('is held in bounded memory', () => {
    const held = window.blocks.reduce((sum, block) => sum + block.at.length, 0);
    expect(held).toBeLessThanOrEqual(65_536);
    expect(window.blocks.length).toBeLessThanOrEqual(COUNT / 64 + 1);
  });

  it('still amounts to all of it, to within one block', () => {
    expect(totalsWithin(window, -1, to).n).toBe(COUNT);
    expect(riseWithin(window, -1, to)).toBe(COUNT - 1);
    const half = totalsWithin(window, to / 2, to).n;
    expect(Math.abs(half - COUNT / 2)).toBeLessThanOrEqual(64);
    expect(Math.abs((riseWithin(window, to / 2, to) ?? 0) - COUNT / 2)).toBeLessThanOrEqual(64);
  });

  it('counts nothing twice when what was held one by one is sealed and then left behind', () => {
    const moving = createWindow(false);
    const length = 70_000 * STEP;
    for (let index = 0; index < 150_000; index += 1) {
      insertSample(moving, index * STEP, 1 + (index % 7));
      if (index % 1_000 === 999) spreadWithin(moving, length, index * STEP);
    }
    const now = 149_999 * STEP;
    const spread = spreadWithin(moving, length, now);
    expect(Math.abs(spread.n - 70_000)).toBeLessThanOrEqual(64);
    expect(spread.positive.counts.every((count) => count >= 0)).toBe(true);
    forgetSamples(moving, now, 1);
    expect(spread.n).toBeLessThanOrEqual(128);
  });

  it('goes on without a sample that comes later than anything is held one by one', () => {
    expect(insertSample(window, 15_000, 0)).toBe(false);
    expect(totalsWithin(window, -1, to).n).toBe(COUNT);
  });
});

describe('a window over a series with a hundred samples a second', () => {
  const STEP = 10;
  const COUNT = 100_003;
  const to = COUNT * STEP;
  const valueAt = (index: number): number => 1_500 + ((index * 7) % 900);
  /** As a process sees it that begins `late` samples later. */
  const seen = (late: number): SampleWindow => {
    const window = createWindow(false);
    for (let index = late; index < COUNT; index += 1) {
      insertSample(window, (index + 1) * STEP, valueAt(index));
      if (index % 100 === 0) spreadWithin(window, 300_000, (index + 1) * STEP);
    }
    return window;
  };
  const window = seen(0);

  it('holds few of them one by one, and the others in one block each half minute', () => {
    expect(window.blocks.reduce((sum, block) => sum + block.at.length, 0)).toBeLessThan(8_000);
    expect(window.blocks.length).toBeLessThan(34 + 8_000 / 64);
  });

  it('amounts to what its samples amount to, the newest exactly and all to within half a minute', () => {
    const values = (count: number): readonly number[] => Array.from({ length: count }, (_, back) => valueAt(COUNT - 1 - back));
    const exact = totalsWithin(window, to - 40_000, to);
    expect(exact.n).toBe(4_000);
    expect(exact.sum).toBe(values(4_000).reduce((sum, value) => sum + value, 0));
    const all = totalsWithin(window, 0, to);
    expect([all.n, all.min, all.max]).toEqual([COUNT, 1_500, 2_399]);
    expect(totalsWithin(window, to - 300_000, to).n).toBeGreaterThanOrEqual(30_000);
    expect(totalsWithin(window, to - 300_000, to).n).toBeLessThanOrEqual(33_000);
    const spread = spreadWithin(window, 300_000, to);
    expect(spread.n).toBe(totalsWithin(window, to - 300_000, to).n);
    expect(Math.abs((runningQuantile([spread], 0.75) ?? 0) - 2_175)).toBeLessThan(2_175 * 0.02);
    expect(spread.positive.counts.every((count) => count >= 0)).toBe(true);
  });

  it('amounts to the same in a process that began later', () => {
    const later = seen(20_011);
    for (const length of [20_000, 100_000, 333_333, 600_000]) {
      expect(totalsWithin(later, to - length, to)).toEqual(totalsWithin(window, to - length, to));
    }
    expect(spreadWithin(later, 300_000, to).n).toBe(spreadWithin(window, 300_000, to).n);
  });

  it('knows by how much a counter rose, and takes it for what it was when samples come late', () => {
    const counter = createWindow(true);
    for (let index = 0; index < COUNT; index += 1) {
      insertSample(counter, (index + 1) * STEP, index);
      if (index % 50 === 49) insertSample(counter, (index - 20) * STEP + 5, index - 21);
    }
    expect(riseWithin(counter, 0, to)).toBe(COUNT - 1);
    expect(riseWithin(counter, to - 20_000, to)).toBe(2_000);
  });
});

it('a clock that jumped back takes nothing from what is sealed, and an old spread does not outlast its samples', () => {
  const dense = createWindow(true);
  for (let index = 0; index < 50_000; index += 1) insertSample(dense, index * 10, index);
  cutAfter(dense, 499_000);
  expect(totalsWithin(dense, -1, 600_000).n).toBe(49_901);
  insertSample(dense, 499_005, 49_950);
  expect(riseWithin(dense, -1, 600_000)).toBe(49_950);

  spreadWithin(dense, 400_000, 499_005);
  keepOnlyNewest(dense, 499_100, 7);
  insertSample(dense, 499_200, 7);
  expect(spreadWithin(dense, 400_000, 499_200).n).toBe(2);
});

it('a counter whose dense samples are sealed already rises on from the hours that are put before them', () => {
  const counter = createWindow(true);
  const HOUR = 3_600_000;
  for (let index = 0; index < 30_000; index += 1) insertSample(counter, 2 * HOUR + index * 10, 1_000 + index);
  expect(counter.sealed).toBeGreaterThan(0);
  const hour = { n: 360, mean: 250, sketch: null };
  prependRolledUp(
    counter,
    [
      { ...hour, start: 0, min: 0, max: 500 },
      { ...hour, start: HOUR, min: 500, max: 990 },
    ],
    HOUR,
  );
  expect(riseWithin(counter, -1, 3 * HOUR)).toBe(30_999);
  expect(riseWithin(counter, 2 * HOUR + 290_000, 3 * HOUR)).toBe(999);
});

it('a clock that jumped back leaves nothing in the future', () => {
  const window = filled([
    [10, 1],
    [20, 2],
    [30, 3],
  ]);
  cutAfter(window, 20);
  expect(newestUpTo(window, 100)).toEqual({ at: 20, value: 2 });
});

describe('a quantile', () => {
  it('is the value between its neighbours, as far along as it stands', () => {
    fc.assert(
      fc.property(
        fc.array(gauge, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const sorted = values.toSorted((a, b) => a - b);
          const rank = q * (values.length - 1);
          const low = sorted[Math.floor(rank)] as number;
          const high = sorted[Math.ceil(rank)] as number;
          expect(quantileOf(Float64Array.from(values), q)).toBeCloseTo(low + (rank - Math.floor(rank)) * (high - low), 9);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
