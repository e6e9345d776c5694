import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series } from '../../core/model/sample.js';
import { type Fields, fieldsOf, listOf, textOf } from '../feed/fields.js';
import { keptLabels, onlyDistinct } from '../feed/series.js';

/** Most series that one query may become. */
const MOST_SERIES = 1_000;

export interface Given {
  readonly measures: readonly Measure[];
  /** What people should know of the answer although it was one. */
  readonly notes: readonly string[];
}

/** Why an answer gives nothing: for what its query asks, or because nothing that speaks so is a Prometheus. */
export interface Unread {
  readonly isOfQuery: boolean;
  readonly text: string;
}

/** Reads the answer to an instant query: each of its series under our name, with its labels and the fixed ones. */
export const measuresOfAnswer = (json: unknown, series: Series): Result<Given, Unread> => {
  const { status, data, warnings } = fieldsOf(json);
  const { resultType, result } = fieldsOf(data);
  if (status !== 'success') return fail({ isOfQuery: false, text: 'it has no status "success"' });
  const said = (listOf(warnings) ?? []).flatMap((each) => textOf(each)?.slice(0, 200) ?? []);
  if (resultType === 'scalar') return ok({ measures: sampleOf(series, {}, result), notes: said });
  if (resultType === 'matrix') return fail({ isOfQuery: true, text: RANGE });
  const all = listOf(result);
  if (resultType !== 'vector' || all === undefined)
    return fail({ isOfQuery: false, text: 'it gives neither a vector nor a scalar' });
  return ok(vectorOf(all.map(fieldsOf), series, said));
};

const RANGE = 'gives a range of values: wrap it in a function such as rate() or last_over_time()';

const vectorOf = (all: readonly Fields[], series: Series, said: readonly string[]): Given => {
  const taken = all.slice(0, MOST_SERIES);
  const measures = taken.flatMap(({ metric, value }) => sampleOf(series, fieldsOf(metric), value));
  const distinct = onlyDistinct(measures);
  const histograms = taken.filter(({ histogram }) => histogram !== undefined).length;
  const notes = [
    ...said,
    ...(all.length > MOST_SERIES ? [`only the first ${MOST_SERIES} of ${all.length} series are taken: ask for fewer`] : []),
    ...(distinct.length < measures.length
      ? [
          `${measures.length - distinct.length} series differ only in labels that are not kept, and are left out: sum them up, or name them with label_replace()`,
        ]
      : []),
    ...(histograms > 0 ? [`${histograms} native histograms are left out: ask for histogram_quantile()`] : []),
  ];
  return { measures: distinct, notes };
};

/** A value is a pair of the instant, which is the look's own, and a text. NaN and the infinities say nothing that can be compared. */
const sampleOf = ({ name, labels }: Series, given: Fields, pair: unknown): readonly Measure[] => {
  const text = textOf(listOf(pair)?.[1]);
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? [{ name, labels: { ...keptLabels(given), ...labels }, value }] : [];
};
