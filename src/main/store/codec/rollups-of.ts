import type { Sample } from '../../core/model/sample.js';
import { bucketsOf, foldBuckets } from '../range/bucket.js';
import { ROLLUP_LEVELS, type RollupLevel, STEP } from '../range/level.js';
import { encodeRollup } from './rollup.js';

export interface EncodedRollup {
  readonly level: RollupLevel;
  readonly body: Uint8Array;
}

/** An hour's rollups as bytes, the finest first, each folded from the one before; samples must be in order of time. */
export const rollupsOf = (hour: number, samples: readonly Sample[]): readonly EncodedRollup[] => {
  let buckets = bucketsOf(samples, STEP.minute, 'sketched');
  return ROLLUP_LEVELS.map((level) => {
    buckets = foldBuckets(buckets, STEP[level], 'sketched');
    return { level, body: encodeRollup(hour, STEP[level], buckets) };
  });
};
