import type { Labels } from '../../core/model/labels.js';
import type { Series, SeriesId } from '../../core/model/sample.js';
import { seriesId } from '../../core/sample/series.js';

/** What says where a series comes from is ours to say. */
export const own = (labels: Labels): Labels => ({ ...labels, source: 'ingest' });

export interface Named {
  readonly id: SeriesId;
  readonly series: Series;
}

/** Labels that are remembered; beyond that all are made anew. */
const MOST = 5_000;
const known = new Map<string, Labels>();
/** The series of labels that are remembered, by the metric's name. */
const series = new WeakMap<Labels, Map<string, Named>>();

/**
 * The same object for the same labels: thousands of lines a second bear the same few, and each would make and hold its own, and
 * the text of its series. `key` says the same as the labels; both hold only what may be kept.
 */
export const remembered = (key: string, make: () => Labels): Labels => {
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const labels = make();
  if (known.size >= MOST) known.clear();
  known.set(key, labels);
  series.set(labels, new Map());
  return labels;
};

/** A series of ours, with its canonical text. */
export const nameOf = ({ name, labels }: Series): Named => {
  const names = series.get(labels);
  const seen = names?.get(name);
  if (seen !== undefined) return seen;
  const owned = { name, labels: own(labels) };
  const named = { id: seriesId(owned), series: owned };
  names?.set(name, named);
  return named;
};
