import type { HistoryRange } from '../../preload/contract/views.js';

/** One moment of a chart: per range its mean and its lowest and highest; null where nothing was measured. */
export interface ChartRow {
  readonly at: number;
  readonly means: readonly (number | null)[];
  readonly spreads: readonly (readonly [number, number] | null)[];
}

const rowAt = (ranges: readonly Map<number, HistoryRange['points'][number]>[], at: number): ChartRow => {
  const points = ranges.map((points) => points.get(at));
  return {
    at,
    means: points.map((point) => point?.[2] ?? null),
    spreads: points.map((point) => (point === undefined ? null : [point[1], point[3]])),
  };
};

const empty = (at: number, n: number): ChartRow => ({ at, means: Array(n).fill(null), spreads: Array(n).fill(null) });

/** Rows of all ranges by time. Where more than a bucket and a half is missing, an empty row makes the line break. */
export const chartRows = (ranges: readonly HistoryRange[]): readonly ChartRow[] => {
  const byTime = ranges.map((range) => new Map(range.points.map((point) => [point[0], point])));
  const times = [...new Set(byTime.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  const step = Math.max(...ranges.map((range) => range.resolution * 1_000), 1);
  const rows: ChartRow[] = [];
  for (const [index, at] of times.entries()) {
    const before = times[index - 1];
    if (before !== undefined && at - before > step * 1.5) rows.push(empty(before + step, ranges.length));
    rows.push(rowAt(byTime, at));
  }
  return rows;
};

/** Whether a metric has two states and nothing in between: drawn on an axis of its own. */
export const isState = (metric: string): boolean => metric === 'up';

/** Upper end of an axis from zero that leaves room above the highest value and the threshold. */
export const axisTop = (rows: readonly ChartRow[], threshold: number | null): number => {
  let top = threshold ?? 0;
  for (const row of rows) for (const spread of row.spreads) if (spread !== null && spread[1] > top) top = spread[1];
  return top === 0 ? 1 : top * 1.12;
};

const STEPS = [60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000].map((s) => s * 1_000);

/** Round moments for a time axis: at most `most` of them, on whole minutes, hours or days. */
export const timeTicks = (from: number, to: number, most: number): readonly number[] => {
  const step = STEPS.find((length) => (to - from) / length <= most) ?? 604_800_000;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
};
