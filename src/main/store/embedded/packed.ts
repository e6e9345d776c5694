import type { AuditDraft } from '../../core/model/audit.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { Commit } from '../../core/port/journal.js';
import type { Instant } from '../../core/time/instant.js';
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

interface PackedSamples {
  /** JSON of each sample's id and series. */
  readonly series: string;
  /** Instant, value, instant, value …: numbers that JSON does not know stay what they are. */
  readonly pairs: Float64Array;
}

export const pack = (commit: Commit): PackedCommit => ({
  rows: rowsOf(commit),
  audit: commit.audit,
  samples: packSamples(commit.samples),
});

const packSamples = (samples: readonly SeriesSample[]): PackedSamples => {
  const pairs = new Float64Array(2 * samples.length);
  samples.forEach(({ at, value }, i) => {
    pairs[2 * i] = at;
    pairs[2 * i + 1] = value;
  });
  return { series: JSON.stringify(samples.map(({ id, series }) => ({ id, series }))), pairs };
};

export const samplesIn = ({ samples: { series, pairs } }: PackedCommit): readonly SeriesSample[] =>
  (JSON.parse(series) as readonly Pick<SeriesSample, 'id' | 'series'>[]).map((one, i) => ({
    ...one,
    at: pairs[2 * i] as Instant,
    value: pairs[2 * i + 1] as number,
  }));
