import type { Sample } from '../../core/model/sample.js';
import { instant } from '../../core/time/instant.js';
import { readBytes, writeBytes } from './bytes.js';
import { readValues, writeValues } from './values.js';
import { deltas, readWholes, writeWholes } from './wholes.js';

/** The first byte of every blob, so that a later form can be told apart. */
const FORM = 1;

/** An hour's samples as bytes: how far each gap is from the usual one, then the values. In order of time, none twice. */
export const encodeChunk = (hour: number, samples: readonly Sample[]): Uint8Array => {
  const writer = writeBytes();
  writer.byte(FORM);
  writer.whole(samples.length);
  const [first = 0, ...gaps] = deltas(samples.map(({ at }) => at - hour));
  const usual = median(gaps);
  writer.whole(first);
  writer.whole(usual);
  writeWholes(
    writer,
    gaps.map((gap) => gap - usual),
  );
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
  const first = reader.whole();
  const usual = reader.whole();
  const gaps = readWholes(reader, Math.max(0, count - 1));
  const values = readValues(reader, count);
  let at = hour + first;
  return values.map((value, i) => {
    if (i > 0) at += usual + (gaps[i - 1] as number);
    return { at: instant(at), value };
  });
};

const median = (gaps: readonly number[]): number => [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
