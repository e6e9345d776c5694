import type { Labels } from '../../core/model/labels.js';
import type { Series, SeriesId } from '../../core/model/sample.js';
import { seriesId } from '../../core/sample/series.js';

/** Who sends: somebody with a token, anybody's browser, or a service that signs what it says of builds. */
export type Sender = 'known' | 'browser' | 'github' | 'vercel';

const SENT: Labels = { source: 'ingest' };

/** What says where a series comes from is ours to say. Builds that a service sends are those that it is asked for: the same series. */
const OWNERS: Readonly<Record<Sender, Labels>> = {
  known: SENT,
  browser: SENT,
  github: { source: 'builds', target: 'github' },
  vercel: { source: 'builds', target: 'vercel' },
};

export const own = (labels: Labels, sender: Sender = 'known'): Labels => ({ ...labels, ...OWNERS[sender] });

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
export const nameOf = ({ name, labels }: Series, sender: Sender = 'known'): Named => {
  const names = OWNERS[sender] === SENT ? series.get(labels) : undefined;
  const seen = names?.get(name);
  if (seen !== undefined) return seen;
  const owned = { name, labels: own(labels, sender) };
  const named = { id: seriesId(owned), series: owned };
  names?.set(name, named);
  return named;
};
