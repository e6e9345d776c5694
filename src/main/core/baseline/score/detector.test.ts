import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChance } from '../../../../../tests/bench/score/chance.js';
import { type Instant, instant } from '../../time/instant.js';
import { advance, createDetector, EVENT_SCORE } from './detector.js';

const STEP = 5 * 60_000;
const DAY_ROWS = 288;
/** A Monday, midnight. */
const BEGIN = Date.UTC(2026, 0, 5);

const every5Minutes = (row: number): Instant => instant(BEGIN + row * STEP);

const scoresOf = (values: readonly number[], at = every5Minutes): number[] => {
  const detector = createDetector(values[0] ?? 0);
  return values.map((value, row) => advance(detector, at(row), value));
};

/** Rows at which an event began. */
const eventsOf = (scores: readonly number[], from = 0, to = scores.length): number[] =>
  scores.flatMap((score, row) => (score >= EVENT_SCORE && row >= from && row < to ? [row] : []));

const noisy = (rows: number, value: (row: number) => number, noise = 1, seed = 1): number[] => {
  const { normal } = createChance(seed);
  return Array.from({ length: rows }, (_, row) => value(row) + noise * normal());
};

describe('scoring a series', () => {
  it('scores a move to a new level high once, and then settles there', () => {
    const scores = scoresOf(noisy(3_000, (row) => (row < 1_500 ? 20 : 60)));
    expect(eventsOf(scores, 1_500, 1_510)).toHaveLength(1);
    expect(eventsOf(scores, 1_510, 3_000).length).toBeLessThanOrEqual(2);
    expect(Math.max(...scores.slice(2_500))).toBeLessThan(scores[eventsOf(scores, 1_500)[0] ?? 0] ?? 0);
  });

  it('no longer flags what every day brings once it has known it for three days', () => {
    const workday = (row: number): number => (row % DAY_ROWS > 96 && row % DAY_ROWS < 216 ? 80 : 10);
    const scores = scoresOf(noisy(DAY_ROWS * 12, workday, 2));
    expect(eventsOf(scores, DAY_ROWS * 3).length).toBeLessThanOrEqual(3);
  });

  it('flags a working day that does not come, although every one of its values is known', () => {
    const holiday = DAY_ROWS * 16;
    const demand = (row: number): number =>
      row >= holiday && row < holiday + DAY_ROWS ? 10 : 50 - 40 * Math.cos((2 * Math.PI * row) / DAY_ROWS);
    expect(eventsOf(scoresOf(noisy(holiday + DAY_ROWS, demand, 2)), holiday, holiday + DAY_ROWS).length).toBeGreaterThanOrEqual(
      1,
    );
  });

  it('stops scoring a stroke high that keeps coming back', () => {
    const job = (row: number): number => (row % 60 === 0 ? 50 : 5);
    const scores = scoresOf(noisy(6_000, job));
    const strokes = scores.filter((_, row) => row % 60 === 0 && row > 2_000);
    expect(strokes.filter((score) => score >= EVENT_SCORE).length).toBeLessThanOrEqual(2);
  });

  it('flags a stroke that is far above all before', () => {
    const scores = scoresOf(noisy(2_000, (row) => (row === 1_700 ? 90 : 20)));
    expect(eventsOf(scores, 1_700, 1_701)).toEqual([1_700]);
  });

  it('flags a fault of the unit (×1000) at its first row, and sees what happens in the new unit', () => {
    const scores = scoresOf(noisy(6_000, (row) => (row < 2_000 ? 20 : row < 5_000 ? 20_000 : 60_000), 1));
    expect(scores[2_000]).toBeGreaterThan(EVENT_SCORE);
    expect(eventsOf(scores, 5_000, 5_003).length).toBeGreaterThanOrEqual(1);
  });

  it('never scores a series that does not move', () => {
    expect(scoresOf(Array.from({ length: 5_000 }, () => 7)).every((score) => score === 0)).toBe(true);
  });

  it('flags that a constant series moves', () => {
    const scores = scoresOf(Array.from({ length: 2_000 }, (_, row) => (row < 1_500 ? 7 : 9)));
    expect(eventsOf(scores, 1_500, 1_600).length).toBeGreaterThanOrEqual(1);
  });

  it('keeps calm where values come in few steps', () => {
    const { uniform } = createChance(3);
    const values = Array.from({ length: 6_000 }, () => 0.033 * Math.floor(3 + 2 * uniform()));
    expect(eventsOf(scoresOf(values), 1_000).length).toBeLessThanOrEqual(4);
  });

  it('flags a series that stands still for longer than ever', () => {
    const values = noisy(3_000, () => 20);
    for (let row = 2_000; row < 2_100; row += 1) values[row] = 20.5;
    expect(eventsOf(scoresOf(values), 2_000, 2_100).length).toBeGreaterThanOrEqual(1);
  });

  it('does not take a gap in time for an event', () => {
    const withGap = (row: number): Instant => instant(every5Minutes(row) + (row >= 1_500 ? 7 * 3_600_000 : 0));
    const scores = scoresOf(
      noisy(2_500, () => 20),
      withGap,
    );
    expect(eventsOf(scores, 1_499, 1_520)).toEqual([]);
  });

  it('says nothing in its first hundred rows', () => {
    const scores = scoresOf(noisy(100, (row) => (row === 60 ? 900 : 20)));
    expect(scores.every((score) => score === 0)).toBe(true);
  });

  it('does not look ahead: the scores of the first rows are the first scores', () => {
    const values = noisy(3_000, (row) => (row < 1_500 ? 20 : 60) + 10 * Math.sin(row / 40));
    expect(scoresOf(values.slice(0, 1_600))).toEqual(scoresOf(values).slice(0, 1_600));
  });

  it('gives scores from 0 to 1, however large or small the values are', () => {
    for (const size of [1e-300, 1e-9, 1e9, 1e300]) {
      const scores = scoresOf(noisy(1_000, (row) => (row === 700 ? 100 : 5)).map((value) => value * size));
      expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    }
  });

  it('gives scores from 0 to 1 for whatever is finite', () => {
    const isScore = (score: number): boolean => score >= 0 && score <= 1;
    const block = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(block, (values) =>
        scoresOf(Array.from({ length: 200 }, (_, row) => values[row % values.length] ?? 0)).every(isScore),
      ),
    );
  });

  it('sees the same in a small range far from zero', () => {
    const values = noisy(2_000, (row) => (row < 1_500 ? 20 : 26)).map((value) => Math.round(value * 64) / 64);
    expect(scoresOf(values.map((value) => value + 2 ** 40))).toEqual(scoresOf(values));
  });

  it('does not grow: after a hundred thousand rows it is as large as after a thousand', () => {
    const detector = createDetector(0);
    const { normal } = createChance(9);
    const sizes = new Set<number>();
    for (let row = 0; row <= 100_000; row += 1) {
      advance(detector, every5Minutes(row), normal());
      if (row === 1_000 || row === 100_000) sizes.add(bytesOf(detector));
    }
    expect([...sizes]).toEqual([bytesOf(createDetector(0))]);
    expect(bytesOf(detector)).toBeLessThan(12_288);
  });
});

/** Bytes of all numbers that a state holds. */
const bytesOf = (state: unknown): number => {
  if (ArrayBuffer.isView(state)) return state.byteLength;
  if (typeof state === 'object' && state !== null)
    return Object.values(state).reduce((sum: number, part) => sum + bytesOf(part), 0);
  return 8;
};
