import type { AuditDraft } from '../../core/model/audit.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { Commit } from '../../core/port/journal.js';
import { type Batch, WIDTH } from '../codec/batch.js';
import { type Rows, rowsOf } from './rows.js';

/**
 * A commit as it crosses to the store's thread: plain texts and numbers, ready to be written. An object of a commit would be copied
 * field by field on both sides, and made into its text there; ten thousand alerts at once would keep the engine waiting for that.
 */
export interface PackedCommit {
  readonly rows: readonly Rows[];
  readonly audit: readonly AuditDraft[];
  readonly samples: PackedSamples;
}

/** A series' name crosses once: after that its place among all that crossed stands for it. */
interface PackedSamples {
  /** Whether the places are counted from 0 again. */
  readonly begins: boolean;
  /** JSON of the series that cross for the first time. */
  readonly named: string;
  /** Each sample's series, by its place. */
  readonly places: Uint32Array;
  /** Instant, value, instant, value …: numbers that JSON does not know stay what they are. */
  readonly pairs: Float64Array;
}

export type NamedSeries = Pick<SeriesSample, 'id' | 'series'>;

/** So many names are held on both sides; then all cross anew, so that those long gone do not stay for ever. */
const MOST_NAMED = 50_000;

/** The sending side. What it packs must be unpacked in the same order. */
export const createPacker = (): ((commit: Commit) => PackedCommit) => {
  const known = new Map<SeriesId, number>();
  let begins = true;
  const packSamples = (samples: readonly SeriesSample[]): PackedSamples => {
    begins ||= known.size > MOST_NAMED;
    if (begins) known.clear();
    const named: NamedSeries[] = [];
    const places = new Uint32Array(samples.length);
    const pairs = new Float64Array(2 * samples.length);
    for (const [i, { id, series, at, value }] of samples.entries()) {
      const place = known.get(id) ?? known.size;
      if (place === known.size) named.push({ id, series });
      known.set(id, place);
      places[i] = place;
      pairs[2 * i] = at;
      pairs[2 * i + 1] = value;
    }
    const packed = { begins, named: JSON.stringify(named), places, pairs };
    begins = false;
    return packed;
  };
  return (commit) => ({ rows: rowsOf(commit), audit: commit.audit, samples: packSamples(commit.samples) });
};

/** The receiving side: the series of each sample. */
export const createUnpacker = (): ((packed: PackedCommit) => readonly NamedSeries[]) => {
  let known: NamedSeries[] = [];
  return ({ samples: { begins, named, places } }) => {
    if (begins) known = [];
    known.push(...(JSON.parse(named) as readonly NamedSeries[]));
    return Array.from(places, (place) => known[place] as NamedSeries);
  };
};

/** The samples of a commit, each with the number that its series has in the store. */
export const batchOf = ({ samples: { pairs } }: PackedCommit, numbers: readonly number[]): Batch => {
  const batch = new Float64Array(WIDTH * numbers.length);
  for (const [i, number] of numbers.entries()) {
    batch[WIDTH * i] = number;
    batch[WIDTH * i + 1] = pairs[2 * i] as number;
    // The database knows no negative zero: a sample must not change when it is sorted.
    batch[WIDTH * i + 2] = (pairs[2 * i + 1] as number) + 0;
  }
  return batch;
};
