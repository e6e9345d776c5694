import { assertNever } from '../../core/model/result.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { EventStretch, Measure, Objective } from '../../core/model/slo.js';
import type { History } from '../../core/port/history.js';
import { eventsOf, risesOf } from '../../core/slo/rises.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
import { after, bucketStart, type Duration, days, hours, type Instant, instant, minutes } from '../../core/time/instant.js';

/** The newest hours are counted by the minute: windows as short as five minutes look at them. */
const FINE = hours(7);
/** What is asked for the first time is counted in such stretches, so that commits get in between. */
const SLICE = days(1);

/** A rise begins at the point before it, which may lie so many stretches before the first one. */
const LEAD = 60;

export interface Counting {
  /** What an objective counts within `[from, to)`; `from` is a whole hour. Series of targets that are not watched any more are left out. */
  count(
    objective: Objective,
    isWatched: (target: string) => boolean,
    from: Instant,
    to: Instant,
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
  ): Promise<readonly EventStretch[]> => {
    const fineFrom = instant(Math.max(from, bucketStart(after(to, -FINE), hours(1))));
    const count = (step: 'minute' | 'hour', start: Instant, end: Instant) =>
      history.count({ series, from: start, to: end, step, good });
    const question = JSON.stringify([good, series.length, series[0], series.at(-1)]);
    for (let at = from; !asked.has(question) && at < fineFrom; at = after(at, SLICE))
      await count('hour', at, instant(Math.min(fineFrom, at + SLICE)));
    asked.add(question);
    const coarse = fineFrom > from ? await count('hour', from, fineFrom) : [];
    return [...coarse, ...(await count('minute', fineFrom, to))];
  };

  const countRises = async (
    bad: readonly SeriesId[],
    total: readonly SeriesId[],
    from: Instant,
    to: Instant,
  ): Promise<readonly EventStretch[]> => {
    const fineFrom = instant(Math.max(from, bucketStart(after(to, -FINE), hours(1))));
    const rises = async (series: readonly SeriesId[], start: Instant, end: Instant, step: Duration) => {
      const ranges = await history.range({ series, from: after(start, -LEAD * step), to: end, maxPoints: 600 });
      return ranges.map(({ points }) => risesOf(points, step));
    };
    const events = async (start: Instant, end: Instant, step: Duration) =>
      eventsOf(await rises(bad, start, end, step), await rises(total, start, end, step)).filter(({ start: at }) => at >= start);
    return [...(await events(from, fineFrom, hours(1))), ...(await events(fineFrom, to, minutes(1)))];
  };

  const countMeasure = async (
    measure: Measure,
    isWatched: (target: string) => boolean,
    from: Instant,
    to: Instant,
  ): Promise<readonly EventStretch[]> => {
    switch (measure.kind) {
      case 'readings': {
        const series = await seriesOf(measure.metric, measure, isWatched);
        return series.length === 0 ? [] : countReadings(measure, series, from, to);
      }
      case 'counters': {
        const [bad, total] = [
          await seriesOf(measure.bad, measure, isWatched),
          await seriesOf(measure.total, measure, isWatched),
        ];
        return total.length === 0 ? [] : countRises(bad, total, from, to);
      }
      default:
        return assertNever(measure);
    }
  };

  return {
    count: async ({ measures }, isWatched, from, to) => {
      const counted: CountedMeasure[] = [];
      for (const measure of measures) counted.push({ measure, stretches: await countMeasure(measure, isWatched, from, to) });
      return counted;
    },
  };
};
