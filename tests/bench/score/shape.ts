import type { Chance } from './chance.js';

/** A series as a family draws it: one value a step, and where its anomalies begin. */
export interface Drawing {
  readonly stepMinutes: number;
  readonly values: number[];
  /** Rows at which an anomaly begins. */
  readonly labels: readonly number[];
  /** Share of rows that are missing; none where it is left out. */
  readonly missing?: number;
}

export type Family = (chance: Chance) => Drawing;

export const draw = (rows: number, value: (row: number) => number): number[] =>
  Array.from({ length: rows }, (_, row) => value(row));

/** Rows for `count` anomalies: one in each equal part of what follows the first fifth, so that none hides another. */
export const places = (chance: Chance, rows: number, count: number): number[] => {
  const from = rows * 0.2;
  const part = (rows * 0.96 - from) / count;
  return Array.from({ length: count }, (_, i) => Math.floor(from + part * (i + chance.between(0.1, 0.75))));
};

/** Changes `length` values from `start` on; `place` counts from 0 within them. */
export const change = (values: number[], start: number, length: number, to: (value: number, place: number) => number): void => {
  const end = Math.min(values.length, start + Math.round(length));
  for (let row = start; row < end; row += 1) values[row] = to(values[row] ?? 0, row - start);
};

/** Noise that remembers: a first-order autoregression of standard deviation 1. */
export const remembering = (chance: Chance, memory: number): (() => number) => {
  let last = chance.normal();
  const fresh = Math.sqrt(1 - memory * memory);
  return () => {
    last = memory * last + fresh * chance.normal();
    return last;
  };
};

const DAY_MINUTES = 1_440;

/** The hour of a row, 0–24, for a series that begins at midnight. */
export const hourOf = (row: number, stepMinutes: number): number => ((row * stepMinutes) % DAY_MINUTES) / 60;

/** The day of a row, 0 for the first one. */
export const dayOf = (row: number, stepMinutes: number): number => Math.floor((row * stepMinutes) / DAY_MINUTES);

/** Days 5 and 6 of each week: every series begins on a Monday. */
export const isWeekend = (row: number, stepMinutes: number): boolean => dayOf(row, stepMinutes) % 7 >= 5;

/** A working day as demand sees it, 0–1: low at four in the morning, a shoulder at noon, high at `peak` o'clock. */
export const daily = (hour: number, peak: number): number => {
  const main = 0.5 + 0.5 * Math.cos(((hour - peak) / 24) * 2 * Math.PI);
  const shoulder = 0.18 * Math.exp(-(((hour - 11) / 2.5) ** 2));
  return Math.min(1, main ** 1.4 * 0.85 + shoulder);
};

export const quantise = (values: number[], step: number): number[] => values.map((value) => Math.round(value / step) * step);

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
