import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../core/model/sample.js';
import { instant } from '../../core/time/instant.js';
import { bucketsOf, foldBuckets } from '../range/bucket.js';
import { HOUR, STEP } from '../range/level.js';
import { readBytes, writeBytes } from './bytes.js';
import { decodeChunk, encodeChunk } from './chunk.js';
import { decodeRollup, encodeRollup } from './rollup.js';

const H = Date.UTC(2026, 0, 5, 9);

const sample = (offset: number, value: number): Sample => ({ at: instant(H + offset), value });

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer({ min: 0, max: 5_000 }).map((milliseconds) => milliseconds / 1_000),
  fc.constantFrom(0, 1, 200, 1e-9, 0.1 + 0.2, Number.MAX_VALUE, Number.MIN_VALUE),
);

const hourOfSamples = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: HOUR - 1 }), numbers), { selector: ([offset]) => offset, maxLength: 200 })
  .map((pairs) => pairs.sort(([a], [b]) => a - b).map(([offset, value]) => sample(offset, value)));

/** −0 is given back as 0: no reading tells them apart. */
const withoutNegativeZero = (samples: readonly Sample[]): Sample[] =>
  samples.map(({ at, value }) => ({ at, value: value + 0 }));

describe('a chunk', () => {
  it('gives every sample back as it was', () => {
    fc.assert(
      fc.property(hourOfSamples, (samples) => {
        expect(withoutNegativeZero(decodeChunk(H, encodeChunk(H, samples)))).toEqual(withoutNegativeZero(samples));
      }),
    );
  });

  it('takes next to nothing for what never changes', () => {
    const steady = Array.from({ length: 60 }, (_, i) => sample(i * 60_000, 200));
    expect(encodeChunk(H, steady).length).toBeLessThan(16);
  });

  it('takes at most four bytes a sample for varying and jittering response times', () => {
    const jitter = (i: number): number => (i * 7_919) % 101;
    const samples = Array.from({ length: 60 }, (_, i) =>
      sample(i * 60_000 + jitter(i), (180_000 + jitter(i) * 977) / 1_000_000),
    );
    expect(encodeChunk(H, samples).length / 60).toBeLessThanOrEqual(4);
  });

  it('is refused where bytes are missing or of another form', () => {
    const body = encodeChunk(H, [sample(0, 1.5), sample(1, 1 / 3)]);
    expect(() => decodeChunk(H, body.slice(0, -1))).toThrow(RangeError);
    expect(() => decodeChunk(H, new Uint8Array([9, 1, 2]))).toThrow(RangeError);
    expect(() => decodeChunk(H, new Uint8Array())).toThrow(RangeError);
  });
});

describe('a rollup', () => {
  it.each(Object.values(STEP))('gives every bucket of %i ms back as it was, sketches too', (step) => {
    fc.assert(
      fc.property(hourOfSamples.map(withoutNegativeZero), (samples) => {
        fc.pre(samples.every(({ value }) => Math.abs(value) < 1e300));
        const buckets = foldBuckets(bucketsOf(samples, STEP.minute, 'sketched'), step, 'sketched');
        expect(decodeRollup(H, step, encodeRollup(H, step, buckets), 'sketched')).toEqual(buckets);
      }),
    );
  });
});

describe('whole numbers as bytes', () => {
  it('come back as they were, up to 2^53', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (values) => {
        const writer = writeBytes();
        for (const value of values) writer.whole(value);
        const reader = readBytes(writer.bytes());
        expect(values.map(() => reader.whole())).toEqual(values);
      }),
    );
  });
});
