import type { HistoryPoint } from '../../core/model/history.js';
import { assertNever } from '../../core/model/result.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { EventStretch, Measure, Objective } from '../../core/model/slo.js';
import type { History } from '../../core/port/history.js';
import { eventsOf, risesOf } from '../../core/slo/rises.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
import { after, bucketStart, days, hours, type Instant, instant, minutes } from '../../core/time/instant.js';

/** The newest hours are counted by the minute: windows as short as five minutes look at them. */
const FINE = hours(7);
/** What is asked for the first time is counted in such stretches, so that commits get in between. */
const SLICE = days(1);

/** A rise begins at the point before it, which may lie so long before the first stretch. */
const LEAD = hours(60);
/** Most points that a store gives at once: more hours than that would come as longer stretches, which reach beyond their hours. */
const MOST_POINTS = 600;
const PIECE = hours(MOST_POINTS);

/** What the newest hours are counted by: a report on months needs no minutes, and is read a day at a time. */
type Finest = 'minute' | 'hour';

/** Where minutes begin. */
const fineStart = (from: Instant, to: Instant, finest: Finest): Instant =>
  finest === 'hour' ? to : instant(Math.max(from, bucketStart(after(to, -FINE), hours(1))));

export interface Counting {
  /** What an objective counts within `[from, to)`; `from` is a whole hour. Series of targets that are not watched any more are left out. */
  count(
    objective: Objective,
    isWatched: (target: string) => boolean,
    from: Instant,
    to: Instant,
    finest?: Finest,
  ): Promise<readonly CountedMeasure[]>;
}

/** Reads events from history: the store remembers hours that are over, so that only the newest is reckoned again. */
export const createCounting = (history: History): Counting => {
  const asked = new Set<string>();

  const seriesOf = async (metric: string, { match }: Measure, isWatched: (target: string) => boolean) => {
    const listed = await history.list({ name: metric, matchers: match });
    return listed
      .filter(({ series }) => series.labels.target === undefined || isWatched(series.labels.target))
      .map(({ id }) => id)
      .sort();
  };

  const countReadings = async (
    { good }: Measure & { readonly kind: 'readings' },
    series: readonly SeriesId[],
    from: Instant,
    to: Instant,
    finest: Finest,
  ): Promise<readonly EventStretch[]> => {
    const fineFrom = fineStart(from, to, finest);
    const count = (step: 'minute' | 'hour', start: Instant, end: Instant) =>
      history.count({ series, from: start, to: end, step, good });
    const question = JSON.stringify([good, series.length, series[0], series.at(-1)]);
    const isNew = finest === 'hour' || !asked.has(question);
    for (let at = from; isNew && at < fineFrom; at = after(at, SLICE))
      await count('hour', at, instant(Math.min(fineFrom, at + SLICE)));
    if (finest === 'minute') asked.add(question);
    const coarse = fineFrom > from ? await count('hour', from, fineFrom) : [];
    return fineFrom < to ? [...coarse, ...(await count('minute', fineFrom, to))] : coarse;
  };

  /** A counter's points: by the hour up to `fineFrom`, by the minute after that, each stretch in one of them alone. */
  const pointsOf = async (series: readonly SeriesId[], from: Instant, fineFrom: Instant, to: Instant) => {
    const points = series.map((): HistoryPoint[] => []);
    const read = async (start: Instant, end: Instant): Promise<void> => {
      const ranges = await history.range({ series, from: start, to: end, maxPoints: MOST_POINTS });
      for (const [index, range] of ranges.entries()) for (const point of range.points) points[index]?.push(point);
    };
    for (let at = after(from, -LEAD); at < fineFrom; at = after(at, PIECE))
      await read(at, instant(Math.min(fineFrom, at + PIECE)));
    if (fineFrom < to) await read(fineFrom, to);
    return points;
  };

  const countRises = async (
    bad: readonly SeriesId[],
    total: readonly SeriesId[],
    from: Instant,
    to: Instant,
    finest: Finest,
  ): Promise<readonly EventStretch[]> => {
    const fineFrom = fineStart(from, to, finest);
    const startOf = (at: Instant): Instant => bucketStart(at, at < fineFrom ? hours(1) : minutes(1));
    const rises = async (series: readonly SeriesId[]) =>
      (await pointsOf(series, from, fineFrom, to)).map((points) => risesOf(points, startOf));
    return eventsOf(await rises(bad), await rises(total)).filter(({ start }) => start >= from);
  };

  const countMeasure = async (
    measure: Measure,
    isWatched: (target: string) => boolean,
    from: Instant,
    to: Instant,
    finest: Finest,
  ): Promise<readonly EventStretch[]> => {
    switch (measure.kind) {
      case 'readings': {
        const series = await seriesOf(measure.metric, measure, isWatched);
        return series.length === 0 ? [] : countReadings(measure, series, from, to, finest);
      }
      case 'counters': {
        const [bad, total] = [
          await seriesOf(measure.bad, measure, isWatched),
          await seriesOf(measure.total, measure, isWatched),
        ];
        return total.length === 0 ? [] : countRises(bad, total, from, to, finest);
      }
      default:
        return assertNever(measure);
    }
  };

  return {
    count: async ({ measures }, isWatched, from, to, finest = 'minute') => {
      const counted: CountedMeasure[] = [];
      for (const measure of measures)
        counted.push({ measure, stretches: await countMeasure(measure, isWatched, from, to, finest) });
      return counted;
    },
  };
};
