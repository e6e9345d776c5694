import type { AuditEntry } from '../../core/model/audit.js';
import type { BaselineRecord } from '../../core/model/baseline.js';
import type { Commit } from '../../core/port/journal.js';
import { type Batch, decodeBatch, encodeBatch } from '../codec/batch.js';
import { type SavedBaseline, saved } from '../saved-baseline.js';

/** A series that a commit names for the first time. */
export interface NewSeries {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly labels: string;
}

export interface SavedRecord extends Pick<BaselineRecord, 'series' | 'savedAt'> {
  readonly state: SavedBaseline;
}

/** All of a commit but its samples, as its document holds it: its audit entries numbered and chained, its new series numbered. */
export interface Recorded extends Omit<Commit, 'samples' | 'audit' | 'baselines'> {
  readonly newSeries: readonly NewSeries[];
  readonly audit: readonly AuditEntry[];
  readonly baselines: readonly SavedRecord[];
}

export interface Payload {
  readonly recorded: Recorded;
  readonly batch: Batch;
}

export const recordedOf = (commit: Commit, audit: readonly AuditEntry[], newSeries: readonly NewSeries[]): Recorded => {
  const { samples: _, baselines, ...rest } = commit;
  return {
    ...rest,
    audit,
    newSeries,
    baselines: baselines.map(({ series, savedAt, state }) => ({ series, savedAt, state: saved(state) })),
  };
};

const LENGTH = 4;

/** The records as JSON behind their length, then the samples: JSON holds what the database's own documents would refuse or change. */
export const encodePayload = ({ recorded, batch }: Payload): Uint8Array => {
  const records = Buffer.from(JSON.stringify(recorded), 'utf8');
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(records.byteLength);
  return Buffer.concat([length, records, encodeBatch(batch)]);
};

/** Throws a `RangeError` or a `SyntaxError` for bytes that are no payload. */
export const decodePayload = (bytes: Uint8Array): Payload => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = LENGTH + buffer.readUInt32LE();
  return {
    recorded: JSON.parse(buffer.toString('utf8', LENGTH, end)) as Recorded,
    batch: decodeBatch(buffer.subarray(end)),
  };
};

/** Bytes of one document's piece: the server takes 16 MiB in all. */
const PIECE = 8 * 1_048_576;

export const piecesOf = (bytes: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] => {
  const further: Uint8Array[] = [];
  for (let from = PIECE; from < bytes.byteLength; from += PIECE) further.push(bytes.subarray(from, from + PIECE));
  return [bytes.subarray(0, PIECE), ...further];
};
