import type { HistoryPoint } from '../../core/model/history.js';
import { assertNever } from '../../core/model/result.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { EventStretch, GoodReading, Measure, Objective } from '../../core/model/slo.js';
import type { History } from '../../core/port/history.js';
import { eventsOf, risesOf } from '../../core/slo/rises.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
import { after, bucketStart, days, hours, type Instant, instant, minutes } from '../../core/time/instant.js';
import { LEAD } from './kept-counts.js';

/** The newest hours are counted by the minute: windows as short as five minutes look at them. */
const FINE = hours(7);
/** What is asked for the first time is counted in such stretches, so that commits get in between. */
const SLICE = days(1);

/** Most points that a store gives at once: more hours than that would come as longer stretches, which reach beyond their hours. */
const MOST_POINTS = 600;
const PIECE = hours(MOST_POINTS);

/** Series whose points are reckoned without a pause. */
const AT_ONCE = 50;
/** So many hours of one series each are counted without a pause: some ten milliseconds. */
const CELLS = 4_000;

/** Where minutes begin. */
const fineStart = (from: Instant, to: Instant): Instant => instant(Math.max(from, bucketStart(after(to, -FINE), hours(1))));

/** Counts a measure's events of `[from, to)` by the hour, in parts of which each is done without a pause; together they are all. */
export type CountHours = (from: Instant, to: Instant) => readonly (() => Promise<readonly EventStretch[]>)[];

export interface Counting {
  /** What an objective counts within `[from, to)`; `from` is a whole hour. Series of targets that are not watched any more are left out. */
  count(
    objective: Objective,
    isWatched: (target: string) => boolean,
    from: Instant,
    to: Instant,
  ): Promise<readonly CountedMeasure[]>;
  /**
   * Counts what is kept afterwards: a measure over all series that there are when it is asked for, also those of targets that are watched no more. An hour holds the same however
   * much is counted with it: a counter's rise does not reach over more than 60 hours without a point.
   */
  byHour(measure: Measure): Promise<CountHours>;
}

const EVERY_TARGET = (): boolean => true;

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
      history.count({ series, from: start, to: end, step, good, again: 'often' });
    const question = JSON.stringify([good, series.length, series[0], series.at(-1)]);
    const isNew = !asked.has(question);
    for (let at = from; isNew && at < fineFrom; at = after(at, SLICE))
      await count('hour', at, instant(Math.min(fineFrom, at + SLICE)));
    asked.add(question);
    const coarse = fineFrom > from ? await count('hour', from, fineFrom) : [];
    return [...coarse, ...(await count('minute', fineFrom, to))];
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
    { bad, total }: Counters,
    from: Instant,
    to: Instant,
    { fineFrom, reach }: { readonly fineFrom: Instant; readonly reach?: number },
  ): Promise<readonly EventStretch[]> => {
    const startOf = (at: Instant): Instant => bucketStart(at, at < fineFrom ? hours(1) : minutes(1));
    const rises = async (series: readonly SeriesId[]) => {
      const found: ReadonlyMap<number, number>[] = [];
      for (let first = 0; first < series.length; first += AT_ONCE) {
        const points = await pointsOf(series.slice(first, first + AT_ONCE), from, fineFrom, to);
        found.push(...points.map((each) => risesOf(each, startOf, reach)));
      }
      return found;
    };
    return eventsOf(await rises(bad), await rises(total)).filter(({ start }) => start >= from);
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
        return counters.total.length === 0 ? [] : countRises(counters, from, to, { fineFrom: fineStart(from, to) });
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
    byHour: async (measure) => {
      switch (measure.kind) {
        case 'readings': {
          const { good } = measure;
          const series = await seriesOf(measure.metric, measure, EVERY_TARGET);
          return (from, to) =>
            inGroups(series, Math.floor(CELLS / Math.max(1, (to - from) / hours(1)))).map(
              (group) => () => history.count({ series: group, from, to, step: 'hour', good, again: 'never' }),
            );
        }
        case 'counters': {
          const counters = await countersOf(measure, EVERY_TARGET);
          if (counters.total.length === 0) return () => [];
          // Their events are told by all of them together.
          return (from, to) => [() => countRises(counters, from, to, { fineFrom: to, reach: LEAD })];
        }
        default:
          return assertNever(measure);
      }
    },
  };
};

const inGroups = (series: readonly SeriesId[], most: number): readonly (readonly SeriesId[])[] => {
  const size = Math.max(1, most);
  return Array.from({ length: Math.ceil(series.length / size) }, (_, i) => series.slice(i * size, (i + 1) * size));
};

/** Two groups of counters. */
interface Counters {
  readonly bad: readonly SeriesId[];
  readonly total: readonly SeriesId[];
}
