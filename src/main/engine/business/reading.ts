import { mergedSketch, spreadOf } from '../../core/business/spread.js';
import type { CountedSeries } from '../../core/model/business.js';
import type { Spread } from '../../core/model/figure.js';
import type { HistoryPoint } from '../../core/model/history.js';
import type { Labels } from '../../core/model/labels.js';
import type { Matcher } from '../../core/model/rule.js';
import type { History } from '../../core/port/history.js';
import type { RolledUp } from '../../core/sample/rolled-up.js';
import { risesOf } from '../../core/slo/rises.js';
import { after, bucketStart, hours, type Instant, instant } from '../../core/time/instant.js';

/** Most points that a store gives at once. */
const MOST_POINTS = 600;
const PIECE = hours(MOST_POINTS);
/** A rise begins at the point before it, which may lie so long back. */
const LEAD = hours(60);
/** Series of one metric that are read: more would be more labels than people look at. */
const MOST_SERIES = 300;

const HOUR = hours(1);

/** What each series of a counter rose by, hour by hour, over `[from, to)`; `from` is a whole hour. */
export const readCounter = async (
  history: History,
  name: string,
  from: Instant,
  to: Instant,
): Promise<readonly CountedSeries[]> => {
  const listed = (await history.list({ name })).slice(0, MOST_SERIES);
  const points = listed.map((): HistoryPoint[] => []);
  const series = listed.map(({ id }) => id);
  for (let at = after(from, -LEAD); series.length > 0 && at < to; at = after(at, PIECE)) {
    const end = instant(Math.min(to, at + PIECE));
    const ranges = await history.range({ series, from: at, to: end, maxPoints: MOST_POINTS });
    for (const [index, range] of ranges.entries()) points[index]?.push(...range.points);
  }
  return listed.map(({ series: { labels } }, index) => ({
    labels,
    rises: within(
      risesOf(points[index] ?? [], (at) => bucketStart(at, HOUR)),
      from,
    ),
  }));
};

const within = (rises: ReadonlyMap<number, number>, from: Instant): ReadonlyMap<number, number> =>
  new Map([...rises].filter(([at]) => at >= from));

/** What the series of a counter rose by since a minute, all together: exact, where hours would be too coarse. */
export const risenSince = async (
  history: History,
  name: string,
  matchers: readonly Matcher[],
  from: Instant,
  to: Instant,
): Promise<number> => {
  const series = (await history.list({ name, matchers })).slice(0, MOST_SERIES).map(({ id }) => id);
  if (series.length === 0) return 0;
  const cut = bucketStart(from, HOUR);
  const before = await history.range({ series, from: after(cut, -LEAD), to: cut, maxPoints: MOST_POINTS });
  const since = await history.range({ series, from: cut, to, maxPoints: MOST_POINTS });
  const rises = since.map((range, index) =>
    risesOf([...(before[index]?.points ?? []), ...range.points], (at) => instant(at < from ? 0 : 1)),
  );
  return rises.reduce((sum, rise) => sum + (rise.get(1) ?? 0), 0);
};

/** The hours of each series of a metric that visitors' browsers gave. */
export interface Measured {
  readonly metric: string;
  readonly labels: Labels;
  readonly hours: readonly RolledUp[];
}

export const readMeasured = async (
  history: History,
  metrics: readonly string[],
  from: Instant,
  to: Instant,
): Promise<readonly Measured[]> => {
  const measured: Measured[] = [];
  for (const metric of metrics) {
    for (const { id, series } of (await history.list({ name: metric })).slice(0, MOST_SERIES))
      measured.push({ metric, labels: series.labels, hours: await history.hourly(id, from, to) });
  }
  return measured;
};

/** The spread of each metric over all of these series. */
export const spreadsOf = (measured: readonly Measured[]): readonly Spread[] =>
  [...new Set(measured.map(({ metric }) => metric))].flatMap((metric) => {
    const hoursOf = measured.filter((one) => one.metric === metric).flatMap((one) => one.hours);
    const spread = spreadOf(metric, mergedSketch(hoursOf));
    return spread === null ? [] : [spread];
  });

/** The same for each value of a label. */
export const spreadsBy = (measured: readonly Measured[], label: string): ReadonlyMap<string, readonly Spread[]> => {
  const groups = new Map<string, Measured[]>();
  for (const one of measured) {
    const value = one.labels[label];
    if (value !== undefined) groups.set(value, [...(groups.get(value) ?? []), one]);
  }
  return new Map([...groups].map(([value, group]) => [value, spreadsOf(group)]));
};

/** Mean of all readings of a gauge, whatever its labels; null without one. */
export const readMean = async (
  history: History,
  name: string,
  matchers: readonly Matcher[],
  from: Instant,
  to: Instant,
): Promise<{ readonly mean: number; readonly n: number } | null> => {
  const series = (await history.list({ name, matchers })).slice(0, MOST_SERIES).map(({ id }) => id);
  if (series.length === 0) return null;
  const ranges = await history.range({ series, from, to, maxPoints: MOST_POINTS });
  let sum = 0;
  let n = 0;
  for (const { points } of ranges)
    for (const [, , mean, , count] of points) {
      sum += mean * count;
      n += count;
    }
  return n === 0 ? null : { mean: sum / n, n };
};
