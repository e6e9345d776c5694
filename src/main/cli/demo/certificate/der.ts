/** The few pieces of ASN.1's distinguished encoding that a certificate is made of. */

const element = (tag: number, content: Uint8Array): Buffer => Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);

const lengthOf = ({ length }: Uint8Array): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = bytesOf(length);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
};

const bytesOf = (value: number): number[] => (value < 0x100 ? [value] : [...bytesOf(Math.floor(value / 0x100)), value % 0x100]);

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, Buffer.concat(parts));
export const set = (...parts: readonly Uint8Array[]): Buffer => element(0x31, Buffer.concat(parts));
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));
export const octets = (content: Uint8Array): Buffer => element(0x04, content);
export const bits = (content: Uint8Array, unused = 0): Buffer => element(0x03, Buffer.concat([Buffer.from([unused]), content]));
export const yes = (): Buffer => element(0x01, Buffer.from([0xff]));

/** A positive integer from its big-endian bytes: a zero in front keeps the sign bit clear. */
export const integer = (bytes: Uint8Array): Buffer =>
  element(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);

/** `[n]` around whole elements. */
export const explicit = (n: number, content: Uint8Array): Buffer => element(0xa0 | n, content);

/** `[n]` in place of a primitive element's own tag. */
export const implicit = (n: number, content: Uint8Array): Buffer => element(0x80 | n, content);

/** An object identifier from its dotted text. */
export const objectId = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};

const base128 = (value: number): number[] => {
  const groups = [value % 0x80];
  for (let rest = Math.floor(value / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) groups.unshift((rest % 0x80) | 0x80);
  return groups;
};

const LAST_YEAR_OF_SHORT_FORM = 2049;

/** A moment to the second; two-digit years up to 2049, as certificates demand. */
export const time = (milliseconds: number): Buffer => {
  const at = new Date(milliseconds);
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  return at.getUTCFullYear() <= LAST_YEAR_OF_SHORT_FORM
    ? element(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : element(0x18, Buffer.from(digits, 'ascii'));
};
