import type { EventStretch, GoodReading } from '../../core/model/slo.js';
import { instant } from '../../core/time/instant.js';
import { goodIn, isDecided } from '../range/count.js';
import { decodeRollup } from './rollup.js';

/**
 * How many readings of each rolled-up stretch are good. Sketches cost most of the time, and few hours straddle a limit: they are read
 * only where the bounds do not decide.
 */
export const countedIn = (good: GoodReading, step: number, hour: number, body: Uint8Array): readonly EventStretch[] => {
  const plain = decodeRollup(hour, step, body, 'plain');
  const buckets = plain.every((bucket) => isDecided(good, bucket)) ? plain : decodeRollup(hour, step, body, 'sketched');
  return buckets.map((bucket) => ({ start: instant(bucket.start), valid: bucket.n, good: goodIn(good, bucket) }));
};
