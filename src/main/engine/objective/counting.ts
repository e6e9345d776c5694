import { assertNever } from '../../core/model/result.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { EventStretch, GoodReading, Measure, Objective } from '../../core/model/slo.js';
import type { History } from '../../core/port/history.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
import { after, bucketStart, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { type Counters, countRises } from './count-rises.js';

/** The newest hours are counted by the minute: windows as short as five minutes look at them. */
const FINE = hours(7);
/** What is asked for the first time is counted in such stretches, so that commits get in between. */
const SLICE = days(1);

/** Where minutes begin. */
const fineStart = (from: Instant, to: Instant): Instant => instant(Math.max(from, bucketStart(after(to, -FINE), hours(1))));

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
    good: GoodReading,
    series: readonly SeriesId[],
    from: Instant,
    to: Instant,
  ): Promise<readonly EventStretch[]> => {
    const fineFrom = fineStart(from, to);
    const count = (step: 'minute' | 'hour', start: Instant, end: Instant) =>
      history.count({ series, from: start, to: end, step, good });
    const question = JSON.stringify([good, series.length, series[0], series.at(-1)]);
    const isNew = !asked.has(question);
    for (let at = from; isNew && at < fineFrom; at = after(at, SLICE))
      await count('hour', at, instant(Math.min(fineFrom, at + SLICE)));
    asked.add(question);
    const coarse = fineFrom > from ? await count('hour', from, fineFrom) : [];
    return [...coarse, ...(await count('minute', fineFrom, to))];
  };

  const countersOf = async (
    measure: Measure & { readonly kind: 'counters' },
    isWatched: (target: string) => boolean,
  ): Promise<Counters> => ({
    bad: await seriesOf(measure.bad, measure, isWatched),
    total: await seriesOf(measure.total, measure, isWatched),
  });

  const countMeasure = async (
    measure: Measure,
    isWatched: (target: string) => boolean,
    from: Instant,
    to: Instant,
  ): Promise<readonly EventStretch[]> => {
    switch (measure.kind) {
      case 'readings': {
        const series = await seriesOf(measure.metric, measure, isWatched);
        return series.length === 0 ? [] : countReadings(measure.good, series, from, to);
      }
      case 'counters': {
        const counters = await countersOf(measure, isWatched);
        return counters.total.length === 0 ? [] : countRises(history, counters, from, to, { fineFrom: fineStart(from, to) });
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
