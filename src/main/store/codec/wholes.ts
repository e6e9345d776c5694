import { type BitReader, type BitWriter, readBits, writeBits } from './bits.js';
import type { ByteReader, ByteWriter } from './bytes.js';

const RUNS = 255;
const LONGEST_UNARY = 20;
const LENGTH_BITS = 6;

/**
 * Whole numbers of either sign, up to 2^52, in the shorter of two forms: runs of zeros (what never changes costs a few bytes
 * however often it was read), or Rice's code, whose parameter is chosen for these very numbers (small differences of
 * either sign). The first byte is the parameter, or says that runs follow.
 */
export const writeWholes = (writer: ByteWriter, values: readonly number[]): void => {
  if (values.length === 0) return;
  const naturals = values.map(toNatural);
  const parameter = bestParameter(naturals);
  if (runsCost(naturals) <= riceCost(naturals, parameter)) {
    writer.byte(RUNS);
    writeRuns(writer, naturals);
    return;
  }
  writer.byte(parameter);
  const bits = writeBits(writer);
  for (const natural of naturals) writeRice(bits, natural, parameter);
  bits.end();
};

export const readWholes = (reader: ByteReader, count: number): number[] => {
  if (count === 0) return [];
  const form = reader.byte();
  if (form === RUNS) return readRuns(reader, count);
  const bits = readBits(reader);
  const values: number[] = [];
  while (values.length < count) values.push(fromNatural(readRice(bits, form)));
  return values;
};

/** 0, −1, 1, −2, 2 … as 0, 1, 2, 3, 4 … */
const toNatural = (value: number): number => (value >= 0 ? value * 2 : value * -2 - 1);
const fromNatural = (natural: number): number => (natural % 2 === 0 ? natural / 2 : -(natural + 1) / 2);

/** A number above zero, or zero and how many more zeros follow. */
const writeRuns = (writer: ByteWriter, naturals: readonly number[]): void => {
  for (let i = 0; i < naturals.length; i += 1) {
    writer.whole(naturals[i] as number);
    if (naturals[i] !== 0) continue;
    const run = zerosAfter(naturals, i);
    writer.whole(run);
    i += run;
  }
};

const readRuns = (reader: ByteReader, count: number): number[] => {
  const values: number[] = [];
  while (values.length < count) {
    const natural = reader.whole();
    values.push(fromNatural(natural));
    if (natural === 0) for (let zeros = reader.whole(); zeros > 0; zeros -= 1) values.push(0);
  }
  return values;
};

const zerosAfter = (naturals: readonly number[], i: number): number => {
  let run = 0;
  while (naturals[i + run + 1] === 0) run += 1;
  return run;
};

/** In bits. */
const runsCost = (naturals: readonly number[]): number => {
  let bytes = 0;
  for (let i = 0; i < naturals.length; i += 1) {
    bytes += wholeBytes(naturals[i] as number);
    if (naturals[i] !== 0) continue;
    const run = zerosAfter(naturals, i);
    bytes += wholeBytes(run);
    i += run;
  }
  return bytes * 8;
};

const wholeBytes = (value: number): number => Math.max(1, Math.ceil(bitLength(value) / 7));
const bitLength = (value: number): number =>
  value < 2 ** 32 ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / 2 ** 32));

/** Near the mean's logarithm; its neighbours are tried because outliers pull the mean up. */
const bestParameter = (naturals: readonly number[]): number => {
  const mean = naturals.reduce((sum, natural) => sum + natural, 0) / naturals.length;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let parameter = 0; parameter <= Math.min(50, bitLength(Math.ceil(mean))); parameter += 1) {
    const cost = riceCost(naturals, parameter);
    if (cost < least) [best, least] = [parameter, cost];
  }
  return best;
};

const riceCost = (naturals: readonly number[], parameter: number): number => {
  const factor = 2 ** parameter;
  let bits = 0;
  for (const natural of naturals) {
    const quotient = Math.floor(natural / factor);
    bits += quotient < LONGEST_UNARY ? quotient + 1 + parameter : LONGEST_UNARY + LENGTH_BITS + bitLength(natural);
  }
  return bits;
};

/** The quotient by 2^parameter as ones and a zero, then the rest; an outlier as too many ones, its length, and itself. */
const writeRice = (bits: BitWriter, natural: number, parameter: number): void => {
  const factor = 2 ** parameter;
  const quotient = Math.floor(natural / factor);
  if (quotient < LONGEST_UNARY) {
    bits.bits(2 ** (quotient + 1) - 2, quotient + 1);
    bits.bits(natural % factor, parameter);
    return;
  }
  bits.bits(2 ** LONGEST_UNARY - 1, LONGEST_UNARY);
  bits.bits(bitLength(natural), LENGTH_BITS);
  bits.bits(natural, bitLength(natural));
};

const readRice = (bits: BitReader, parameter: number): number => {
  let quotient = 0;
  while (quotient < LONGEST_UNARY && bits.bit() === 1) quotient += 1;
  return quotient < LONGEST_UNARY ? quotient * 2 ** parameter + bits.bits(parameter) : bits.bits(bits.bits(LENGTH_BITS));
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
