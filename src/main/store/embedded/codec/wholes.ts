import type { ByteReader, ByteWriter } from './bytes.js';

/**
 * Whole numbers of either sign, up to 2^52, of which many are zero: a zero is followed by how many more follow it, so that a
 * value that never changes costs two bytes however often it was read.
 */
export const writeWholes = (writer: ByteWriter, values: readonly number[]): void => {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value !== 0) {
      writer.whole(value > 0 ? value * 2 : value * -2 - 1);
      continue;
    }
    let more = 0;
    while (values[i + more + 1] === 0) more += 1;
    writer.whole(0);
    writer.whole(more);
    i += more;
  }
};

export const readWholes = (reader: ByteReader, count: number): number[] => {
  const values: number[] = [];
  while (values.length < count) {
    const token = reader.whole();
    if (token !== 0) values.push(token % 2 === 0 ? token / 2 : -(token + 1) / 2);
    else for (let zeros = reader.whole() + 1; zeros > 0; zeros -= 1) values.push(0);
  }
  return values;
};

/** Each number's difference from the one before; the first one's from zero. */
export const deltas = (values: readonly number[]): number[] =>
  values.map((value, i) => value - (i === 0 ? 0 : (values[i - 1] as number)));

/** Undoes `deltas`. */
export const sums = (differences: readonly number[]): number[] => {
  let sum = 0;
  return differences.map((difference) => {
    sum += difference;
    return sum;
  });
};
