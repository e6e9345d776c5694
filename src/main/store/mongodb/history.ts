import type { Series, SeriesId } from '../../core/model/sample.js';
import type { History, SeriesSelector, StoreFigures } from '../../core/port/history.js';
import { matches } from '../../core/rule/matcher.js';
import { quantileOf } from '../range/answer.js';
import { type Bucket, bucketsOf } from '../range/bucket.js';
import type { CountMemory } from '../range/count-memory.js';
import { HOUR, hourEnd, hourOf, STEP } from '../range/level.js';
import { AT_ONCE } from './collections.js';
import { readCounts } from './count.js';
import { type RangeMemory, readRanges } from './range.js';
import { type Look, readBuckets, readSamples } from './samples.js';
import { readTally } from './tally.js';

export interface HistoryParts {
  look(): Promise<Look>;
  readonly ranges: RangeMemory;
  readonly counts: CountMemory;
  /** Where the store is, in words without secrets. */
  readonly place: string;
}

/** The reading side of history. */
export const historyOf = ({ look, ranges, counts, place }: HistoryParts): Omit<History, 'retain'> => ({
  range: async (query) => readRanges(await look(), ranges, query),
  raw: async (id, from, to) =>
    ofOne(await look(), id, [], async (at, series) => (await readSamples(at, [series], from, to)).get(series) ?? []),
  list: async (selector) => list(await look(), selector),
  quantile: async (id, from, to, q) =>
    ofOne(await look(), id, null, async (at, series) => quantileOf(await readPieces(at, series, from, to), q)),
  hourly: async (id, from, to) =>
    ofOne(await look(), id, [], async (at, series) => bucketsFrom(at, series, 'hour', hourOf(from), hourEnd(to))),
  count: async (query) => readCounts(await look(), counts, query),
  tally: async (query) => readTally(await look(), query),
  figures: async () => figures(await look(), place),
});

const ofOne = async <Value>(
  look: Look,
  id: SeriesId,
  nothing: Value,
  read: (look: Look, series: number) => Promise<Value>,
): Promise<Value> => {
  const series = (await look.numbersOf([id])).get(id);
  return series === undefined ? nothing : read(look, series);
};

const bucketsFrom = async (
  look: Look,
  series: number,
  level: 'minute' | 'fiveMinutes' | 'hour',
  from: number,
  to: number,
): Promise<readonly Bucket[]> => (await readBuckets(look, [series], level, from, to, 'sketched')).get(series)?.buckets ?? [];

/** Everything of `[from, to)` as buckets, as long ones as the bounds allow: for reckoning over all of it. */
const readPieces = async (look: Look, series: number, from: number, to: number): Promise<readonly Bucket[]> => {
  const [first, last] = [Math.ceil(from / HOUR) * HOUR, hourOf(to)];
  if (first >= last) return readFine(look, series, from, to);
  return [
    ...(await readFine(look, series, from, first)),
    ...(await bucketsFrom(look, series, 'hour', first, last)),
    ...(await readFine(look, series, last, to)),
  ];
};

/** Part of an hour: samples while they are kept, then the finest rollup that still is. */
const readFine = async (look: Look, series: number, from: number, to: number): Promise<readonly Bucket[]> => {
  const samples = (await readSamples(look, [series], from, to)).get(series) ?? [];
  if (samples.length > 0) return bucketsOf(samples, STEP.minute, 'sketched');
  for (const level of ['minute', 'fiveMinutes', 'hour'] as const) {
    const buckets = await bucketsFrom(look, series, level, from, to);
    if (buckets.length > 0) return buckets;
  }
  return [];
};

const list = async (
  { collections }: Look,
  { name, matchers = [] }: SeriesSelector,
): Promise<readonly { readonly id: SeriesId; readonly series: Series }[]> => {
  const docs = await collections.series.find(name === undefined ? {} : { name }, AT_ONCE).toArray();
  return docs
    .sort((a, b) => a.number - b.number)
    .map((doc) => ({ id: doc._id as SeriesId, series: { name: doc.name, labels: JSON.parse(doc.labels) as Series['labels'] } }))
    .filter(({ series }) => matches(matchers, series.labels));
};

const figures = async ({ collections, fresh }: Look, place: string): Promise<StoreFigures> => {
  const [series, [kept], { dataSize = 0 }] = await Promise.all([
    collections.series.countDocuments(),
    collections.samples.aggregate<{ n: number }>([{ $group: { _id: null, n: { $sum: '$n' } } }]).toArray(),
    collections.db.command({ dbStats: 1 }) as Promise<{ dataSize?: number }>,
  ]);
  let unfolded = 0;
  for (const number of fresh.numbers())
    unfolded += fresh.read(number, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).length;
  return { kind: 'mongodb', place, bytes: Number(dataSize), series, samples: (kept?.n ?? 0) + unfolded };
};
