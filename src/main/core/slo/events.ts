import type { Events } from '../model/slo.js';
import type { HistoryRange } from '../model/view.js';

/** Good and valid readings of series such as `up`, where 1 is good: from rollups, which keep mean and number. */
export const readingsOf = (ranges: readonly HistoryRange[]): Events => {
  let [good, valid] = [0, 0];
  for (const { points } of ranges) {
    for (const [, , mean, , n] of points) {
      good += mean * n;
      valid += n;
    }
  }
  // A sum of means may miss a whole number by a rounding error.
  return { good: Math.min(valid, Math.round(good * 1e6) / 1e6), valid };
};
