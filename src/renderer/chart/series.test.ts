import { describe, expect, it } from 'vitest';
import type { HistoryPoint, HistoryRange } from '../../preload/contract/views.js';
import { chartRows, chartStart, standsAlone, timeTicks, valueTicks } from './series.js';

const range = (points: readonly HistoryPoint[]): HistoryRange => ({
  id: 'x' as HistoryRange['id'],
  series: { name: 'x', labels: {} },
  unit: '',
  resolution: 60,
  points,
});
const at = (minute: number, value = 1): HistoryPoint => [minute * 60_000, value, value, value, 1];

describe('chartRows', () => {
  it('breaks the line where readings are missing', () => {
    const rows = chartRows([range([at(0), at(1), at(5), at(6)])]);
    expect(rows.map((row) => row.means[0])).toEqual([1, 1, null, 1, 1]);
  });
  it('joins ranges by time and leaves a hole where one has nothing', () => {
    const rows = chartRows([range([at(0), at(1)]), range([at(1, 7)])]);
    expect(rows.map((row) => row.means)).toEqual([
      [1, null],
      [1, 7],
    ]);
  });
  it('leaves the line whole where one looks seldom, and breaks it where one missed a look', () => {
    const hours = (...of: readonly number[]) => chartRows([range(of.map((hour) => at(hour * 60)))]).map((row) => row.means[0]);
    expect(hours(0, 6, 12, 18)).toEqual([1, 1, 1, 1]);
    expect(hours(0, 6, 18, 24, 30)).toEqual([1, 1, null, 1, 1, 1]);
  });
  it('knows a point that no line leads to', () => {
    const rows = chartRows([range([at(0), at(1), at(5), at(9), at(10)])]);
    expect(rows.map((_, index) => standsAlone(rows, index, 0))).toEqual([false, false, false, true, false, false, false]);
  });
  it('has no rows without points', () => expect(chartRows([range([])])).toEqual([]));
});

describe('valueTicks', () => {
  it('are round, begin at zero and leave room for the threshold', () => {
    expect(valueTicks(chartRows([range([at(0, 0.4)])]), 2, 'lines')).toEqual([0, 1, 2, 3]);
    expect(valueTicks(chartRows([range([at(0, 6.1)])]), 3, 'lines')).toEqual([0, 2, 4, 6, 8]);
  });
  it('reach above the sum of a stack', () => {
    const ticks = valueTicks(chartRows([range([at(0, 3)]), range([at(0, 4)])]), null, 'stack');
    expect(ticks.at(-1)).toBeGreaterThan(7);
  });
  it('stand even where everything is zero', () => expect(valueTicks([], null, 'lines').length).toBeGreaterThan(1));
});

describe('timeTicks', () => {
  it('fall on whole hours over a day', () => {
    const ticks = timeTicks(1_000, 86_401_000, 7);
    expect(ticks.every((tick) => tick % 14_400_000 === 0 || tick % 21_600_000 === 0)).toBe(true);
    expect(ticks.length).toBeLessThanOrEqual(7);
  });
});

describe('chartStart', () => {
  const hour = 3_600_000;
  const answer = (first: number) => ({ from: 0 as never, to: (24 * hour) as never, ranges: [range([at(first / 60_000)])] });
  it('is what was asked for on a desk that is old enough', () => expect(chartStart(answer(2 * hour), -hour)).toBe(0));
  it('is the birth of a desk that is younger', () => expect(chartStart(answer(21 * hour), 20 * hour)).toBe(20 * hour));
  it('never hides a reading that is older than the desk', () => expect(chartStart(answer(5 * hour), 20 * hour)).toBe(5 * hour));
  it('leaves ten minutes at least', () => expect(chartStart(answer(24 * hour), 24 * hour)).toBe(24 * hour - 600_000));
});
