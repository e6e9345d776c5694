import type { SeriesId } from '../../core/model/sample.js';
import type { Measure } from '../../core/model/slo.js';
import type { History } from '../../core/port/history.js';
import { matches } from '../../core/rule/matcher.js';
import { metricsOfMeasure } from '../../core/slo/measures.js';
import type { CountedMeasure } from '../../core/slo/standing.js';
import { hours, type Instant } from '../../core/time/instant.js';
import { type Counters, countRises } from './count-rises.js';
import { LEAD } from './kept-counts.js';

/** So many hours of one series each are counted without a pause: some ten milliseconds. */
const CELLS = 4_000;

/**
 * Counts the events of `[from, to)` by the hour for some of the measures, in parts of which each is done without a pause: together they are all. A series
 * is read once, however many of them count it.
 */
export type CountHours = (
  measures: readonly Measure[],
  from: Instant,
  to: Instant,
) => readonly (() => Promise<readonly CountedMeasure[]>)[];

/**
 * How hours are counted that are kept afterwards: over all series that there are when this is asked, also those of targets that are watched no more.
 * An hour holds the same however much is counted with it: a counter's rise does not reach over more than 60 hours without a point.
 */
export const countingByHour = async (history: History, measures: readonly Measure[]): Promise<CountHours> => {
  const seriesOf = await listSeries(history, measures);
  const known = new Map(measures.map((measure) => [measure, askedOf(measure, seriesOf)]));
  return (some, from, to) => {
    const asked = some.flatMap((measure) => known.get(measure) ?? []);
    return [
      ...tallies(history, asked.filter(isOfReadings), from, to),
      ...asked.filter(isOfCounters).map(({ measure, counters }) => async () => {
        // Their events are told by all of them together.
        const stretches = await countRises(history, counters, from, to, { fineFrom: to, reach: LEAD });
        return [{ measure, stretches }];
      }),
    ];
  };
};

type SeriesOf = (metric: string, measure: Measure) => readonly SeriesId[];

/** Lists what measures count: each metric once. */
const listSeries = async (history: History, measures: readonly Measure[]): Promise<SeriesOf> => {
  const metrics = [...new Set(measures.flatMap(metricsOfMeasure))];
  const lists = await Promise.all(metrics.map((name) => history.list({ name })));
  const listed = new Map(metrics.map((name, i) => [name, lists[i] ?? []]));
  return (metric, { match }) =>
    (listed.get(metric) ?? []).filter(({ series }) => matches(match, series.labels)).map(({ id }) => id);
};

interface OfReadings {
  readonly measure: Measure & { readonly kind: 'readings' };
  readonly series: ReadonlySet<SeriesId>;
}

interface OfCounters {
  readonly measure: Measure & { readonly kind: 'counters' };
  readonly counters: Counters;
}

const askedOf = (measure: Measure, seriesOf: SeriesOf): readonly (OfReadings | OfCounters)[] => {
  if (measure.kind === 'readings') return [{ measure, series: new Set(seriesOf(measure.metric, measure)) }];
  const counters = { bad: seriesOf(measure.bad, measure), total: seriesOf(measure.total, measure) };
  return counters.total.length === 0 ? [] : [{ measure, counters }];
};

const isOfReadings = (asked: OfReadings | OfCounters): asked is OfReadings => asked.measure.kind === 'readings';
const isOfCounters = (asked: OfReadings | OfCounters): asked is OfCounters => asked.measure.kind === 'counters';

const tallies = (
  history: Pick<History, 'tally'>,
  asked: readonly OfReadings[],
  from: Instant,
  to: Instant,
): readonly (() => Promise<readonly CountedMeasure[]>)[] => {
  const all = [...new Set(asked.flatMap(({ series }) => [...series]))].sort();
  return inGroups(all, Math.floor(CELLS / Math.max(1, (to - from) / hours(1)))).map((group) => async () => {
    const questions = asked.map(({ measure, series }) => ({
      series: group.filter((id) => series.has(id)),
      good: measure.good,
    }));
    const answers = await history.tally({ questions, from, to });
    return asked.map(({ measure }, i) => ({ measure, stretches: answers[i] ?? [] }));
  });
};

const inGroups = (series: readonly SeriesId[], most: number): readonly (readonly SeriesId[])[] => {
  const size = Math.max(1, most);
  return Array.from({ length: Math.ceil(series.length / size) }, (_, i) => series.slice(i * size, (i + 1) * size));
};
