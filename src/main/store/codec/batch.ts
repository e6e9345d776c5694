/** Samples in the order in which they were written: number of the series, instant, value, number, instant, value … */
export type Batch = Float64Array;

/** Numbers of one sample, and bytes of one number. */
export const WIDTH = 3;
const BYTES = 8;

/** Plain numbers, lowest byte first: what is sorted and packed within minutes is not worth a denser form. */
export const encodeBatch = (batch: Batch): Uint8Array => {
  const view = new DataView(new ArrayBuffer(BYTES * batch.length));
  for (const [i, number] of batch.entries()) view.setFloat64(BYTES * i, number, true);
  return new Uint8Array(view.buffer);
};

/** Throws a `RangeError` where the bytes are no whole samples. */
export const decodeBatch = (body: Uint8Array): Batch => {
  if (body.byteLength % (WIDTH * BYTES) !== 0) throw new RangeError('the bytes end within a sample');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return Float64Array.from({ length: body.byteLength / BYTES }, (_, i) => view.getFloat64(BYTES * i, true));
};
