import type { ByteReader, ByteWriter } from './bytes.js';
import { deltas, readWholes, sums, writeWholes } from './wholes.js';

const EXACT = 15;
const MOST_DECIMALS = 9;
const LARGEST = 2 ** 51;

/**
 * Finite numbers, given back bit for bit (but −0 as 0). Numbers of few decimals are written as whole numbers' differences;
 * the rest by the bytes in which each differs from the one before.
 */
export const writeValues = (writer: ByteWriter, values: readonly number[]): void => {
  const decimals = decimalsOf(values);
  writer.byte(decimals ?? EXACT);
  if (decimals === null) writeExact(writer, values);
  else writeWholes(writer, deltas(values.map((value) => Math.round(value * 10 ** decimals))));
};

export const readValues = (reader: ByteReader, count: number): number[] => {
  const decimals = reader.byte();
  if (decimals === EXACT) return readExact(reader, count);
  const factor = 10 ** decimals;
  return sums(readWholes(reader, count)).map((value) => value / factor);
};

/** Fewest decimals that hold every value exactly; null where 9 do not, or where the scaled number would be too large. */
const decimalsOf = (values: readonly number[]): number | null => {
  let decimals = 0;
  for (const value of values) {
    while (!isWholeAt(value, decimals)) {
      decimals += 1;
      if (decimals > MOST_DECIMALS) return null;
    }
  }
  // More decimals than a value needs must not break it.
  return values.every((value) => isWholeAt(value, decimals)) ? decimals : null;
};

const isWholeAt = (value: number, decimals: number): boolean => {
  const factor = 10 ** decimals;
  const scaled = Math.round(value * factor);
  return Math.abs(scaled) <= LARGEST && scaled / factor === value;
};

const BYTES = 8;

/** A byte says where the difference starts (high half) and how long it is (low half); 0: the same again, and how many more times. */
const writeExact = (writer: ByteWriter, values: readonly number[]): void => {
  const view = new DataView(new ArrayBuffer(2 * BYTES));
  for (let i = 0; i < values.length; i += 1) {
    view.setFloat64(BYTES, values[i] as number);
    let more = 0;
    if (isSame(view)) while (i + more + 1 < values.length && Object.is(values[i + more + 1], values[i])) more += 1;
    writeDifference(writer, view, more);
    view.setFloat64(0, values[i] as number);
    i += more;
  }
};

const isSame = (view: DataView): boolean => view.getUint32(0) === view.getUint32(8) && view.getUint32(4) === view.getUint32(12);

const writeDifference = (writer: ByteWriter, view: DataView, more: number): void => {
  if (isSame(view)) {
    writer.byte(0);
    writer.whole(more);
    return;
  }
  const differs = (i: number): number => view.getUint8(i) ^ view.getUint8(BYTES + i);
  let from = 0;
  while (differs(from) === 0) from += 1;
  let to = BYTES;
  while (differs(to - 1) === 0) to -= 1;
  writer.byte((from << 4) | (to - from));
  for (let i = from; i < to; i += 1) writer.byte(differs(i));
};

const readExact = (reader: ByteReader, count: number): number[] => {
  const view = new DataView(new ArrayBuffer(BYTES));
  const values: number[] = [];
  while (values.length < count) {
    const place = reader.byte();
    let repeats = 1;
    if (place === 0) repeats += reader.whole();
    else {
      const from = place >> 4;
      for (let i = from; i < from + (place & 15); i += 1) view.setUint8(i, view.getUint8(i) ^ reader.byte());
    }
    for (; repeats > 0; repeats -= 1) values.push(view.getFloat64(0));
  }
  return values;
};
