import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { instant } from '../../core/time/instant.js';
import { createTenure, type Tenure } from './tenure.js';

let wall = 0;
let monotonic = 0;
let tenure: Tenure;
beforeEach(() => {
  vi.useFakeTimers();
  [wall, monotonic] = [1_000_000, 0];
  tenure = createTenure({ now: () => instant(wall), monotonic: () => monotonic });
});
afterEach(() => {
  tenure.stop();
  vi.useRealTimers();
});

/** Time passes, and this process runs. */
const pass = (seconds: number): void => {
  for (let n = 0; n < seconds; n += 1) {
    wall += 1_000;
    monotonic += 1_000;
    vi.advanceTimersByTime(1_000);
  }
};

it('is certain for less than a lease, counted from when it was asked for', () => {
  expect(tenure.isCertain()).toBe(false);
  const given = tenure.asking();
  pass(5);
  given();
  pass(7);
  expect(tenure.isCertain()).toBe(true);
  pass(2);
  expect(tenure.isCertain()).toBe(false);
  expect(tenure.hasSlept()).toBe(false);
});

it.each([
  ['asleep, with a monotonic clock that stands still', 60_000, 0],
  ['stopped, with a wall clock that was set back', -3_600_000, 60_000],
])('knows that it stood still: %s', (_, wallStep, monotonicStep) => {
  tenure.asking()();
  wall += wallStep;
  monotonic += monotonicStep;
  expect(tenure.isCertain()).toBe(false);
  expect(tenure.hasSlept()).toBe(true);
  tenure.asking()();
  expect([tenure.isCertain(), tenure.hasSlept()]).toEqual([true, false]);
});
