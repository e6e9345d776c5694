import type { HistoryPoint, HistoryRange } from '../../core/model/history.js';
import type { Sample, Series, SeriesId } from '../../core/model/sample.js';
import type { RangeQuery } from '../../core/port/history.js';
import { parseSeries } from '../../core/sample/series.js';
import { emptySketch, sketchQuantile } from '../../core/sample/sketch.js';
import { unitOf } from '../../core/sample/unit.js';
import { type Bucket, countInto } from './bucket.js';
import { type Asked, type BucketPlan, type Coverage, medianSpacing, planRange } from './plan.js';

/** One series' history as a store holds it. All reads are of `[from, to)`, oldest first. */
export interface Reader {
  readonly coverage: Coverage;
  /** How many raw samples; may be any number above `most` where there are more. */
  countRaw(from: number, to: number, most: number): number;
  raw(from: number, to: number): readonly Sample[];
  /** The plan's plain buckets. */
  buckets(plan: BucketPlan): readonly Bucket[];
}

const MOST_POINTS = 600;

/** The query's bounds as whole numbers that can be reckoned with. */
export const askedOf = (query: RangeQuery): Asked => ({
  from: Math.max(0, Math.min(query.from, Number.MAX_SAFE_INTEGER / 8)),
  to: Math.max(0, Math.min(query.to, Number.MAX_SAFE_INTEGER / 8)),
  maxPoints: Math.max(1, Math.min(MOST_POINTS, Math.floor(query.maxPoints))),
});

/** What is drawn of a series: its points, and the seconds that each stands for. */
export type Drawn = Pick<HistoryRange, 'resolution' | 'points'>;

/** A series' points within the most that are asked for; none where the store does not know the series. */
export const drawRange = (reader: Reader | null, asked: Asked): Drawn => {
  if (reader === null || asked.to <= asked.from) return { resolution: medianSpacing([]), points: [] };
  const plan = planRange(asked, reader.coverage, () => reader.countRaw(asked.from, asked.to, asked.maxPoints));
  if (plan.kind === 'buckets') return { resolution: plan.step / 1_000, points: reader.buckets(plan).map(bucketPoint) };
  const samples = reader.raw(asked.from, asked.to).slice(-asked.maxPoints);
  return { resolution: medianSpacing(samples.map(({ at }) => at)), points: samples.map(samplePoint) };
};

/** The answer of one series. */
export const rangeOf = (id: SeriesId, drawn: Drawn): HistoryRange => {
  const series: Series = parseSeries(id) ?? { name: id, labels: {} };
  return { id, series, unit: unitOf(series.name), ...drawn };
};

export const answerRange = (id: SeriesId, reader: Reader | null, asked: Asked): HistoryRange =>
  rangeOf(id, drawRange(reader, asked));

const samplePoint = ({ at, value }: Sample): HistoryPoint => [at, value, value, value, 1];
const bucketPoint = ({ start, min, mean, max, n }: Bucket): HistoryPoint => [start, min, mean, max, n];

/** The value at quantile `q` of all that the buckets hold, never beyond their smallest and largest; null where they are none. */
export const quantileOf = (buckets: readonly Bucket[], q: number): { readonly value: number; readonly n: number } | null => {
  const sketch = emptySketch();
  let n = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const bucket of buckets) {
    countInto(sketch, bucket);
    n += bucket.n;
    min = Math.min(min, bucket.min);
    max = Math.max(max, bucket.max);
  }
  const value = sketchQuantile(sketch, q);
  return value === null ? null : { value: Math.max(min, Math.min(max, value)), n };
};
