import type { Sample, Series, SeriesId, SeriesSample } from '../../core/model/sample.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import type { Recorded } from './recorded.js';

/** A series that is played. */
export interface PlayedSeries {
  readonly id: SeriesId;
  readonly series: Series;
}

/** So many samples are read at once, as far as that can be told beforehand: few enough for a few milliseconds' work. */
const AT_ONCE = 40_000;
/** One a second would be more; one a minute is what is usual. */
const USUAL_PER_DAY = 1_440;
const MOST_READS = 50;

/** Hands out what was recorded of these series within `[from, to)` in stretches, each in order of time, those of one target together. */
export async function* feed(
  recorded: Recorded,
  series: readonly PlayedSeries[],
  from: Instant,
  to: Instant,
): AsyncGenerator<readonly SeriesSample[]> {
  const ordered = [...series].sort(byTarget);
  const stretch = stretchFor(series.length);
  for (let start = from; start < to; start = after(start, stretch)) {
    yield await read(recorded, ordered, start, instant(Math.min(to, start + stretch)));
  }
}

const byTarget = (a: PlayedSeries, b: PlayedSeries): number => {
  const [one, other] = [targetOf(a.series), targetOf(b.series)];
  return one === other ? 0 : one < other ? -1 : 1;
};

/** What one look gave has one target; what has none stands for itself. */
export const targetOf = ({ labels }: Series): string => labels.target ?? '';

const stretchFor = (count: number): number => {
  const length = (AT_ONCE / USUAL_PER_DAY / Math.max(1, count)) * days(1);
  return Math.min(days(30), Math.max(hours(1), Math.floor(length / hours(1)) * hours(1)));
};

const read = async (
  recorded: Recorded,
  series: readonly PlayedSeries[],
  from: Instant,
  to: Instant,
): Promise<readonly SeriesSample[]> => {
  const all: SeriesSample[] = [];
  for (let start = 0; start < series.length; start += MOST_READS) {
    const some = series.slice(start, start + MOST_READS);
    const found = await Promise.all(some.map(({ id }) => recorded.raw(id, from, to)));
    for (const [index, samples] of found.entries()) append(all, some[index] as PlayedSeries, samples);
  }
  // A stable sort of runs that are in order already: of one instant, those of one target stay together.
  return series.length === 1 ? all : all.sort((a, b) => a.at - b.at);
};

const append = (all: SeriesSample[], { id, series }: PlayedSeries, samples: readonly Sample[]): void => {
  for (const { at, value } of samples) all.push({ id, series, at, value });
};
