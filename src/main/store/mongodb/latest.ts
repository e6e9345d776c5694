import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { Collections, SamplesDoc, SeriesDoc } from './collections.js';
import { type Look, samplesIn } from './samples.js';

interface Newest {
  readonly at: number;
  readonly value: number;
}

/** The newest sample of every series since `since`: of what is sealed, of what is not, and of what is fresh the one that is newest. */
export const readLatest = async (look: Look, since: Instant): Promise<readonly SeriesSample[]> => {
  const unsealed = await newestUnsealed(look.collections);
  const all = await look.collections.series.find().sort({ number: 1 }).toArray();
  return all.flatMap((doc) => {
    const newest = newestOf(look, doc, unsealed.get(doc.number));
    return newest === null || newest.at < since ? [] : [sampleOf(doc, newest)];
  });
};

const newestOf = ({ fresh }: Look, { number, lastAt, lastValue }: SeriesDoc, unsealed: Newest | undefined): Newest | null => {
  const sealed = lastAt === undefined || lastValue === undefined ? null : { at: lastAt, value: lastValue };
  const coming = fresh.read(number, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).at(-1);
  // Of two at one instant the later written holds: fresh over unsealed over sealed.
  return [unsealed, coming].reduce<Newest | null>(
    (best, each) => (each !== undefined && each.at >= (best?.at ?? each.at) ? each : best),
    sealed,
  );
};

/** Of each series' last hour that is not sealed. */
const newestUnsealed = async ({ samples }: Collections): Promise<ReadonlyMap<number, Newest>> => {
  const last = new Map<number, Newest>();
  const newestHours = new Map<number, number>();
  const open = samples.find<Pick<SamplesDoc, 's' | 'u'>>({ open: { $exists: true } }, { projection: { s: 1, u: 1 } });
  for await (const { s, u } of open) newestHours.set(s, Math.max(newestHours.get(s) ?? u, u));
  const units = [...new Set(newestHours.values())];
  for await (const doc of samples.find({ open: { $in: units } })) {
    const newest = newestHours.get(doc.s) === doc.u ? samplesIn(doc).at(-1) : undefined;
    if (newest !== undefined) last.set(doc.s, { at: newest.at, value: newest.value });
  }
  return last;
};

const sampleOf = (doc: SeriesDoc, { at, value }: Newest): SeriesSample => ({
  id: doc._id as SeriesId,
  series: { name: doc.name, labels: JSON.parse(doc.labels) as SeriesSample['series']['labels'] },
  at: instant(at),
  value,
});
