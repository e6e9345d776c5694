import type { Sample } from '../../../core/model/sample.js';
import { instant } from '../../../core/time/instant.js';
import { readBytes, writeBytes } from './bytes.js';
import { readValues, writeValues } from './values.js';
import { deltas, readWholes, sums, writeWholes } from './wholes.js';

/** The first byte of every blob, so that a later form can be told apart. */
const FORM = 1;

/** An hour's samples as bytes: differences of the instants' differences, then the values. In order of time, none twice. */
export const encodeChunk = (hour: number, samples: readonly Sample[]): Uint8Array => {
  const writer = writeBytes();
  writer.byte(FORM);
  writer.whole(samples.length);
  writeWholes(writer, deltas(deltas(samples.map(({ at }) => at - hour))));
  writeValues(
    writer,
    samples.map(({ value }) => value),
  );
  return writer.bytes();
};

/** Throws a `RangeError` for bytes that are no chunk. */
export const decodeChunk = (hour: number, body: Uint8Array): Sample[] => {
  const reader = readBytes(body);
  if (reader.byte() !== FORM) throw new RangeError('not a form of chunk that is known');
  const count = reader.whole();
  const offsets = sums(sums(readWholes(reader, count)));
  const values = readValues(reader, count);
  return offsets.map((offset, i) => ({ at: instant(hour + offset), value: values[i] as number }));
};
