/** Bytes that grow as they are written. */
export interface ByteWriter {
  byte(value: number): void;
  /** A whole number of 0 to 2^53: seven bits a byte, the lowest first. */
  whole(value: number): void;
  bytes(): Uint8Array;
}

export interface ByteReader {
  byte(): number;
  whole(): number;
}

export const writeBytes = (): ByteWriter => {
  let buffer = new Uint8Array(256);
  let length = 0;
  const byte = (value: number): void => {
    if (length === buffer.length) {
      const larger = new Uint8Array(buffer.length * 2);
      larger.set(buffer);
      buffer = larger;
    }
    buffer[length] = value;
    length += 1;
  };
  const whole = (value: number): void => {
    let rest = value;
    // Bit operators reach 31 bits; instants and scaled values need 53.
    while (rest > 0x7fff_ffff) {
      byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      byte((rest & 127) | 128);
      rest >>>= 7;
    }
    byte(rest);
  };
  return { byte, whole, bytes: () => buffer.slice(0, length) };
};

/** Throws a `RangeError` where the bytes end too early. */
export const readBytes = (buffer: Uint8Array): ByteReader => {
  let position = 0;
  const byte = (): number => {
    const value = buffer[position];
    if (value === undefined) throw new RangeError('the bytes end too early');
    position += 1;
    return value;
  };
  const whole = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = byte();
      value += (next & 127) * factor;
      if (next < 128) return value;
    }
  };
  return { byte, whole };
};
