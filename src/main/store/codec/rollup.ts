import type { Sketch } from '../../core/sample/sketch.js';
import { type Bucket, type Detail, needsSketch } from '../range/bucket.js';
import { type ByteReader, type ByteWriter, readBytes, writeBytes } from './bytes.js';
import { readValues, writeValues } from './values.js';
import { deltas, readWholes, sums, writeWholes } from './wholes.js';

const FORM = 1;

/** An hour's buckets of `step` milliseconds as bytes, column by column; what follows from other columns is left out. */
export const encodeRollup = (hour: number, step: number, buckets: readonly Bucket[]): Uint8Array => {
  const writer = writeBytes();
  writer.byte(FORM);
  writer.whole(buckets.length);
  // Bucket after bucket without a hole gives zeros only.
  writeWholes(writer, deltas(buckets.map(({ start }, i) => (start - hour) / step - i)));
  writeWholes(writer, deltas(buckets.map(({ n }) => n)));
  writeValues(
    writer,
    buckets.map(({ mean }) => mean),
  );
  const several = buckets.filter(({ n }) => n > 1);
  writeValues(
    writer,
    several.map(({ min }) => min),
  );
  writeValues(
    writer,
    several.map(({ max }) => max),
  );
  for (const { sketch } of buckets) if (sketch !== null) writeSketch(writer, sketch);
  return writer.bytes();
};

/** Throws a `RangeError` for bytes that are no rollup. */
export const decodeRollup = (hour: number, step: number, body: Uint8Array, detail: Detail): Bucket[] => {
  const reader = readBytes(body);
  if (reader.byte() !== FORM) throw new RangeError('not a form of rollup that is known');
  const count = reader.whole();
  const starts = sums(readWholes(reader, count)).map((hole, i) => hour + (hole + i) * step);
  const counts = sums(readWholes(reader, count));
  const means = readValues(reader, count);
  const several = counts.filter((n) => n > 1).length;
  const mins = readValues(reader, several);
  const maxes = readValues(reader, several);
  let next = 0;
  return starts.map((start, i) => {
    const [n, mean] = [counts[i] as number, means[i] as number];
    if (n === 1) return { start, n, mean, min: mean, max: mean, sketch: null };
    const [min, max] = [mins[next] as number, maxes[next] as number];
    next += 1;
    return { start, n, mean, min, max, sketch: detail === 'sketched' && needsSketch(n, min, max) ? readSketch(reader) : null };
  });
};

const writeSketch = (writer: ByteWriter, { zeros, positive, negative }: Sketch): void => {
  writer.whole(zeros);
  writeSide(writer, positive);
  writeSide(writer, negative);
};

const readSketch = (reader: ByteReader): Sketch => ({ zeros: reader.whole(), ...readSides(reader) });

const readSides = (reader: ByteReader): Pick<Sketch, 'positive' | 'negative'> => {
  const positive = readSide(reader);
  return { positive, negative: readSide(reader) };
};

const writeSide = (writer: ByteWriter, side: ReadonlyMap<number, number>): void => {
  const entries = [...side].sort(([a], [b]) => a - b);
  writer.whole(entries.length);
  writeWholes(writer, deltas(entries.map(([index]) => index)));
  for (const [, count] of entries) writer.whole(count);
};

const readSide = (reader: ByteReader): Map<number, number> => {
  const length = reader.whole();
  const indexes = sums(readWholes(reader, length));
  return new Map(indexes.map((index) => [index, reader.whole()]));
};
