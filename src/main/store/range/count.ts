import type { GoodReading } from '../../core/model/slo.js';
import { bucketOf, type Sketch } from '../../core/sample/sketch.js';
import { type Bucket, needsSketch } from './bucket.js';

/** Whether a reading of this value is a good one. */
export const isGood = ({ side, limit }: GoodReading, value: number): boolean =>
  side === 'atMost' ? value <= limit : value >= limit;

/** Whether count and bounds of a bucket alone say how many of its readings are good. */
export const isDecided = (good: GoodReading, { n, min, max }: Bucket): boolean =>
  !needsSketch(n, min, max) || isGood(good, min) === isGood(good, max);

/** How many readings of a bucket are good: exactly where its bounds say so, else to within the sketch's error. */
export const goodIn = (good: GoodReading, bucket: Bucket): number => {
  const { n, min, max, sketch } = bucket;
  if (!needsSketch(n, min, max)) return min === max ? (isGood(good, min) ? n : 0) : sumOfTwo(good, min, max);
  if (isGood(good, min) && isGood(good, max)) return n;
  if (!isGood(good, min) && !isGood(good, max)) return 0;
  return sketch === null ? 0 : goodInSketch(good, sketch);
};

const sumOfTwo = (good: GoodReading, min: number, max: number): number =>
  [min, max].filter((value) => isGood(good, value)).length;

/** A sketch's bucket that holds the limit is taken as good: of a limit that is often met exactly the other way is worse. */
const goodInSketch = (good: GoodReading, { zeros, positive, negative }: Sketch): number => {
  let count = isGood(good, 0) ? zeros : 0;
  const at = bucketOf(good.limit);
  for (const [index, n] of positive) if (isGoodBucket(good, at, index, 'positive')) count += n;
  for (const [index, n] of negative) if (isGoodBucket(good, at, index, 'negative')) count += n;
  return count;
};

const isGoodBucket = (
  { side, limit }: GoodReading,
  at: number | null,
  index: number,
  sign: 'positive' | 'negative',
): boolean => {
  if (at === null) return (side === 'atMost') === (sign === 'negative');
  const limitIsHere = sign === 'positive' ? limit > 0 : limit < 0;
  if (!limitIsHere) return (side === 'atMost') === limit > 0;
  if (index === at) return true;
  // Of negative values the higher index lies lower.
  const isBelow = sign === 'positive' ? index < at : index > at;
  return isBelow === (side === 'atMost');
};
