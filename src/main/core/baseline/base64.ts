const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers' bytes, little-endian, as base64 without padding. */
export const floatsToText = (floats: Float32Array): string => {
  const bytes = new DataView(new ArrayBuffer(floats.length * 4));
  floats.forEach((value, index) => {
    bytes.setFloat32(index * 4, value, true);
  });
  let text = '';
  for (let start = 0; start < bytes.byteLength; start += 3) {
    const left = Math.min(3, bytes.byteLength - start);
    let bits = 0;
    for (let index = 0; index < 3; index += 1) bits = (bits << 8) | (index < left ? bytes.getUint8(start + index) : 0);
    for (let digit = 0; digit <= left; digit += 1) text += DIGITS[(bits >> (18 - 6 * digit)) & 63];
  }
  return text;
};

/** The numbers that `floatsToText` made the text of. */
export const textToFloats = (text: string): Float32Array => {
  const bytes = new DataView(new ArrayBuffer(Math.floor((text.length * 3) / 4)));
  let bits = 0;
  let kept = 0;
  let place = 0;
  for (const letter of text) {
    bits = ((bits << 6) | DIGITS.indexOf(letter)) & 0xff_ff;
    kept += 6;
    if (kept < 8) continue;
    kept -= 8;
    bytes.setUint8(place, (bits >> kept) & 255);
    place += 1;
  }
  return Float32Array.from({ length: bytes.byteLength >> 2 }, (_, index) => bytes.getFloat32(index * 4, true));
};
