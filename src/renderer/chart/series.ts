import type { BandPoint, HistoryAnswer, HistoryRange } from '../../preload/contract/views.js';

/** One moment of a chart: per range its mean and its lowest and highest; null where nothing was measured. */
export interface ChartRow {
  readonly at: number;
  readonly means: readonly (number | null)[];
  readonly spreads: readonly (readonly [number, number] | null)[];
  /** What was usual then; null where that is not known. */
  readonly band: readonly [number, number] | null;
}

type BandAt = (at: number) => ChartRow['band'];

const rowAt = (ranges: readonly Map<number, HistoryRange['points'][number]>[], at: number, bandAt: BandAt): ChartRow => {
  const points = ranges.map((points) => points.get(at));
  return {
    at,
    means: points.map((point) => point?.[2] ?? null),
    spreads: points.map((point) => (point === undefined ? null : [point[1], point[3]])),
    band: bandAt(at),
  };
};

const empty = (at: number, n: number, bandAt: BandAt): ChartRow => ({
  at,
  means: Array(n).fill(null),
  spreads: Array(n).fill(null),
  band: bandAt(at),
});

/** The band at later and later moments: the newest point that is not too far back. */
const bandsOf = (band: readonly BandPoint[]): BandAt => {
  let next = 0;
  const step = band.length < 2 ? Number.POSITIVE_INFINITY : 2 * ((band[1]?.at ?? 0) - (band[0]?.at ?? 0));
  return (at) => {
    while (next < band.length && (band[next] as BandPoint).at <= at) next += 1;
    const point = band[next - 1];
    if (point === undefined || at - point.at > step) return null;
    return [point.expected >= 0 ? Math.max(0, point.low) : point.low, point.high];
  };
};

/** How far apart the points of a range mostly lie: what is looked at every six hours is not missing in between. */
const usualStep = ({ resolution, points }: HistoryRange): number => {
  const steps = points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at));
  const middle = steps.sort((a, b) => a - b)[(steps.length - 1) >> 1] ?? 0;
  return Math.max(resolution * 1_000, middle);
};

/** Whether nothing stands on either side of a range's point, so that no line leads to it. */
export const standsAlone = (rows: readonly ChartRow[], index: number, range: number): boolean => {
  const has = (at: number): boolean => (rows[at]?.means[range] ?? null) !== null;
  return has(index) && !has(index - 1) && !has(index + 1);
};

/** Rows of all ranges by time. Where more than a step and a half is missing, an empty row makes the line break. */
export const chartRows = (ranges: readonly HistoryRange[], band: readonly BandPoint[] = []): readonly ChartRow[] => {
  const bandAt = bandsOf(band);
  const byTime = ranges.map((range) => new Map(range.points.map((point) => [point[0], point])));
  const times = [...new Set(byTime.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  const steps = ranges.filter(({ points }) => points.length > 1).map(usualStep);
  const step = steps.length === 0 ? 1 : Math.max(1, Math.min(...steps));
  const rows: ChartRow[] = [];
  for (const [index, at] of times.entries()) {
    const before = times[index - 1];
    if (before !== undefined && at - before > step * 1.5) rows.push(empty(before + step, ranges.length, bandAt));
    rows.push(rowAt(byTime, at, bandAt));
  }
  return rows;
};

const highest = (rows: readonly ChartRow[], look: 'lines' | 'stack'): number => {
  let top = 0;
  for (const row of rows) {
    const sum = row.means.reduce<number>((total, mean) => total + (mean ?? 0), 0);
    if (look === 'stack') top = Math.max(top, sum);
    else for (const spread of [...row.spreads, row.band]) top = Math.max(top, spread?.[1] ?? 0);
  }
  return top;
};

const NICE = [1, 2, 2.5, 5, 10];

const lowest = (rows: readonly ChartRow[]): number =>
  rows.reduce((least, row) => row.spreads.reduce((low, spread) => Math.min(low, spread?.[0] ?? 0), least), 0);

/**
 * Round values for an axis from zero, or from below it where values lie there, that leaves room above the highest value and the
 * threshold: four or five of them.
 */
export const valueTicks = (
  rows: readonly ChartRow[],
  threshold: number | null,
  look: 'lines' | 'stack',
  most?: number,
): readonly number[] => {
  const top = most ?? (Math.max(highest(rows, look), threshold ?? 0) * 1.08 || 1);
  const bottom = look === 'stack' ? 0 : lowest(rows);
  const height = top - bottom;
  const power = 10 ** Math.floor(Math.log10(height / 4));
  const step = (NICE.find((factor) => factor * power * 4 >= height) ?? 10) * power;
  const first = Math.floor(bottom / step);
  const count = Math.ceil(top / step) - first + 1;
  const ticks = Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  return ticks;
};

const SHORTEST = 10 * 60_000;

/**
 * Where a chart begins: with the range that was asked for, but not long before there was a desk to measure anything. A new
 * desk's first minutes fill their chart instead of being a sliver at its edge.
 */
export const chartStart = (answer: Pick<HistoryAnswer, 'from' | 'to' | 'ranges'>, bornAt: number): number => {
  const first = Math.min(...answer.ranges.map((range) => range.points[0]?.[0] ?? Number.POSITIVE_INFINITY));
  return Math.min(Math.max(answer.from, Math.min(bornAt, first)), answer.to - SHORTEST);
};

const STEPS = [60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000].map((s) => s * 1_000);

/** Round moments for a time axis: at most `most` of them, on whole minutes, hours or days. */
export const timeTicks = (from: number, to: number, most: number): readonly number[] => {
  const step = STEPS.find((length) => (to - from) / length <= most) ?? 604_800_000;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
};
