import type { ByteReader, ByteWriter } from './bytes.js';

/** Single bits, the highest first, within whole bytes. */
export interface BitWriter {
  /** The lowest `count` bits (0–53) of a whole number. */
  bits(value: number, count: number): void;
  /** Fills the last byte up with zeros. */
  end(): void;
}

export interface BitReader {
  bit(): number;
  bits(count: number): number;
}

export const writeBits = (writer: ByteWriter): BitWriter => {
  let pending = 0;
  let room = 8;
  const few = (value: number, count: number): void => {
    let left = count;
    while (left > 0) {
      const taken = Math.min(left, room);
      left -= taken;
      room -= taken;
      pending |= ((value >>> left) & ((1 << taken) - 1)) << room;
      if (room > 0) continue;
      writer.byte(pending);
      pending = 0;
      room = 8;
    }
  };
  return {
    // Shifts reach 32 bits: what is above is written on its own.
    bits: (value, count) => {
      if (count > 24) few(Math.floor(value / 2 ** 24), count - 24);
      few(value % 2 ** 24, Math.min(count, 24));
    },
    end: () => {
      if (room < 8) writer.byte(pending);
    },
  };
};

export const readBits = (reader: ByteReader): BitReader => {
  let pending = 0;
  let left = 0;
  const bit = (): number => {
    if (left === 0) {
      pending = reader.byte();
      left = 8;
    }
    left -= 1;
    return (pending >>> left) & 1;
  };
  const bits = (count: number): number => {
    let value = 0;
    let wanted = count;
    while (wanted > 0) {
      if (left === 0) {
        pending = reader.byte();
        left = 8;
      }
      const taken = Math.min(wanted, left);
      left -= taken;
      wanted -= taken;
      value = value * 2 ** taken + ((pending >>> left) & ((1 << taken) - 1));
    }
    return value;
  };
  return { bit, bits };
};
