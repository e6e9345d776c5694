import type { Share } from '../model/figure.js';
import { wilson } from '../slo/wilson.js';

/** Of fewer than so many a share says more about chance than about the site: the least that rules judge by, too. */
export const LEAST_OF_A_SHARE = 20;

/**
 * `part` of `n` with Wilson's 95 % interval. Counters of two sources may be a moment apart, and a visit may send two forms: a part
 * greater than the whole counts as all of it. `hasSource`: whether anything here ever counted them.
 */
export const shareOf = (part: number, n: number, hasSource: boolean, least = LEAST_OF_A_SHARE): Share => {
  if (n <= 0) return { state: hasSource ? 'no-reading' : 'no-source', part: 0, n: 0, ratio: null, between: null };
  const within = Math.min(part, n);
  return { state: n < least ? 'too-few' : 'known', part: within, n, ratio: within / n, between: wilson(within, n) };
};
