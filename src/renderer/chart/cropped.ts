import type { TimeChartProps } from './props.js';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A chart's part that lies in a stretch of time; the whole of it where the stretch lies elsewhere. */
export const cropped = (chart: TimeChartProps, { from, to }: Stretch): TimeChartProps => {
  const start = Math.max(from, chart.from);
  const end = Math.min(to, chart.to);
  if (end <= start) return chart;
  const isIn = (at: number): boolean => at >= start && at <= end;
  return {
    ...chart,
    from: start,
    to: end,
    ranges: chart.ranges.map((range) => ({ ...range, points: range.points.filter(([at]) => isIn(at)) })),
    unobserved: chart.unobserved.filter((gap) => gap.from < end && (gap.to ?? end) > start),
    ...(chart.band === undefined ? {} : { band: chart.band.filter(({ at }) => isIn(at)) }),
    ...(chart.moments === undefined ? {} : { moments: chart.moments.filter(({ at }) => isIn(at)) }),
  };
};
